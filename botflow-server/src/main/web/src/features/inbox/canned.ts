import type { Schemas } from '../../api/client'
import type { Conversation } from './conversations'
import { nameOf } from './names'

export type CannedReply = Schemas['CannedRepliesCannedReplyView']

const AT_END = /(?:^|\s)\/([a-z0-9_-]*)$/

/** What is asked for after a slash at the end of what is written; null where nothing is. */
export function askedFor(written: string): string | null {
  return AT_END.exec(written)?.[1] ?? null
}

/** The replies whose code or words fit, those whose code begins so first. */
export function fitting(replies: readonly CannedReply[], asked: string): CannedReply[] {
  const words = asked.toLowerCase()
  const begins = replies.filter((each) => each.shortCode.startsWith(words))
  const has = replies.filter(
    (each) => !each.shortCode.startsWith(words) && each.text.toLowerCase().includes(words),
  )
  return [...begins, ...has].slice(0, 8)
}

/** The reply in the place of what asked for it. */
export function withReply(written: string, reply: string): string {
  return written.replace(AT_END, (found) => (found.startsWith('/') ? '' : found[0]) + reply)
}

/** A reply's text with its placeholders filled; what is not known stays to be seen. */
export function filled(text: string, conversation: Conversation, agent: string): string {
  const { contact } = conversation
  const known: Record<string, string | undefined> = {
    'contact.name': nameOf(contact),
    'contact.phone': contact.phone ? `+${contact.phone}` : undefined,
    'contact.username': contact.username,
    'agent.name': agent,
  }
  const variables = (conversation.variables ?? {}) as Record<string, unknown>
  return text.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (whole, name: string) => {
    const value = known[name] ?? variables[name]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : whole
  })
}
