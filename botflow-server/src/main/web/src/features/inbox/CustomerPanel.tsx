import { Button } from '@heroui/react/button'
import { Skeleton } from '@heroui/react/skeleton'
import { Link, useNavigate } from '@tanstack/react-router'
import { X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/Dialog'
import { Consent, Facts, History, Pairs, Profile, shownValue } from '../contacts/ContactFacts'
import { ContactForm } from '../contacts/ContactForm'
import { ContactRights } from '../contacts/ContactRights'
import { useContact } from '../contacts/contacts'
import type { Conversation } from './conversations'
import { nameOfStep, useSteps } from './handoffs'
import { useMayErase, useMayWrite } from './people'
import { moment } from './time'

interface Props {
  conversation: Conversation
  onClose: () => void
}

/** Who the customer is, what the bot knows, and where it stands. */
export function CustomerPanel({ conversation, onClose }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const mayWrite = useMayWrite()
  const mayErase = useMayErase()
  const contact = useContact(conversation.contact.id).data
  const [editing, setEditing] = useState(false)
  const variables = Object.entries((conversation.variables ?? {}) as Record<string, unknown>)
  return (
    <aside
      aria-label={t('Customer')}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose()
      }}
      className="fixed inset-0 z-30 flex w-full flex-col bg-surface lg:static lg:z-auto lg:w-80 lg:shrink-0 lg:border-border lg:border-s"
    >
      <div className="flex items-center justify-between border-border border-b px-4 py-2">
        <h2 className="font-semibold">{t('Customer')}</h2>
        <Button isIconOnly size="sm" variant="ghost" aria-label={t('Close')} onPress={onClose}>
          <X size={16} aria-hidden />
        </Button>
      </div>
      <div className="min-h-0 flex-1 overflow-auto">
        {contact ? (
          <>
            <Facts title={t('Profile')}>
              <Profile contact={contact} />
              {mayWrite ? (
                <Button size="sm" variant="tertiary" className="self-start" onPress={() => setEditing(true)}>
                  {t('Change')}
                </Button>
              ) : null}
            </Facts>
            <Facts title={t('Position in the flow')}>
              <Position conversation={conversation} />
            </Facts>
            <Facts title={t('Variables')}>
              {variables.length > 0 ? (
                <Pairs
                  pairs={variables.map(([name, value]) => ({ name, value: shownValue(value), isCode: true }))}
                />
              ) : (
                <p className="text-muted text-sm">{t('Nothing is filled yet.')}</p>
              )}
            </Facts>
            <Facts title={t('Offers')}>
              <Consent contact={contact} />
            </Facts>
            <Facts title={t('Other conversations')}>
              <History contactId={contact.id} except={conversation.id} />
            </Facts>
            {mayErase ? (
              <Facts title={t('Data')}>
                <ContactRights contact={contact} onErased={() => void navigate({ to: '/inbox' })} />
              </Facts>
            ) : null}
            <Dialog isOpen={editing} onOpenChange={setEditing} title={t('Customer')}>
              <ContactForm contact={contact} onSaved={() => setEditing(false)} />
            </Dialog>
          </>
        ) : (
          <Skeleton className="m-4 h-40 rounded-xl" />
        )}
      </div>
    </aside>
  )
}

function Position({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation()
  const { position, botId, id } = conversation
  const steps = useSteps(id, position !== undefined).data ?? []
  if (!position) return <p className="text-muted text-sm">{t('In no flow: the next message begins one.')}</p>
  const step = steps.find((each) => each.id === position.node)
  return (
    <>
      <Link to="/bots/$botId" params={{ botId }} className="text-link text-sm underline">
        <bdi>{step ? nameOfStep(step) : (position.node ?? position.flow)}</bdi>
      </Link>
      {position.waitsUntil ? (
        <p className="text-muted text-xs">
          {t('Goes on by itself: {{time}}', { time: moment(position.waitsUntil) })}
        </p>
      ) : null}
    </>
  )
}
