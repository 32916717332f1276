import { Chip } from '@heroui/react/chip'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { moment } from '../inbox/time'
import { type Contact, useConsents, useConversationsOf } from './contacts'

export function Facts({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2 border-border border-b px-4 py-4 last:border-b-0">
      <h3 className="font-semibold text-muted text-xs uppercase tracking-wide">{title}</h3>
      {children}
    </section>
  )
}

interface Pair {
  name: string
  value: string
  isCode?: boolean
}

export function Pairs({ pairs }: { pairs: Pair[] }) {
  return (
    <dl className="flex flex-col gap-1.5 text-sm">
      {pairs.map(({ name, value, isCode }) => (
        <div key={name} className="flex justify-between gap-4">
          <dt dir="auto" className={`shrink-0 text-muted ${isCode ? 'font-mono text-xs' : ''}`}>
            {name}
          </dt>
          <dd dir="auto" className="min-w-0 text-end [overflow-wrap:anywhere]">
            {value}
          </dd>
        </div>
      ))}
    </dl>
  )
}

export const shownValue = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

/** Number, language, tags and the organisation's own fields. */
export function Profile({ contact }: { contact: Contact }) {
  const { t } = useTranslation()
  const fields = Object.entries((contact.fields ?? {}) as Record<string, unknown>)
  const known = [
    { name: t('Number'), value: contact.phone ? `+${contact.phone}` : undefined },
    { name: t('User name'), value: contact.username },
    { name: t('Calls themselves'), value: contact.profileName },
    { name: t('Language'), value: contact.language },
    { name: t('Time zone'), value: contact.zone },
    { name: t('Known since'), value: moment(contact.createdAt) },
  ]
  return (
    <>
      <Pairs pairs={known.filter((each): each is Pair => Boolean(each.value))} />
      {fields.length > 0 ? (
        <Pairs pairs={fields.map(([name, value]) => ({ name, value: shownValue(value), isCode: true }))} />
      ) : null}
      {contact.tags.length > 0 ? (
        <ul aria-label={t('Tags')} className="flex flex-wrap gap-1">
          {contact.tags.map((tag) => (
            <li key={tag}>
              <Chip size="sm" variant="soft">
                <bdi>{tag}</bdi>
              </Chip>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}

/** Whether offers may go, and what that rests on. */
export function Consent({ contact }: { contact: Contact }) {
  const { t } = useTranslation()
  const consents = useConsents(contact.id).data ?? []
  const kinds: Record<string, string> = {
    given: t('Agreed'),
    withdrawn: t('Stopped'),
    resumed: t('Agreed again'),
  }
  return (
    <>
      <p className="text-sm">
        {contact.optedOut
          ? t('Wants no offers')
          : contact.optedIn
            ? t('Agreed to offers')
            : t('Never said anything about offers')}
      </p>
      <ul className="flex flex-col gap-1 text-muted text-xs">
        {consents.map((each) => (
          <li key={each.recordedAt + each.kind}>
            {kinds[each.kind] ?? each.kind}, {moment(each.at)}: <bdi>{each.evidence}</bdi>
          </li>
        ))}
      </ul>
    </>
  )
}

/** The customer's conversations but the one that is open. */
export function History({ contactId, except }: { contactId: string; except?: string }) {
  const { t } = useTranslation()
  const all = useConversationsOf(contactId).data?.filter((each) => each.id !== except) ?? []
  if (all.length === 0) return <p className="text-muted text-sm">{t('No other conversation.')}</p>
  return (
    <ul className="flex flex-col gap-1">
      {all.map((each) => (
        <li key={each.id}>
          <Link
            to="/inbox/$conversationId"
            params={{ conversationId: each.id }}
            className="block rounded-lg px-2 py-1.5 text-sm hover:bg-default"
          >
            <span className="block text-muted text-xs">{moment(each.lastActivityAt)}</span>
            <bdi className="block truncate">{each.lastMessage?.text ?? t('No message yet')}</bdi>
          </Link>
        </li>
      ))}
    </ul>
  )
}
