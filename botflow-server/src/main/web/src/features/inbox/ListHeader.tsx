import { Button } from '@heroui/react/button'
import { Label } from '@heroui/react/label'
import { Popover } from '@heroui/react/popover'
import { SearchField } from '@heroui/react/search-field'
import { Switch } from '@heroui/react/switch'
import { Link, useParams } from '@tanstack/react-router'
import { ListFilter } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { text } from '../../app/language'
import { Choice } from '../../ui/Choice'
import { useBots, useLabels } from './conversations'
import { SavedViews } from './SavedViews'
import { type Filter, type InboxSearch, STATUSES, VIEWS, type View } from './search'

const VIEW_NAMES: Record<View, string> = {
  mine: text('Mine'),
  unassigned: text('Unassigned'),
  all: text('All'),
  bot: text('Bot'),
}

const STATUS_NAMES = {
  open: text('Open'),
  snoozed: text('Snoozed'),
  resolved: text('Resolved'),
  any: text('Any'),
}

const PAUSE_MS = 300
const ANY = 'any'

interface Props {
  filter: Filter
  mayWrite: boolean
  onChange: (change: Partial<InboxSearch>) => void
}

/** Which conversations the list has: whose, in what state, with which words. */
export function ListHeader({ filter, mayWrite, onChange }: Props) {
  const { t } = useTranslation()
  const { conversationId } = useParams({ strict: false })
  // What is open stays open.
  const here = conversationId
    ? ({ to: '/inbox/$conversationId', params: { conversationId } } as const)
    : ({ to: '/inbox' } as const)
  return (
    <div className="flex flex-col gap-2 border-border border-b p-3">
      <nav aria-label={t('Lists')} className="flex gap-1">
        {VIEWS.map((view) => (
          <Link
            key={view}
            {...here}
            search={(search: InboxSearch) => ({ ...search, view: view === 'all' ? undefined : view })}
            aria-current={filter.view === view ? 'true' : undefined}
            className="flex min-h-9 items-center rounded-lg px-2.5 font-medium text-muted text-sm hover:bg-default aria-[current]:bg-accent-soft aria-[current]:text-accent-soft-foreground"
          >
            {t(VIEW_NAMES[view])}
          </Link>
        ))}
      </nav>
      <div className="flex items-center gap-2">
        <Words value={filter.search ?? ''} onChange={(search) => onChange({ search })} />
        <SavedViews search={filter} mayWrite={mayWrite} />
        <More filter={filter} onChange={onChange} />
      </div>
    </div>
  )
}

/** Asks the server once the person pauses. */
function Words({ value, onChange }: { value: string; onChange: (words: string | undefined) => void }) {
  const { t } = useTranslation()
  const [words, setWords] = useState(value)
  useEffect(() => setWords(value), [value])
  useEffect(() => {
    if (words.trim() === value) return
    const timer = setTimeout(() => onChange(words.trim() || undefined), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [words, value, onChange])
  return (
    <SearchField
      aria-label={t('Search conversations')}
      value={words}
      onChange={setWords}
      maxLength={100}
      className="min-w-0 flex-1"
    >
      <SearchField.Group>
        <SearchField.SearchIcon />
        <SearchField.Input placeholder={t('Names, numbers, words')} dir="auto" className="min-w-0" />
        <SearchField.ClearButton />
      </SearchField.Group>
    </SearchField>
  )
}

function More({ filter, onChange }: Omit<Props, 'mayWrite'>) {
  const { t } = useTranslation()
  const labels = useLabels().data ?? []
  const bots = useBots().data ?? []
  const any = { id: ANY, label: t('Any') }
  const channels = bots.flatMap((bot) => bot.channels)
  const choose = (name: 'label' | 'bot' | 'channel') => (id: string) =>
    onChange({ [name]: id === ANY ? undefined : id })
  const set = [filter.status, filter.label, filter.bot, filter.channel, filter.unread].filter(Boolean).length
  return (
    <Popover>
      <Button
        isIconOnly
        variant={set > 0 ? 'secondary' : 'tertiary'}
        aria-label={set > 0 ? t('Filters ({{count}} set)', { count: set }) : t('Filters')}
      >
        <ListFilter size={18} aria-hidden />
      </Button>
      <Popover.Content placement="bottom end" className="w-72">
        <Popover.Dialog aria-label={t('Filters')} className="flex flex-col gap-3">
          <Choice
            label={t('Status')}
            value={filter.status ?? 'open'}
            options={([...STATUSES, 'any'] as const).map((id) => ({ id, label: t(STATUS_NAMES[id]) }))}
            onChange={(id) => onChange({ status: id === 'open' ? undefined : (id as Filter['status']) })}
          />
          <Choice
            label={t('Label')}
            value={filter.label ?? ANY}
            options={[any, ...labels.map(({ id, name }) => ({ id, label: name }))]}
            onChange={choose('label')}
          />
          <Choice
            label={t('Bot')}
            value={filter.bot ?? ANY}
            options={[any, ...bots.map(({ id, name }) => ({ id, label: name }))]}
            onChange={choose('bot')}
          />
          <Choice
            label={t('Channel')}
            value={filter.channel ?? ANY}
            options={[any, ...channels.map(({ id, name, account }) => ({ id, label: name ?? account }))]}
            onChange={choose('channel')}
          />
          <Switch
            isSelected={filter.unread ?? false}
            onChange={(unread) => onChange({ unread: unread || undefined })}
          >
            <Switch.Control>
              <Switch.Thumb />
            </Switch.Control>
            <Switch.Content>
              <Label>{t('Unread only')}</Label>
            </Switch.Content>
          </Switch>
        </Popover.Dialog>
      </Popover.Content>
    </Popover>
  )
}
