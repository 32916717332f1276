import { Skeleton } from '@heroui/react/skeleton'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, good } from '../../api/client'
import { useMe } from '../../app/me'
import { Section } from '../../ui/Section'
import { useNumbers } from '../../ui/times'

const FULL = 100
const NEARLY = 80

function useUsage() {
  const id = useMe().data?.organization ?? ''
  return useQuery({
    queryKey: ['usage', id],
    enabled: id !== '',
    queryFn: () => good(api.GET('/api/organizations/{id}/usage', { params: { path: { id } } })),
  })
}

/** What is in use of what the plan allows. */
export function PlanPage() {
  const { t } = useTranslation()
  const number = useNumbers()
  const usage = useUsage().data
  const plans = useQuery({ queryKey: ['plans'], queryFn: () => good(api.GET('/api/plans')) })
  const names: Record<string, string> = {
    members: t('Members'),
    bots: t('Bots'),
    workflows: t('Flows'),
    channels: t('Channels'),
    api_keys: t('API keys'),
    children: t('Organisations looked after'),
    conversations_per_month: t('Conversations this month'),
    messages_per_month: t('Messages this month'),
  }
  if (!usage) return <Skeleton className="h-60 rounded-2xl" />
  const plan = plans.data?.data.find((each) => each.id === usage.plan)
  return (
    <Section
      title={t('Plan: {{name}}', { name: plan?.name ?? usage.plan })}
      about={t(
        'Customers are answered beyond the conversations and messages of a month; people can write no more once the messages are used.',
      )}
    >
      <ul className="grid gap-5 sm:grid-cols-2">
        {usage.figures.map((figure) => {
          const label = names[figure.what] ?? figure.what
          const share = figure.limit ? Math.min(FULL, (figure.used / figure.limit) * FULL) : 0
          return (
            <li key={figure.what}>
              <div className="flex items-baseline justify-between gap-3 text-sm">
                <span className="font-medium">{label}</span>
                <span className="text-muted">
                  {figure.limit === undefined
                    ? t('{{used}}, no limit', { used: number(figure.used) })
                    : t('{{used}} of {{limit}}', { used: number(figure.used), limit: number(figure.limit) })}
                </span>
              </div>
              {figure.limit === undefined ? null : (
                <svg viewBox="0 0 100 4" preserveAspectRatio="none" className="mt-2 h-1.5 w-full" aria-hidden>
                  <rect width="100" height="4" rx="1" className="fill-default" />
                  <rect
                    width={share}
                    height="4"
                    rx="1"
                    className={share >= NEARLY ? 'fill-danger' : 'fill-accent'}
                  />
                </svg>
              )}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
