import { useQuery } from '@tanstack/react-query'
import { api, good, type Schemas } from '../../api/client'
import { useList } from '../../app/lists'
import { queries } from '../../app/queries'

export type Article = Schemas['ArticleView']
export type Source = Schemas['SourceView']

const KNOWLEDGE = 'knowledge'
const WORKING_MS = 2_000

export function useArticles(source?: string) {
  return useList([KNOWLEDGE, 'articles', source], (query) =>
    good(api.GET('/api/knowledge-base', { params: { query: source ? { ...query, source } : query } })),
  )
}

/** Sources; asked again while one of them is still to be read. */
export function useSources() {
  return useList(
    [KNOWLEDGE, 'sources'],
    (query) => good(api.GET('/api/knowledge-base/sources', { params: { query } })),
    {
      refetchInterval: (all) => (all.some((source) => source.state === 'waiting') ? WORKING_MS : false),
    },
  )
}

export function useUnanswered() {
  return useList([KNOWLEDGE, 'unanswered'], (query) =>
    good(api.GET('/api/knowledge-base/unanswered', { params: { query } })),
  )
}

/** What needs care; asked again while articles are still worked on. */
export function useKnowledgeReport() {
  return useQuery({
    queryKey: [KNOWLEDGE, 'report'],
    queryFn: () => good(api.GET('/api/knowledge-base/report')),
    refetchInterval: (query) => (query.state.data?.working ? WORKING_MS : false),
  })
}

export const knowledgeChanged = () => queries.invalidateQueries({ queryKey: [KNOWLEDGE] })
