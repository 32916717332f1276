import { Bot, type LucideIcon, Settings } from 'lucide-react'
import { text } from './language'

/** A page in the navigation. */
export interface Place {
  to: '/bots' | '/settings'
  label: string
  icon: LucideIcon
}

export const PLACES: Place[] = [
  { to: '/bots', label: text('Bots'), icon: Bot },
  { to: '/settings', label: text('Settings'), icon: Settings },
]
