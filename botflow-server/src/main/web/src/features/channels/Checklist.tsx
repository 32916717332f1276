import { Button } from '@heroui/react/button'
import { Spinner } from '@heroui/react/spinner'
import { CircleAlert, CircleCheck, CircleHelp, CircleX, type LucideIcon, RefreshCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Section } from '../../ui/Section'
import { reasonOf } from '../../ui/toasts'
import { STEPS, useReport } from './queries'

const STATES: Record<string, { icon: LucideIcon; color: string }> = {
  done: { icon: CircleCheck, color: 'text-success-soft-foreground' },
  missing: { icon: CircleX, color: 'text-danger-soft-foreground' },
  attention: { icon: CircleAlert, color: 'text-warning-soft-foreground' },
  unknown: { icon: CircleHelp, color: 'text-muted' },
}

/** What the network says of a number, step by step, with what to do beside it. */
export function Checklist({ id }: { id: string }) {
  const { t } = useTranslation()
  const report = useReport(id)
  const names: Record<string, string> = {
    done: t('Done'),
    missing: t('Missing'),
    attention: t('Needs attention'),
    unknown: t('Unknown'),
  }
  const steps = report.data?.steps ?? []
  return (
    <Section
      title={t('Connection')}
      about={
        report.data?.ready
          ? t('Messages flow both ways.')
          : t('Mend the first step that is missing, then check again.')
      }
      actions={
        <Button variant="secondary" isPending={report.isFetching} onPress={() => void report.refetch()}>
          <RefreshCw size={16} aria-hidden />
          {t('Check again')}
        </Button>
      }
    >
      {report.isPending ? <Spinner aria-label={t('Checking …')} className="mx-auto" /> : null}
      {report.error ? (
        <p role="alert" className="text-danger-soft-foreground text-sm">
          {reasonOf(report.error)}
        </p>
      ) : null}
      {report.data && steps.length === 0 ? (
        <p className="text-muted text-sm">
          {t('The number has no token or no business account: connect it again to have it checked.')}
        </p>
      ) : null}
      <ol className="flex flex-col">
        {steps.map((step) => {
          const { icon: Icon, color } = STATES[step.state] ?? { icon: CircleHelp, color: 'text-muted' }
          return (
            <li
              key={step.step}
              className="flex gap-3 border-border border-b py-3 first:pt-0 last:border-b-0 last:pb-0"
            >
              <Icon
                size={20}
                className={`mt-0.5 shrink-0 ${color}`}
                aria-label={names[step.state]}
                role="img"
              />
              <div className="min-w-0">
                <h3 className="font-medium text-sm">{t(STEPS[step.step] ?? step.step)}</h3>
                <p dir="auto" className="text-muted text-sm">
                  {step.meaning}
                </p>
                {step.next ? (
                  <p dir="auto" className="mt-1 break-words text-sm">
                    <strong className="font-medium">{t('What to do:')}</strong> {step.next}
                  </p>
                ) : null}
              </div>
            </li>
          )
        })}
      </ol>
    </Section>
  )
}
