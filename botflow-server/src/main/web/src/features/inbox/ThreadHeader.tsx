import { Button } from '@heroui/react/button'
import { Link } from '@tanstack/react-router'
import { ArrowLeft, Bot, Check, Hand, Keyboard, PanelRight, RotateCcw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../app/me'
import { failed } from '../../ui/toasts'
import { change, reopen, resolve, takeOver } from './actions'
import type { Conversation } from './conversations'
import { GiveBackDialog } from './GiveBackDialog'
import { nameOf } from './names'
import { OwnerBadge, StateMarks, WindowLeft } from './OwnerBadge'
import { AssignMenu, LabelMenu, type MenuName, SnoozeMenu } from './ThreadMenus'

interface Props {
  conversation: Conversation
  mayWrite: boolean
  menu: MenuName | null
  onMenu: (menu: MenuName | null) => void
  isGiving: boolean
  onGiving: (giving: boolean) => void
  onPanel: () => void
  onKeys: () => void
}

/** Whose conversation it is, and what is done with it. */
export function ThreadHeader(props: Props) {
  const { conversation, mayWrite, menu, onMenu, isGiving, onGiving, onPanel, onKeys } = props
  const { t } = useTranslation()
  const me = useMe().data
  const { id, contact, labels, status, owner, assignee } = conversation
  const controlled = (name: MenuName) => ({
    isOpen: menu === name,
    onOpenChange: (open: boolean) => onMenu(open ? name : null),
    onChange: (part: Parameters<typeof change>[1]) => change(id, part),
  })
  return (
    <header className="flex flex-wrap items-center gap-2 border-border border-b bg-surface px-3 py-2">
      <Link
        to="/inbox"
        search={(search) => search}
        aria-label={t('Back to the list')}
        className="grid size-9 place-items-center rounded-lg hover:bg-default md:hidden"
      >
        <ArrowLeft size={18} className="rtl:rotate-180" aria-hidden />
      </Link>
      <div className="min-w-0 flex-1">
        <h2 className="truncate font-semibold">
          <bdi>{nameOf(contact)}</bdi>
        </h2>
        <p className="flex min-w-0 flex-wrap items-center gap-2">
          <OwnerBadge conversation={conversation} me={me?.id} />
          <StateMarks conversation={conversation} me={me?.id} />
          <WindowLeft conversation={conversation} />
        </p>
      </div>
      {mayWrite ? (
        <div className="flex flex-wrap items-center gap-1">
          <AssignMenu assignee={assignee?.id ?? null} {...controlled('assign')} />
          <LabelMenu chosen={labels.map((label) => label.id)} {...controlled('labels')} />
          <SnoozeMenu {...controlled('snooze')} />
          {owner === 'bot' ? null : (
            <Button size="sm" variant="secondary" onPress={() => onGiving(true)}>
              <Bot size={16} aria-hidden />
              <span className="max-sm:sr-only">{t('Give back')}</span>
            </Button>
          )}
          {owner === 'person' && assignee?.id === me?.id ? null : (
            <Button size="sm" variant="secondary" onPress={() => takeOver(id).catch(failed)}>
              <Hand size={16} aria-hidden />
              <span className="max-sm:sr-only">{t('Take over')}</span>
            </Button>
          )}
          {status === 'open' ? (
            <Button size="sm" onPress={() => resolve(id).catch(failed)}>
              <Check size={16} aria-hidden />
              <span className="max-sm:sr-only">{t('Resolve')}</span>
            </Button>
          ) : (
            <Button size="sm" onPress={() => reopen(id).catch(failed)}>
              <RotateCcw size={16} aria-hidden />
              <span className="max-sm:sr-only">{t('Reopen')}</span>
            </Button>
          )}
        </div>
      ) : null}
      <Button
        isIconOnly
        size="sm"
        variant="ghost"
        className="max-md:hidden"
        aria-label={t('Keyboard shortcuts')}
        onPress={onKeys}
      >
        <Keyboard size={16} aria-hidden />
      </Button>
      <Button isIconOnly size="sm" variant="ghost" aria-label={t('Customer')} onPress={onPanel}>
        <PanelRight size={16} className="rtl:-scale-x-100" aria-hidden />
      </Button>
      <GiveBackDialog conversationId={id} isOpen={isGiving} onOpenChange={onGiving} />
    </header>
  )
}
