import { Bot, ContactRound, Inbox, type LucideIcon, Settings } from 'lucide-react'
import { text } from './language'

/** A page in the navigation. */
export interface Place {
  to: '/bots' | '/inbox' | '/contacts' | '/settings'
  label: string
  icon: LucideIcon
}

export const PLACES: Place[] = [
  { to: '/bots', label: text('Bots'), icon: Bot },
  { to: '/inbox', label: text('Inbox'), icon: Inbox },
  { to: '/contacts', label: text('Contacts'), icon: ContactRound },
  { to: '/settings', label: text('Settings'), icon: Settings },
]
