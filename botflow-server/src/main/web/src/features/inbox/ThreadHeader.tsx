import { Button } from '@heroui/react/button'
import { Link } from '@tanstack/react-router'
import { ArrowLeft, Bot, Check, Hand, RotateCcw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { failed } from '../../ui/toasts'
import { change, giveBack, reopen, resolve, takeOver } from './actions'
import type { Conversation } from './conversations'
import { nameOf } from './names'
import { OwnerBadge, WindowLeft } from './OwnerBadge'
import { AssignMenu, LabelMenu, type MenuName, SnoozeMenu } from './ThreadMenus'

interface Props {
  conversation: Conversation
  mayWrite: boolean
  menu: MenuName | null
  onMenu: (menu: MenuName | null) => void
}

/** Whose conversation it is, and what is done with it. */
export function ThreadHeader({ conversation, mayWrite, menu, onMenu }: Props) {
  const { t } = useTranslation()
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
        <p className="flex min-w-0 items-center gap-2">
          <OwnerBadge conversation={conversation} />
          <WindowLeft conversation={conversation} />
        </p>
      </div>
      {mayWrite ? (
        <div className="flex flex-wrap items-center gap-1">
          <AssignMenu assignee={assignee?.id ?? null} {...controlled('assign')} />
          <LabelMenu chosen={labels.map((label) => label.id)} {...controlled('labels')} />
          <SnoozeMenu {...controlled('snooze')} />
          {owner === 'person' ? (
            <Button size="sm" variant="secondary" onPress={() => giveBack(id).catch(failed)}>
              <Bot size={16} aria-hidden />
              {t('Give back')}
            </Button>
          ) : (
            <Button size="sm" variant="secondary" onPress={() => takeOver(id).catch(failed)}>
              <Hand size={16} aria-hidden />
              {t('Take over')}
            </Button>
          )}
          {status === 'open' ? (
            <Button size="sm" onPress={() => resolve(id).catch(failed)}>
              <Check size={16} aria-hidden />
              {t('Resolve')}
            </Button>
          ) : (
            <Button size="sm" onPress={() => reopen(id).catch(failed)}>
              <RotateCcw size={16} aria-hidden />
              {t('Reopen')}
            </Button>
          )}
        </div>
      ) : null}
    </header>
  )
}
