import { useQuery } from '@tanstack/react-query'
import { api, good } from '../api/client'
import { queries } from './queries'
import { useSession } from './session'

/** Who is logged in. */
export function useMe() {
  return useQuery({ queryKey: ['me'], queryFn: () => good(api.GET('/api/auth/me')) })
}

/** The organisations of whoever is logged in. */
export function useOrganizations() {
  return useQuery({
    queryKey: ['organizations'],
    queryFn: async () => (await good(api.GET('/api/organizations'))).data,
  })
}

/** Goes on in another organisation; nothing that was read in the last one is kept. */
export async function enterOrganization(id: string) {
  const { accessToken } = await good(api.POST('/api/organizations/{id}/switch', { params: { path: { id } } }))
  useSession.getState().begin(accessToken)
  await queries.resetQueries()
}

export async function logOut() {
  // Where nobody answers, the session ends here at least.
  await good(api.POST('/api/auth/logout')).catch(() => undefined)
  useSession.getState().end()
  queries.clear()
  // Who sits here next reads nothing of what was written to customers.
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith('botflow.draft.')) localStorage.removeItem(key)
  }
}
