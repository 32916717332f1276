/** What a message says, as far as pages show more of it than its words; io.botflow.message.MessageContent. */
export interface Content {
  kind: string
  body?: string
  caption?: string
  filename?: string
  header?: string | { text?: string }
  footer?: string
  button?: string
  url?: string
  options?: { id: string; title: string }[]
  sections?: { title?: string; rows: { id: string; title: string; description?: string }[] }[]
  source?: { link?: string; url?: string }
  latitude?: number
  longitude?: number
  name?: string
  address?: string
  title?: string
  cards?: unknown[]
}

/** The options that a message offers the customer. */
export function optionsOf(content: Content): string[] {
  if (content.options) return content.options.map((option) => option.title)
  if (content.sections) return content.sections.flatMap((section) => section.rows.map((row) => row.title))
  return content.kind === 'call_to_action' && content.button ? [content.button] : []
}
