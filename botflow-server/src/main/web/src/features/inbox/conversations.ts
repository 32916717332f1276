import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { api, good, type Schemas } from '../../api/client'
import { queries } from '../../app/queries'
import { type List, type ListPage, withChanges } from './listing'
import type { Filter, View } from './search'

export type Conversation = Schemas['ConversationView']

const PAGE = 50
/** Rows that a list grows to by what happens before it is read anew from the top. */
const MOST_ROWS = 1_000

const SIDES: Record<View, { assigned?: string; owner?: string }> = {
  mine: { assigned: 'me' },
  unassigned: { assigned: 'none', owner: 'queue' },
  all: {},
  bot: { owner: 'bot' },
}

function read(filter: Filter, cursor?: string): Promise<ListPage> {
  const { view, status = 'open', unread, ...others } = filter
  const query = {
    ...SIDES[view],
    ...others,
    ...(status === 'any' ? {} : { status }),
    ...(unread ? { unread: 'true' } : {}),
    ...(cursor ? { cursor } : {}),
    limit: PAGE,
  }
  return good(api.GET('/api/conversations', { params: { query } }))
}

export function useConversations(filter: Filter) {
  return useInfiniteQuery({
    queryKey: ['conversations', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => read(filter, pageParam),
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    // What happens arrives by itself.
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export function useConversation(id: string) {
  return useQuery({
    queryKey: ['conversation', id],
    queryFn: () => good(api.GET('/api/conversations/{id}', { params: { path: { id } } })),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

async function readAnew(filter: Filter) {
  const page = await read(filter)
  queries.setQueryData<List>(['conversations', filter], { pages: [page], pageParams: [undefined] })
}

/** Shows conversations as they are by now, wherever they stand. */
export function showChanges(news: readonly Conversation[], me: string | undefined) {
  for (const each of news) {
    if (queries.getQueryData(['conversation', each.id])) {
      queries.setQueryData(['conversation', each.id], each)
    }
  }
  for (const [key, list] of queries.getQueriesData<List>({ queryKey: ['conversations'], type: 'active' })) {
    if (!list) continue
    const filter = key[1] as Filter
    const next = withChanges(list, filter, news, me)
    queries.setQueryData(key, next)
    if ((next.pages[0]?.data.length ?? 0) > MOST_ROWS) void readAnew(filter)
  }
  queries.removeQueries({ queryKey: ['conversations'], type: 'inactive' })
}

/** What a list has been read to show, in its order. */
export function shownIds(filter: Filter): string[] {
  const list = queries.getQueryData<List>(['conversations', filter])
  return list?.pages.flatMap((page) => page.data.map((each) => each.id)) ?? []
}

/** Who answers a conversation as the lists show it so far; null where none of them has it. */
export function ownerShown(id: string): string | null {
  for (const [, list] of queries.getQueriesData<List>({ queryKey: ['conversations'], type: 'active' })) {
    for (const page of list?.pages ?? []) {
      const known = page.data.find((each) => each.id === id)
      if (known) return known.owner
    }
  }
  return null
}

/** All labels of the organisation. */
export function useLabels() {
  return useQuery({
    queryKey: ['labels'],
    queryFn: async () => (await good(api.GET('/api/labels'))).data,
  })
}

/** The organisation's people. */
export function useMembers(organization: string | undefined) {
  return useQuery({
    queryKey: ['members', organization],
    enabled: organization !== undefined,
    queryFn: async () =>
      (
        await good(
          api.GET('/api/organizations/{id}/members', { params: { path: { id: organization ?? '' } } }),
        )
      ).data,
  })
}

/** The first bots, for choosing one. */
export function useBots() {
  return useQuery({
    queryKey: ['bots', 'choice'],
    queryFn: async () => (await good(api.GET('/api/bots', { params: { query: { limit: 100 } } }))).data,
  })
}

/** Texts that people use again and again. */
export function useCannedReplies() {
  return useQuery({
    queryKey: ['canned-replies'],
    queryFn: async () => (await good(api.GET('/api/canned-replies'))).data,
  })
}
