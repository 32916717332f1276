import { Chip } from '@heroui/react/chip'
import { AlarmClock, Bot, Check, Hourglass, UserRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useTimes } from '../../ui/times'
import type { Conversation } from './conversations'
import { left, useNow } from './time'

/** Who answers the customer; `me` is the id of who looks. */
export function OwnerBadge({ conversation, me }: { conversation: Conversation; me: string | undefined }) {
  const { t } = useTranslation()
  const { owner, assignee } = conversation
  if (owner === 'bot') {
    return (
      <Chip size="sm" variant="soft" className="gap-1">
        <Bot size={12} aria-hidden />
        {t('Bot')}
      </Chip>
    )
  }
  if (owner === 'queue') {
    return (
      <Chip size="sm" variant="soft" color="warning" className="gap-1">
        <Hourglass size={12} aria-hidden />
        {t('Waiting')}
      </Chip>
    )
  }
  return (
    <Chip size="sm" variant="soft" color="accent" className="min-w-0 gap-1">
      <UserRound size={12} className="shrink-0" aria-hidden />
      <span dir="auto" className="truncate">
        {me && assignee?.id === me ? t('You') : (assignee?.name ?? t('A person'))}
      </span>
    </Chip>
  )
}

/** What else holds of a conversation: that it sleeps, is done, or belongs to somebody before they answer. */
export function StateMarks({ conversation, me }: { conversation: Conversation; me: string | undefined }) {
  const { t } = useTranslation()
  const { at } = useTimes()
  const { status, snoozedUntil, owner, assignee } = conversation
  return (
    <>
      {status === 'snoozed' ? (
        <Chip size="sm" variant="soft" color="warning" className="gap-1">
          <AlarmClock size={12} aria-hidden />
          {snoozedUntil
            ? t('Snoozed until {{when}}', { when: at(snoozedUntil) })
            : t('Snoozed until the customer writes')}
        </Chip>
      ) : null}
      {status === 'resolved' ? (
        <Chip size="sm" variant="soft" color="success" className="gap-1">
          <Check size={12} aria-hidden />
          {t('Resolved')}
        </Chip>
      ) : null}
      {assignee && owner !== 'person' ? (
        <Chip size="sm" variant="soft" className="min-w-0 gap-1">
          <UserRound size={12} className="shrink-0" aria-hidden />
          <span dir="auto" className="truncate">
            {t('For {{name}}', { name: assignee.id === me ? t('You') : (assignee.name ?? t('A person')) })}
          </span>
        </Chip>
      ) : null}
    </>
  )
}

/** How long free messages may still go; nothing where the channel has no such window. */
export function WindowLeft({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation()
  const now = useNow()
  const { windowEndsAt } = conversation
  if (!windowEndsAt) return null
  const rest = left(windowEndsAt, now)
  if (!rest) return <span className="text-muted text-xs">{t('Window closed')}</span>
  return (
    <span
      className={`text-xs ${rest.isSoon ? 'font-medium text-danger-soft-foreground' : 'text-muted'}`}
      title={t('Free messages may go for {{time}} more', { time: rest.text })}
    >
      {t('{{time}} left', { time: rest.text })}
    </span>
  )
}
