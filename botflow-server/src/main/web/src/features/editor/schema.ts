import type { FlowDocument, Step } from './document'
import { list, text } from './document'

/** The part of JSON Schema that settings are described in. */
export interface Schema {
  title?: string
  type?: string | string[]
  enum?: string[]
  default?: unknown
  examples?: unknown[]
  format?: string
  $ref?: string
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema | boolean
  anyOf?: Schema[]
  minimum?: number
  maximum?: number
  'x-botflow-template'?: boolean
  'x-botflow-translated'?: boolean
  'x-botflow-multiline'?: boolean
  'x-botflow-expression'?: boolean
  'x-botflow-holds'?: string
}

/** What references in a type's settings lead to. */
export interface Schemas {
  $defs: Record<string, Schema>
}

export function resolved(schemas: Schemas, schema: Schema): Schema {
  if (!schema.$ref) return schema
  const { $ref, ...own } = schema
  return { ...schemas.$defs[$ref.replace('#/$defs/', '')], ...own }
}

export interface KnownVariable {
  name: string
  about: string
}

const GIVEN: KnownVariable[] = [
  { name: 'contact.name', about: 'text' },
  { name: 'contact.phone', about: 'phone' },
  { name: 'contact.language', about: 'text' },
  { name: 'message.text', about: 'text' },
  { name: 'intent.name', about: 'text' },
  { name: 'channel.kind', about: 'text' },
  { name: 'organization.name', about: 'text' },
  { name: 'now', about: 'datetime' },
]

/** The variables that a step fills. */
export function filledBy(step: Step): string[] {
  const { config } = step.data
  return [
    text(config.variable),
    ...list(config.assignments).map((each) => text(each.variable)),
    ...list(config.extract).map((each) => text(each.variable)),
    ...Object.keys((config.map as object | undefined) ?? {}),
    ...Object.values((config.outputs as Record<string, unknown> | undefined) ?? {}).map(text),
  ].filter(Boolean)
}

/** What can stand in a text: declared, filled by a step, or always there. */
export function variablesOf(document: FlowDocument): KnownVariable[] {
  const found = new Map<string, string>()
  for (const { name, type } of document.variables ?? []) found.set(name, type ?? 'text')
  for (const step of document.nodes) {
    for (const name of filledBy(step)) {
      if (!found.has(name)) found.set(name, step.data.label || step.id)
    }
  }
  return [...[...found].map(([name, about]) => ({ name, about })), ...GIVEN]
}
