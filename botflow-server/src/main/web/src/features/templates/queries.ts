import { useQuery } from '@tanstack/react-query'
import { api, good, type Schemas } from '../../api/client'
import { useList } from '../../app/lists'
import { queries } from '../../app/queries'

export type Template = Schemas['MessageTemplateView']

const TEMPLATES = 'templates'

export function useTemplates(search: string) {
  return useList([TEMPLATES, search], (query) =>
    good(api.GET('/api/templates', { params: { query: search ? { ...query, search } : query } })),
  )
}

/** Where published flows send a template that does not go through. */
export function useBrokenFlows() {
  return useQuery({
    queryKey: [TEMPLATES, 'broken'],
    queryFn: async () => (await good(api.GET('/api/templates/broken-flows'))).data,
  })
}

export const templatesChanged = () => queries.invalidateQueries({ queryKey: [TEMPLATES] })
