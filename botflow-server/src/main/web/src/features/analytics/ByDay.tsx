import { Skeleton } from '@heroui/react/skeleton'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Section } from '../../ui/Section'
import { Cell, Row, Table } from '../../ui/Table'
import type { Series } from './DayChart'
import type { Day } from './queries'
import { useFigureWords } from './words'

const DayChart = lazy(async () => ({ default: (await import('./DayChart')).DayChart }))

/** The days as lines and bars, and as a table for whoever does not see those. */
export function ByDay({ days, compare }: { days: Day[]; compare: boolean }) {
  const { t } = useTranslation()
  const lines: Series[] = [
    { key: 'conversations', label: t('Conversations'), color: 'var(--chart-1)' },
    { key: 'resolved', label: t('Resolved by bots'), color: 'var(--chart-2)' },
    { key: 'handedOff', label: t('Handed to people'), color: 'var(--chart-3)' },
    ...(compare
      ? [
          {
            key: 'earlier',
            label: t('Conversations before'),
            color: 'var(--muted)',
            dashed: true,
          } satisfies Series,
        ]
      : []),
  ]
  const bars: Series[] = [
    { key: 'messagesIn', label: t('Of customers'), color: 'var(--chart-1)' },
    { key: 'messagesBot', label: t('Of bots'), color: 'var(--chart-2)' },
    { key: 'messagesPeople', label: t('Of people'), color: 'var(--chart-3)' },
  ]
  return (
    <>
      <Section title={t('Conversations by day')}>
        <Suspense fallback={<Skeleton className="h-65 rounded-xl" />}>
          <DayChart kind="lines" days={days} series={lines} label={t('Conversations by day, as lines')} />
        </Suspense>
        <AsTable label={t('Conversations by day')} days={days} series={lines} />
      </Section>
      <Section title={t('Messages by day')}>
        <Suspense fallback={<Skeleton className="h-65 rounded-xl" />}>
          <DayChart kind="bars" days={days} series={bars} label={t('Messages by day, as bars')} />
        </Suspense>
        <AsTable label={t('Messages by day')} days={days} series={bars} />
      </Section>
    </>
  )
}

function AsTable({ label, days, series }: { label: string; days: Day[]; series: Series[] }) {
  const { t } = useTranslation()
  const words = useFigureWords()
  return (
    <details>
      <summary className="min-h-6 cursor-pointer font-medium text-link text-sm">{t('As a table')}</summary>
      <div className="mt-3 max-h-96 overflow-y-auto">
        <Table label={label} columns={[t('Day'), ...series.map((each) => each.label)]}>
          {days.map((day) => (
            <Row key={day.day}>
              <Cell>{words.wholeDay(day.day)}</Cell>
              {series.map(({ key }) => (
                <Cell key={key}>{words.count(day[key] ?? 0)}</Cell>
              ))}
            </Row>
          ))}
        </Table>
      </div>
    </details>
  )
}
