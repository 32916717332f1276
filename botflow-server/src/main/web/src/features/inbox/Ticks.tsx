import { Check, CheckCheck, CircleAlert, Clock, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { text } from '../../app/language'
import type { Delivery } from './messages'

const STATES: Record<string, { icon: LucideIcon; name: string; look?: string }> = {
  pending: { icon: Clock, name: text('Waiting to be sent') },
  sending: { icon: Clock, name: text('Being sent') },
  withheld: { icon: Clock, name: text('Kept until the customer writes') },
  unknown: { icon: CircleAlert, name: text('Nobody knows whether it went') },
  held: { icon: CircleAlert, name: text('Held back: a person decides') },
  sent: { icon: Check, name: text('Sent') },
  delivered: { icon: CheckCheck, name: text('Delivered') },
  read: { icon: CheckCheck, name: text('Read'), look: 'text-link' },
  played: { icon: CheckCheck, name: text('Played'), look: 'text-link' },
  deleted: { icon: Check, name: text('Deleted') },
  failed: { icon: CircleAlert, name: text('Not delivered'), look: 'text-danger-soft-foreground' },
}

/** How far a message came. */
export function Ticks({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation()
  const state = STATES[delivery.state]
  if (!state) return null
  const Icon = state.icon
  return (
    <span title={t(state.name)} className={state.look}>
      <Icon size={14} aria-hidden />
      <span className="sr-only">{t(state.name)}</span>
    </span>
  )
}
