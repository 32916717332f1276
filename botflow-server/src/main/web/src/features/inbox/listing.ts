import type { InfiniteData } from '@tanstack/react-query'
import type { Conversation } from './conversations'
import type { Filter } from './search'

export type ListPage = { data: Conversation[]; next?: string }
export type List = InfiniteData<ListPage, string | undefined>

/** Whether a list has a conversation, as far as one can tell without the words of its messages. */
export function fits(filter: Filter, conversation: Conversation, me: string | undefined): boolean {
  const { view, status = 'open' } = filter
  const side =
    view === 'all' ||
    (view === 'bot' && conversation.owner === 'bot') ||
    (view === 'mine' && conversation.assignee?.id === me) ||
    (view === 'unassigned' && conversation.owner === 'queue' && !conversation.assignee)
  return (
    side &&
    (status === 'any' || conversation.status === status) &&
    (!filter.bot || conversation.botId === filter.bot) &&
    (!filter.channel || conversation.channelId === filter.channel) &&
    (!filter.label || conversation.labels.some((label) => label.id === filter.label)) &&
    (!filter.unread || conversation.unread > 0)
  )
}

/** As lists are in order: the last active first. */
function isBefore(one: Conversation, other: Conversation): boolean {
  const later = Date.parse(one.lastActivityAt) - Date.parse(other.lastActivityAt)
  return later === 0 ? one.id > other.id : later > 0
}

/** The list after some conversations have changed. */
export function withChanges(
  list: List,
  filter: Filter,
  news: readonly Conversation[],
  me: string | undefined,
): List {
  const changed = new Map(news.map((each) => [each.id, each]))
  const known = new Map<string, Conversation>()
  const pages = list.pages.map((page) => ({
    ...page,
    data: page.data.filter((each) => {
      if (!changed.has(each.id)) return true
      known.set(each.id, each)
      return false
    }),
  }))
  const end = list.pages.at(-1)
  const oldest = end?.data.at(-1)
  for (const each of news) {
    // Whether the words fit, only the server knows: a search goes on with what it found.
    if (!fits(filter, each, me) || (filter.search && !known.has(each.id))) continue
    if (end?.next && oldest && isBefore(oldest, each)) continue
    const page = pages.find(({ data }) => data.length > 0 && isBefore(each, data.at(-1) as Conversation))
    const rows = (page ?? pages.at(-1))?.data
    const place = rows?.findIndex((row) => isBefore(each, row)) ?? -1
    rows?.splice(place < 0 ? rows.length : place, 0, each)
  }
  return { ...list, pages }
}
