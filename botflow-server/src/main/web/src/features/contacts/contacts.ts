import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { api, good, Problem, type Schemas } from '../../api/client'
import { queries } from '../../app/queries'
import type { ImportRow } from './importing'

export type Contact = Schemas['ContactView']
export type ContactChange = Schemas['ContactChange']

const TOO_MANY = 429
const WAIT_MS = 5_000

export function useContact(id: string) {
  return useQuery({
    queryKey: ['contact', id],
    queryFn: () => good(api.GET('/api/contacts/{id}', { params: { path: { id } } })),
  })
}

/** Customers that fit, the newest first. */
export function useContacts(search: string, tag: string) {
  return useInfiniteQuery({
    queryKey: ['contacts', search, tag],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      good(
        api.GET('/api/contacts', {
          params: {
            query: {
              limit: 50,
              ...(search ? { search } : {}),
              ...(tag ? { tag } : {}),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
        }),
      ),
    getNextPageParam: (page) => page.next,
  })
}

/** What the customer said about offers, the latest first. */
export function useConsents(id: string) {
  return useQuery({
    queryKey: ['consents', id],
    queryFn: async () =>
      (await good(api.GET('/api/contacts/{id}/consents', { params: { path: { id } } }))).data,
  })
}

/** The conversations of a customer, the last active first. */
export function useConversationsOf(id: string) {
  return useQuery({
    queryKey: ['conversations-of', id],
    queryFn: async () =>
      (await good(api.GET('/api/conversations', { params: { query: { contact: id, limit: 20 } } }))).data,
  })
}

export async function changeContact(id: string, change: ContactChange) {
  const contact = await good(api.PATCH('/api/contacts/{id}', { params: { path: { id } }, body: change }))
  queries.setQueryData(['contact', id], contact)
  void queries.invalidateQueries({ queryKey: ['contacts'] })
}

/** Saves everything that there is of somebody as a file. */
export async function exportContact(id: string) {
  const all = await good(api.GET('/api/contacts/{id}/export', { params: { path: { id } } }))
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([JSON.stringify(all, null, 2)], { type: 'application/json' }))
  link.download = `contact-${id}.json`
  link.click()
  URL.revokeObjectURL(link.href)
}

export async function eraseContact(id: string) {
  await good(api.DELETE('/api/contacts/{id}', { params: { path: { id } } }))
  queries.removeQueries({ queryKey: ['contact', id] })
  await Promise.all([
    queries.invalidateQueries({ queryKey: ['contacts'] }),
    queries.invalidateQueries({ queryKey: ['conversations'] }),
  ])
}

/** How a customer is called where no name is known. */
export function calledOf(contact: Contact): string {
  return (
    contact.name || contact.profileName || contact.username || (contact.phone ? `+${contact.phone}` : '—')
  )
}

/** Makes a contact of a row. @throws Problem of the server's */
export async function importRow(channelId: string, { phone, details }: ImportRow): Promise<void> {
  for (;;) {
    try {
      await good(api.POST('/api/contacts', { body: { channelId, phone, details } }))
      return
    } catch (error) {
      if (!(error instanceof Problem && error.status === TOO_MANY)) throw error
      await new Promise((go) => setTimeout(go, WAIT_MS))
    }
  }
}
