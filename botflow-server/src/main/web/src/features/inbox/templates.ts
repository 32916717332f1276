import type { Schemas } from '../../api/client'

export type Template = Schemas['MessageTemplateView']

interface Component {
  type: string
  format?: string
  text?: string
  buttons?: { type: string; text: string; url?: string }[]
}

/** A place in a template that takes a value. */
export interface Blank {
  part: 'header' | 'body' | 'button'
  /** As the template calls it: a number or a name. */
  name: string
  /** The button's place. */
  index: number
  /** The words around it. */
  around: string
}

const BLANK = /\{\{\s*(\w+)\s*\}\}/g

function componentsOf(template: Template): Component[] {
  return Array.isArray(template.components) ? (template.components as Component[]) : []
}

function blanksIn(text: string | undefined, part: Blank['part'], index = 0): Blank[] {
  const names = new Set([...(text ?? '').matchAll(BLANK)].map((found) => found[1] ?? ''))
  return [...names].map((name) => ({ part, name, index, around: text ?? '' }))
}

const isKind = (component: Component, kind: string) => component.type.toUpperCase() === kind

/** The places to fill in, in the order in which they are read. */
export function blanksOf(template: Template): Blank[] {
  return componentsOf(template).flatMap((component) => {
    if (isKind(component, 'HEADER')) return blanksIn(component.text, 'header')
    if (isKind(component, 'BODY')) return blanksIn(component.text, 'body')
    if (!isKind(component, 'BUTTONS')) return []
    return (component.buttons ?? []).flatMap((button, index) => blanksIn(button.url, 'button', index))
  })
}

const PLAIN_HEADERS = ['TEXT', undefined]
const PLAIN_PARTS = ['HEADER', 'BODY', 'FOOTER', 'BUTTONS']
const PLAIN_BUTTONS = ['URL', 'QUICK_REPLY', 'PHONE_NUMBER']

/** Whether words are all that it needs: no picture, no list of products, no code. */
export function takesWordsAlone(template: Template): boolean {
  return componentsOf(template).every(
    (component) =>
      PLAIN_PARTS.includes(component.type.toUpperCase()) &&
      (!isKind(component, 'HEADER') || PLAIN_HEADERS.includes(component.format?.toUpperCase())) &&
      (component.buttons ?? []).every((button) => PLAIN_BUTTONS.includes(button.type.toUpperCase())),
  )
}

export const keyOf = ({ part, index, name }: Blank) => `${part} ${index} ${name}`

/** The template as the customer will read it. */
export function preview(template: Template, values: Record<string, string>): string {
  return componentsOf(template)
    .filter((component) => !isKind(component, 'BUTTONS'))
    .map((component) => {
      const part = isKind(component, 'HEADER') ? 'header' : 'body'
      return (component.text ?? '').replace(
        BLANK,
        (blank, name: string) => values[keyOf({ part, index: 0, name, around: '' })] || blank,
      )
    })
    .filter((text) => text !== '')
    .join('\n\n')
}

const isNumber = (name: string) => /^\d+$/.test(name)

/** The values as messages have them (io.botflow.message.TemplateComponent). */
export function componentsWith(template: Template, values: Record<string, string>): unknown[] {
  const blanks = blanksOf(template)
  const value = (blank: Blank) => values[keyOf(blank)] ?? ''
  const named = ({ name }: Blank) => (isNumber(name) ? {} : { name })
  const body = blanks
    .filter(({ part }) => part === 'body')
    .sort((one, other) => (isNumber(one.name) ? Number(one.name) - Number(other.name) : 0))
  return [
    ...blanks
      .filter(({ part }) => part === 'header')
      .map((blank) => ({ part: 'header', text: value(blank), ...named(blank) })),
    ...(body.length > 0
      ? [{ part: 'body', parameters: body.map((blank) => ({ text: value(blank), ...named(blank) })) }]
      : []),
    ...blanks
      .filter(({ part }) => part === 'button')
      .map((blank) => ({ part: 'button', kind: 'URL', index: blank.index, value: value(blank) })),
  ]
}
