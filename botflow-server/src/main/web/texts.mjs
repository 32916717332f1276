// Every text that a page shows has to be in every language. The English text is its own key.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const USE = /\bt\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g
/** Texts that are chosen at run time stand in lists that are marked so. */
const LISTED = /\b(?:text|shown)\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g

function sources(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sources(path)
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : []
  })
}

function keys(folder) {
  const found = new Set()
  for (const path of sources(folder)) {
    const source = readFileSync(path, 'utf8')
    for (const pattern of [USE, LISTED]) {
      for (const match of source.matchAll(pattern)) {
        found.add((match[1] ?? match[2]).replace(/\\(.)/g, '$1'))
      }
    }
  }
  return found
}

/** Fails with the texts that a language lacks, or has and nobody uses. */
export function checkTexts(here) {
  const used = keys(join(here, 'src'))
  const problems = []
  for (const language of readdirSync(join(here, 'src', 'texts'))) {
    const folder = join(here, 'src', 'texts', language)
    const has = new Set(
      readdirSync(folder).flatMap((file) =>
        Object.keys(JSON.parse(readFileSync(join(folder, file), 'utf8'))),
      ),
    )
    for (const key of used) if (!has.has(key)) problems.push(`${language} lacks: ${key}`)
    for (const key of has) if (!used.has(key)) problems.push(`${language} has, and nobody uses: ${key}`)
  }
  if (problems.length > 0) throw new Error(`Texts:\n  ${problems.join('\n  ')}`)
}
