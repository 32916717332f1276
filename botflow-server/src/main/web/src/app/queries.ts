import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { Problem } from '../api/client'
import { useSession } from './session'

function noticeEnd(error: Error) {
  if (error instanceof Problem && error.status === 401 && useSession.getState().token === null) {
    queries.clear()
  }
}

/** What was read from the server, kept while it is of use. */
export const queries = new QueryClient({
  queryCache: new QueryCache({ onError: noticeEnd }),
  mutationCache: new MutationCache({ onError: noticeEnd }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, error) => !(error instanceof Problem && error.status < 500) && count < 2,
    },
  },
})

useSession.subscribe((now, before) => {
  // What failed while nobody answered is asked again.
  if (before.unanswered && !now.unanswered) void queries.invalidateQueries()
})
