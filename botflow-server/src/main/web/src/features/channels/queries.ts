import { useQuery } from '@tanstack/react-query'
import { api, good, type Schemas } from '../../api/client'
import { text } from '../../app/language'
import { useList } from '../../app/lists'
import { queries } from '../../app/queries'

export type Account = Schemas['WhatsAppAccountView']
export type Report = Schemas['ConnectionReport']

const ACCOUNTS = ['whatsapp-accounts']
const FRESH_MS = 5 * 60_000

export function useAccounts() {
  return useList(ACCOUNTS, (query) => good(api.GET('/api/whatsapp-accounts', { params: { query } })))
}

export const accountKey = (id: string) => [...ACCOUNTS, id]

/** What a number lacks: the network is asked, which takes seconds. */
export function useReport(id: string) {
  return useQuery({
    queryKey: ['whatsapp-report', id],
    staleTime: FRESH_MS,
    queryFn: () => good(api.POST('/api/whatsapp-accounts/{id}/verify', { params: { path: { id } } })),
  })
}

export async function accountsChanged(id?: string) {
  await queries.invalidateQueries({ queryKey: ACCOUNTS })
  await queries.invalidateQueries({ queryKey: ['bots'] })
  if (id) await queries.invalidateQueries({ queryKey: ['whatsapp-report', id] })
}

export function useBotNames() {
  return useQuery({
    queryKey: ['bot-names'],
    queryFn: async () => (await good(api.GET('/api/bots', { params: { query: { limit: 100 } } }))).data,
  })
}

/** The steps of a connection in the words of the page. */
export const STEPS: Record<string, string> = {
  token: text('Access token works'),
  scopes: text('Token may manage and send'),
  subscribed: text('Webhooks are subscribed'),
  registered: text('Number is registered'),
  callback: text('Webhooks come to this server'),
  display_name: text('Display name is approved'),
  quality: text('Quality of the number'),
  limit: text('Customers that templates may reach'),
  payment: text('Payment and permission to send'),
}
