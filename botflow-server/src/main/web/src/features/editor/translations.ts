import { typeOf } from './catalogue'
import { type Config, type FlowDocument, type Step, text } from './document'
import { resolved, type Schema, type Schemas } from './schema'

/** A text that customers read. */
export interface FlowText {
  node: string
  /** Its place in the step's settings, as a JSON pointer. */
  path: string
  text: string
}

/** By language, step and place. */
type Translations = Record<string, Record<string, Record<string, string>>>

const HAS_WORDS = /\p{L}/u

/** As the server looks for them: what is marked as read by customers, and has words in it. */
export function textsOf(document: FlowDocument): FlowText[] {
  return document.nodes.filter((step) => step.data.disabled !== true).flatMap(textsOfStep)
}

function textsOfStep(step: Step): FlowText[] {
  const settings = typeOf(step.type)?.settings
  if (!settings) return []
  const found: FlowText[] = []
  collect({ $defs: settings.$defs ?? {} }, settings, step.data.config, '', (path, value) => {
    if (HAS_WORDS.test(value.replaceAll(/\{\{.*?\}\}/gs, '')))
      found.push({ node: step.id, path, text: value })
  })
  return found
}

function collect(
  schemas: Schemas,
  schema: Schema,
  config: Config,
  at: string,
  found: (path: string, value: string) => void,
) {
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const value = config[name]
    const place = `${at}/${name}`
    const shape = object(schemas, property)
    if (typeof value === 'string') {
      if (property['x-botflow-translated']) found(place, value)
    } else if (Array.isArray(value)) {
      const element = object(schemas, property.items ?? {})
      value.forEach((item, index) => {
        if (typeof item === 'object' && item !== null)
          collect(schemas, element, item as Config, `${place}/${index}`, found)
      })
    } else if (typeof value === 'object' && value !== null) {
      collect(schemas, shape, value as Config, place, found)
    }
  }
}

function object(schemas: Schemas, schema: Schema): Schema {
  const way = schema.anyOf?.find((each) => each.$ref)
  return resolved(schemas, way ?? schema)
}

function translations(document: FlowDocument): Translations {
  return (document.translations ?? {}) as Translations
}

/** The languages besides the flow's own. */
export function languagesOf(document: FlowDocument): string[] {
  return Object.keys(translations(document)).sort()
}

export function translationOf(document: FlowDocument, language: string, { node, path }: FlowText): string {
  return text(translations(document)[language]?.[node]?.[path])
}

export function missingIn(document: FlowDocument, language: string, texts: FlowText[]): FlowText[] {
  return texts.filter((each) => translationOf(document, language, each) === '')
}

/** Puts translations in; an empty one is taken out. */
export function translate(
  document: FlowDocument,
  language: string,
  done: { nodeId: string; path: string; text: string }[],
): FlowDocument {
  const own = structuredClone(translations(document)[language] ?? {})
  for (const { nodeId, path, text: value } of done) {
    const { [path]: _, ...others } = own[nodeId] ?? {}
    const now = value === '' ? others : { ...others, [path]: value }
    if (Object.keys(now).length > 0) own[nodeId] = now
    else delete own[nodeId]
  }
  return { ...document, translations: { ...translations(document), [language]: own } }
}

/** Without the language, and without the word for translations where there is no other. */
export function withoutLanguage(document: FlowDocument, language: string): FlowDocument {
  const { [language]: _, ...others } = translations(document)
  if (Object.keys(others).length > 0) return { ...document, translations: others }
  const { translations: __, ...rest } = document
  return rest as FlowDocument
}

/** A BCP 47 tag as it is usually written; null for what is none. */
export function readLanguage(written: string): string | null {
  try {
    return Intl.getCanonicalLocales(written.trim())[0] ?? null
  } catch {
    return null
  }
}
