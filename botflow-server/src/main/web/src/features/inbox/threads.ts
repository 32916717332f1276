import type { InfiniteData } from '@tanstack/react-query'
import type { Message } from './messages'

export type ThreadPage = { data: Message[]; next?: string }
export type ThreadMessages = InfiniteData<ThreadPage, string | undefined>

/** All that has been read, the oldest first. */
export function inOrder(thread: { pages: ThreadPage[] } | undefined): Message[] {
  return thread?.pages.flatMap((page) => page.data).reverse() ?? []
}

/** The thread with a message in its place; one that is there already looks as it does now. */
export function withMessage(thread: ThreadMessages, message: Message): ThreadMessages {
  const known = thread.pages.some((page) => page.data.some((each) => each.id === message.id))
  if (known) return withMessages(thread, (each) => (each.id === message.id ? message : each))
  const [first, ...others] = thread.pages
  if (!first) return thread
  const place = first.data.findIndex((each) => each.id < message.id)
  // Older than what is shown: it is read with the others.
  if (place < 0 && (others.length > 0 || first.next)) return thread
  const data = [...first.data]
  data.splice(place < 0 ? data.length : place, 0, message)
  return { ...thread, pages: [{ ...first, data }, ...others] }
}

export function withMessages(thread: ThreadMessages, change: (message: Message) => Message): ThreadMessages {
  return { ...thread, pages: thread.pages.map((page) => ({ ...page, data: page.data.map(change) })) }
}
