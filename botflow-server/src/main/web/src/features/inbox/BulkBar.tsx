import { Button } from '@heroui/react/button'
import { Check, MailOpen, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failed, said } from '../../ui/toasts'
import { changeMany } from './actions'
import { AssignMenu, LabelMenu, type MenuName, SnoozeMenu } from './ThreadMenus'

interface Props {
  ids: readonly string[]
  onDone: () => void
}

/** What is done with all that are chosen. */
export function BulkBar({ ids, onDone }: Props) {
  const { t } = useTranslation()
  const [menu, setMenu] = useState<MenuName | null>(null)
  const act = async (what: Parameters<typeof changeMany>[1]) => {
    await changeMany(ids, what)
    said(t('{{count}} conversations changed', { count: ids.length }))
    onDone()
  }
  const controlled = (name: MenuName) => ({
    isOpen: menu === name,
    onOpenChange: (open: boolean) => setMenu(open ? name : null),
    onChange: (change: NonNullable<Parameters<typeof changeMany>[1]['change']>) => act({ change }),
  })
  return (
    <div
      role="toolbar"
      aria-label={t('With all that are chosen')}
      className="flex items-center gap-1 border-border border-b bg-accent-soft px-3 py-2"
    >
      <span className="flex-1 font-medium text-sm">{t('{{count}} chosen', { count: ids.length })}</span>
      <AssignMenu {...controlled('assign')} />
      <LabelMenu chosen={[]} {...controlled('labels')} />
      <SnoozeMenu {...controlled('snooze')} />
      <Button
        isIconOnly
        size="sm"
        variant="tertiary"
        aria-label={t('Mark as read')}
        onPress={() => act({ change: { unread: false } }).catch(failed)}
      >
        <MailOpen size={16} aria-hidden />
      </Button>
      <Button
        isIconOnly
        size="sm"
        aria-label={t('Resolve')}
        onPress={() => act({ resolve: true }).catch(failed)}
      >
        <Check size={16} aria-hidden />
      </Button>
      <Button isIconOnly size="sm" variant="ghost" aria-label={t('Choose none')} onPress={onDone}>
        <X size={16} aria-hidden />
      </Button>
    </div>
  )
}
