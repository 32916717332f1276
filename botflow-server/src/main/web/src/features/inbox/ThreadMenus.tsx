import { Button } from '@heroui/react/button'
import { Dropdown } from '@heroui/react/dropdown'
import { Label } from '@heroui/react/label'
import { AlarmClock, Tags, UserRoundPlus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client'
import { useMe } from '../../app/me'
import { failed } from '../../ui/toasts'
import { useLabels, useMembers } from './conversations'
import { NewLabelDialog } from './NewLabelDialog'
import { snoozeUntil } from './snooze'

type Change = Schemas['ConversationChange']

export type MenuName = 'assign' | 'labels' | 'snooze'

interface MenuProps {
  label: string
  icon: ReactNode
  isOpen: boolean
  onOpenChange: (open: boolean) => void
  children: ReactNode
}

function IconMenu({ label, icon, isOpen, onOpenChange, children }: MenuProps) {
  return (
    <Dropdown isOpen={isOpen} onOpenChange={onOpenChange}>
      <Button isIconOnly size="sm" variant="tertiary" aria-label={label}>
        {icon}
      </Button>
      <Dropdown.Popover placement="bottom end" className="max-h-96 min-w-52 overflow-auto">
        {children}
      </Dropdown.Popover>
    </Dropdown>
  )
}

interface Props {
  isOpen: boolean
  onOpenChange: (open: boolean) => void
  onChange: (change: Change) => Promise<unknown>
}

const NOBODY = 'none'

/** Whose it is; undefined where it is about several. */
export function AssignMenu({ assignee, onChange, ...menu }: Props & { assignee?: string | null }) {
  const { t } = useTranslation()
  const me = useMe().data
  const members = useMembers(me?.organization).data ?? []
  const people = members.filter((each) => each.role !== 'viewer')
  return (
    <IconMenu label={t('Assign')} icon={<UserRoundPlus size={16} aria-hidden />} {...menu}>
      <Dropdown.Menu
        aria-label={t('Assign')}
        selectionMode="single"
        selectedKeys={assignee === undefined ? [] : [assignee ?? NOBODY]}
        onAction={(key) => void onChange({ assignee: String(key) }).catch(failed)}
      >
        <Dropdown.Item id={NOBODY} textValue={t('Nobody')}>
          <Dropdown.ItemIndicator />
          <Label>{t('Nobody')}</Label>
        </Dropdown.Item>
        {people.map((each) => (
          <Dropdown.Item key={each.userId} id={each.userId} textValue={each.name}>
            <Dropdown.ItemIndicator />
            <Label>
              <bdi>{each.name}</bdi> {each.userId === me?.id ? `(${t('You')})` : null}
            </Label>
          </Dropdown.Item>
        ))}
      </Dropdown.Menu>
    </IconMenu>
  )
}

/** Out of the way until then. */
export function SnoozeMenu({ onChange, ...menu }: Props) {
  const { t } = useTranslation()
  const act = (key: string) => {
    const snooze =
      key === 'reply' ? key : snoozeUntil(key as 'hours' | 'tomorrow' | 'week', new Date(Date.now()))
    onChange({ snooze }).catch(failed)
  }
  return (
    <IconMenu label={t('Snooze')} icon={<AlarmClock size={16} aria-hidden />} {...menu}>
      <Dropdown.Menu aria-label={t('Snooze')} onAction={(key) => act(String(key))}>
        <Dropdown.Item id="reply">
          <Label>{t('Until the customer writes')}</Label>
        </Dropdown.Item>
        <Dropdown.Item id="hours">
          <Label>{t('For three hours')}</Label>
        </Dropdown.Item>
        <Dropdown.Item id="tomorrow">
          <Label>{t('Until tomorrow morning')}</Label>
        </Dropdown.Item>
        <Dropdown.Item id="week">
          <Label>{t('Until Monday morning')}</Label>
        </Dropdown.Item>
      </Dropdown.Menu>
    </IconMenu>
  )
}

const NEW = 'new'

/** What it is about. */
export function LabelMenu({ chosen, onChange, ...menu }: Props & { chosen: readonly string[] }) {
  const { t } = useTranslation()
  const labels = useLabels().data ?? []
  const [making, setMaking] = useState(false)
  const put = (keys: Iterable<string | number>) => {
    const ids = [...keys].map(String)
    if (ids.includes(NEW)) setMaking(true)
    else onChange({ labels: ids }).catch(failed)
  }
  return (
    <>
      <IconMenu label={t('Labels')} icon={<Tags size={16} aria-hidden />} {...menu}>
        <Dropdown.Menu
          aria-label={t('Labels')}
          selectionMode="multiple"
          selectedKeys={[...chosen]}
          onSelectionChange={(keys) => put(keys === 'all' ? labels.map(({ id }) => id) : keys)}
        >
          {labels.map((label) => (
            <Dropdown.Item key={label.id} id={label.id} textValue={label.name}>
              <Dropdown.ItemIndicator />
              <span aria-hidden className="size-2.5 rounded-full" style={{ background: label.color }} />
              <Label>
                <bdi>{label.name}</bdi>
              </Label>
            </Dropdown.Item>
          ))}
          <Dropdown.Item key={NEW} id={NEW} textValue={t('New label')}>
            <Label>{t('New label')}</Label>
          </Dropdown.Item>
        </Dropdown.Menu>
      </IconMenu>
      <NewLabelDialog
        isOpen={making}
        onOpenChange={setMaking}
        onMade={(label) => onChange({ labels: [...chosen, label.id] }).catch(failed)}
      />
    </>
  )
}
