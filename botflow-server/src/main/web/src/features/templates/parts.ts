/** A component of a template in Meta's form, as far as the page writes it. */
interface Component {
  type?: string
  format?: string
  text?: string
  buttons?: { type?: string; text?: string }[]
  [more: string]: unknown
}

/** What a person writes of a template. */
export interface Parts {
  header: string
  body: string
  /** What stands for {{1}}, {{2}} ... in the sample, one on each line. */
  samples: string
  footer: string
  /** Quick replies, one on each line. */
  replies: string
}

const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const list = (components: unknown) => (Array.isArray(components) ? (components as Component[]) : [])

const isType = (component: Component, type: string) => component.type?.toUpperCase() === type

export function partsOf(components: unknown): Parts {
  const all = list(components)
  const find = (type: string) => all.find((component) => isType(component, type))
  const sample = (find('BODY')?.example as { body_text?: string[][] } | undefined)?.body_text?.[0] ?? []
  return {
    header: find('HEADER')?.text ?? '',
    body: find('BODY')?.text ?? '',
    samples: sample.join('\n'),
    footer: find('FOOTER')?.text ?? '',
    replies: (find('BUTTONS')?.buttons ?? [])
      .filter((button) => button.type?.toUpperCase() === 'QUICK_REPLY')
      .map((button) => button.text ?? '')
      .join('\n'),
  }
}

/** The components with what was written; what the page cannot write stays as it is. */
export function withParts(components: unknown, parts: Parts): Component[] {
  const before = list(components)
  const header = before.find((component) => isType(component, 'HEADER'))
  const buttons = before.find((component) => isType(component, 'BUTTONS'))?.buttons ?? []
  const others = buttons.filter((button) => button.type?.toUpperCase() !== 'QUICK_REPLY')
  const samples = lines(parts.samples)
  const replies = lines(parts.replies).map((text) => ({ type: 'QUICK_REPLY', text }))
  const known = ['HEADER', 'BODY', 'FOOTER', 'BUTTONS']
  const made: Component[] = []
  if (parts.header.trim()) made.push({ type: 'HEADER', format: 'TEXT', text: parts.header.trim() })
  else if (header && header.format?.toUpperCase() !== 'TEXT') made.push(header)
  made.push({
    type: 'BODY',
    text: parts.body.trim(),
    ...(samples.length > 0 ? { example: { body_text: [samples] } } : {}),
  })
  if (parts.footer.trim()) made.push({ type: 'FOOTER', text: parts.footer.trim() })
  if (replies.length + others.length > 0) made.push({ type: 'BUTTONS', buttons: [...replies, ...others] })
  return [...made, ...before.filter((component) => !known.some((type) => isType(component, type)))]
}
