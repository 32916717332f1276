import { useNavigate, useParams } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { InboxSearch } from './search'

type Next = InboxSearch | ((before: InboxSearch) => InboxSearch)

/** Shows another list beside the conversation that is open. */
export function useShowList(): (search: Next, replace?: boolean) => void {
  const navigate = useNavigate()
  const { conversationId } = useParams({ strict: false })
  return useCallback(
    (search, replace = false) => {
      const asked = { search: search as never, replace }
      void (conversationId
        ? navigate({ to: '/inbox/$conversationId', params: { conversationId }, ...asked })
        : navigate({ to: '/inbox', ...asked }))
    },
    [navigate, conversationId],
  )
}
