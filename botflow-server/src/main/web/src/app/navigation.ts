import {
  BookOpen,
  Bot,
  ChartLine,
  ContactRound,
  FileText,
  Inbox,
  type LucideIcon,
  MessageCircle,
  Settings,
} from 'lucide-react'
import { text } from './language'

/** A page in the navigation. */
export interface Place {
  to:
    | '/bots'
    | '/inbox'
    | '/contacts'
    | '/analytics'
    | '/knowledge'
    | '/channels'
    | '/templates'
    | '/settings'
  label: string
  icon: LucideIcon
}

/** The first three stand in the bar of a phone; the rest is behind a button there. */
export const PLACES: Place[] = [
  { to: '/bots', label: text('Bots'), icon: Bot },
  { to: '/inbox', label: text('Inbox'), icon: Inbox },
  { to: '/contacts', label: text('Contacts'), icon: ContactRound },
  { to: '/analytics', label: text('Analytics'), icon: ChartLine },
  { to: '/knowledge', label: text('Knowledge'), icon: BookOpen },
  { to: '/channels', label: text('Channels'), icon: MessageCircle },
  { to: '/templates', label: text('Templates'), icon: FileText },
  { to: '/settings', label: text('Settings'), icon: Settings },
]
