import Papa from 'papaparse'
import type { Schemas } from '../../api/client'
import { text } from '../../app/language'

/** So many rows at most: each of them is a call of its own. */
export const MOST_ROWS = 2_000
export const MOST_BYTES = 2_000_000
const FIELD = /^[a-zA-Z_][a-zA-Z0-9_]{0,63}$/
const PHONE = /^\+?[0-9 ]{6,24}$/

/** A line of the file. */
export interface ImportRow {
  /** As a table program counts them: the headings are the first. */
  line: number
  phone: string
  details: NonNullable<Schemas['ContactRoutesNewContact']['details']>
  /** What is wrong with it; null where nothing is. */
  problem: string | null
}

/** What a file holds. */
export interface ImportFile {
  rows: ImportRow[]
  /** Headings that become own fields of contacts. */
  fields: string[]
  /** Headings that cannot become anything. */
  left: string[]
  /** What is wrong with the file as a whole; null where nothing is. */
  problem: string | null
}

const COLUMNS: Record<string, 'phone' | 'name' | 'tags' | 'language' | 'zone'> = {
  phone: 'phone',
  number: 'phone',
  telephone: 'phone',
  whatsapp: 'phone',
  name: 'name',
  tags: 'tags',
  language: 'language',
  zone: 'zone',
}

/** Reads a CSV text: commas, semicolons or tabs, headings in the first line. */
export function readContacts(csv: string): ImportFile {
  const { data, meta } = Papa.parse<Record<string, string>>(csv.replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: 'greedy',
    transformHeader: (heading) => heading.trim(),
  })
  const headings = (meta.fields ?? []).filter((heading) => heading !== '')
  const known = new Map(headings.map((heading) => [heading, COLUMNS[heading.toLowerCase()]]))
  const own = headings.filter((heading) => !known.get(heading))
  const file = {
    rows: [],
    fields: own.filter((heading) => FIELD.test(heading)),
    left: own.filter((heading) => !FIELD.test(heading)),
  }
  if (![...known.values()].includes('phone')) {
    return { ...file, problem: text('No column is called “phone”: the first line has to name the columns.') }
  }
  if (data.length > MOST_ROWS) {
    return { ...file, problem: text('More than 2,000 rows: please divide the file.') }
  }
  return {
    ...file,
    rows: data.map((row, index) => readRow(row, index + 2, known, file.fields)),
    problem: null,
  }
}

function readRow(
  row: Record<string, string>,
  line: number,
  known: Map<string, string | undefined>,
  fields: string[],
): ImportRow {
  const of = (column: string) => {
    for (const [heading, meant] of known) {
      const value = row[heading]?.trim()
      if (meant === column && value) return value
    }
    return ''
  }
  // As people write numbers; the server takes digits and blanks.
  const phone = of('phone')
    .replace(/[()./-]/g, ' ')
    .replace(/^00/, '+')
  const tags = of('tags')
    .split(/[;,|]/)
    .map((tag) => tag.trim())
    .filter(Boolean)
  const own = fields.flatMap((field) => (row[field]?.trim() ? [[field, row[field]?.trim()]] : []))
  return {
    line,
    phone,
    details: {
      ...(of('name') ? { name: of('name') } : {}),
      ...(of('language') ? { language: of('language') } : {}),
      ...(of('zone') ? { zone: of('zone') } : {}),
      ...(tags.length > 0 ? { tags: [...new Set(tags)] } : {}),
      ...(own.length > 0 ? { fields: Object.fromEntries(own) } : {}),
    },
    problem: PHONE.test(phone) ? null : text('The phone number is not in international form'),
  }
}
