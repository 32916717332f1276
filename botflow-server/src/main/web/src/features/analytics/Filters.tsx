import { Input } from '@heroui/react/input'
import { Label } from '@heroui/react/label'
import { Switch } from '@heroui/react/switch'
import { TextField } from '@heroui/react/textfield'
import { useTranslation } from 'react-i18next'
import { Choice } from '../../ui/Choice'
import type { Bot } from './queries'
import { type AnalyticsSearch, PERIODS, type Range } from './range'

const ALL = 'all'
const OWN = 'own'
const USUAL = 30

/** What an address says from now on; undefined takes a part away. */
export type Change = { [part in keyof AnalyticsSearch]?: AnalyticsSearch[part] | undefined }

interface Props {
  search: AnalyticsSearch
  range: Range
  bots: Bot[]
  onChange: (change: Change) => void
}

// Days as the server writes them stand in the order of their letters.
const earliest = (...days: string[]) => [...days].sort()[0] ?? ''
const latest = (...days: string[]) => [...days].sort().at(-1) ?? ''

/** Of which days, which bot and which number, and whether beside the days before. */
export function Filters({ search, range, bots, onChange }: Props) {
  const { t } = useTranslation()
  const channels = new Map(
    bots.flatMap((bot) => bot.channels).map((each) => [each.id, each.name ?? each.account]),
  )
  const isOwn = search.from !== undefined
  const period = (id: string) =>
    onChange(
      id === OWN
        ? { days: undefined, from: range.from, to: range.to }
        : { days: Number(id), from: undefined, to: undefined },
    )
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-3">
        <Choice
          label={t('Period')}
          value={isOwn ? OWN : String(search.days ?? USUAL)}
          options={[
            ...PERIODS.map((days) => ({ id: String(days), label: t('Last {{days}} days', { days }) })),
            { id: OWN, label: t('Other days') },
          ]}
          onChange={period}
        />
        <Choice
          label={t('Bot')}
          value={search.bot ?? ALL}
          options={[
            { id: ALL, label: t('All bots') },
            ...bots.map((bot) => ({ id: bot.id, label: bot.name })),
          ]}
          onChange={(id) => onChange({ bot: id === ALL ? undefined : id })}
        />
        <Choice
          label={t('Number')}
          value={search.channel ?? ALL}
          options={[
            { id: ALL, label: t('All numbers') },
            ...[...channels].map(([id, label]) => ({ id, label })),
          ]}
          onChange={(id) => onChange({ channel: id === ALL ? undefined : id })}
        />
      </div>
      {isOwn ? (
        <div className="grid gap-4 sm:grid-cols-3">
          {/* A day that the browser does not know yet is an empty text. */}
          <TextField
            fullWidth
            type="date"
            value={range.from}
            onChange={(from) => from && onChange({ from, to: latest(from, range.to) })}
          >
            <Label>{t('First day')}</Label>
            <Input />
          </TextField>
          <TextField
            fullWidth
            type="date"
            value={range.to}
            onChange={(to) => to && onChange({ to, from: earliest(to, range.from) })}
          >
            <Label>{t('Last day')}</Label>
            <Input />
          </TextField>
        </div>
      ) : null}
      <Switch
        isSelected={search.compare !== false}
        onChange={(on) => onChange({ compare: on ? undefined : false })}
      >
        <Switch.Control>
          <Switch.Thumb />
        </Switch.Control>
        <Switch.Content>
          <Label>{t('Beside as many days before')}</Label>
        </Switch.Content>
      </Switch>
    </div>
  )
}
