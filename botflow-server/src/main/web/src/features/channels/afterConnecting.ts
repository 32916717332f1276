import { create } from 'zustand'
import type { Schemas } from '../../api/client'

type Connected = Schemas['WhatsAppAccountsConnectedAccount']

/** What the server says once, right after a number is connected; gone with the page. */
const useSetups = create<Record<string, Connected>>(() => ({}))

export function keepSetup(connected: Connected) {
  useSetups.setState({ [connected.account.id]: connected })
}

export function useSetup(account: string): Connected | undefined {
  return useSetups((setups) => setups[account])
}
