import { useInfiniteQuery } from '@tanstack/react-query'
import { api, good, type Schemas } from '../../api/client'
import { queries } from '../../app/queries'
import { type ThreadMessages, type ThreadPage, withMessage, withMessages } from './threads'

export type Message = Schemas['MessageView']
export type Delivery = Schemas['MessageViewDelivery']

const PAGE = 40

const keyOf = (conversationId: string) => ['messages', conversationId]

/** The messages of a conversation, read back in time a page at a time. */
export function useMessages(conversationId: string) {
  return useInfiniteQuery({
    queryKey: keyOf(conversationId),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }): Promise<ThreadPage> =>
      good(
        api.GET('/api/conversations/{id}/messages', {
          params: {
            path: { id: conversationId },
            query: { limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    getNextPageParam: (page) => page.next,
  })
}

export function showMessage(message: Message) {
  queries.setQueryData<ThreadMessages>(keyOf(message.conversationId), (thread) =>
    thread ? withMessage(thread, message) : thread,
  )
}

export function showDelivery(conversationId: string, messageId: string, delivery: Delivery) {
  queries.setQueryData<ThreadMessages>(keyOf(conversationId), (thread) =>
    thread ? withMessages(thread, (each) => (each.id === messageId ? { ...each, delivery } : each)) : thread,
  )
}

export function readMessagesAnew(conversationId?: string) {
  return queries.invalidateQueries({ queryKey: conversationId ? keyOf(conversationId) : ['messages'] })
}
