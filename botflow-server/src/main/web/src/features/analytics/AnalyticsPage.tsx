import { Button } from '@heroui/react/button'
import { Skeleton } from '@heroui/react/skeleton'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { ChartLine, Download } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { download } from '../../ui/download'
import { Empty, Page } from '../../ui/Page'
import { failed, reasonOf } from '../../ui/toasts'
import { QuestionList } from '../knowledge/QuestionList'
import { ByBot, ByChannel, Costs } from './Breakdown'
import { ByDay } from './ByDay'
import { Cards } from './Cards'
import { type Change, Filters } from './Filters'
import { readCsv, useBots, useDays, useOverview, useZone } from './queries'
import { type AnalyticsSearch, type Range, rangeOf, readSearch, todayIn } from './range'
import { Steps } from './Steps'

/** What happened in conversations, what it cost, and where it got stuck. */
export function AnalyticsPage() {
  const { t } = useTranslation()
  const [opened] = useState(() => Date.now())
  const zone = useZone()
  if (zone.data) return <Analytics today={todayIn(zone.data, opened)} />
  return (
    <Page
      title={t('Analytics')}
      about={t('What happened in conversations, what it cost, and where it got stuck.')}
    >
      <Waiting error={zone.error} />
    </Page>
  )
}

function Waiting({ error }: { error: Error | null }) {
  return error ? (
    <p role="alert" className="text-danger-soft-foreground text-sm">
      {reasonOf(error)}
    </p>
  ) : (
    <Skeleton className="h-40 rounded-2xl" />
  )
}

function Analytics({ today }: { today: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const search = readSearch(useSearch({ strict: false }))
  const range = rangeOf(search, today)
  const compare = search.compare !== false
  const bots = useBots().data ?? []
  const overview = useOverview(range, compare)
  const change = (part: Change) =>
    void navigate({ to: '/analytics', search: { ...search, ...part } as AnalyticsSearch, replace: true })
  const save = async () => download('analytics.csv', await readCsv(range))
  const figures = overview.data?.figures
  return (
    <Page
      title={t('Analytics')}
      about={t('What happened in conversations, what it cost, and where it got stuck.')}
      actions={
        <Button variant="secondary" onPress={() => void save().catch(failed)}>
          <Download size={18} aria-hidden />
          {t('Export as CSV')}
        </Button>
      }
    >
      <Filters search={search} range={range} bots={bots} onChange={change} />
      {overview.isPending || overview.error ? <Waiting error={overview.error} /> : null}
      {figures && figures.messagesIn + figures.messagesBot + figures.messagesPeople === 0 ? (
        <Empty
          icon={ChartLine}
          title={t('Nothing happened in these days')}
          about={t('As soon as customers write, the figures come here within seconds.')}
        />
      ) : null}
      {figures && figures.messagesIn + figures.messagesBot + figures.messagesPeople > 0 ? (
        <>
          <Cards figures={figures} previous={overview.data?.previous} />
          <Days range={range} compare={compare} />
          <ByBot range={range} />
          <ByChannel range={range} />
          <Steps bots={bots} range={range} />
          <Costs figures={figures} />
        </>
      ) : null}
      <QuestionList most={10} />
    </Page>
  )
}

function Days({ range, compare }: { range: Range; compare: boolean }) {
  const days = useDays(range, compare).data
  return days ? <ByDay days={days} compare={compare} /> : <Skeleton className="h-80 rounded-2xl" />
}
