import type { Conversation } from './conversations'

/** How a customer is called where no name is known. */
export function nameOf(contact: Conversation['contact']): string {
  return contact.name || contact.username || (contact.phone ? `+${contact.phone}` : '—')
}

/** The first signs of a name, for the circle that stands for somebody. */
export function initials(name: string): string {
  const words = name.replace(/^\+/, '').split(/\s+/)
  return words
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase()
}
