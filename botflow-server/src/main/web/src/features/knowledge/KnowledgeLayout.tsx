import { Link, Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Page } from '../../ui/Page'
import { useNumbers } from '../../ui/times'
import { useKnowledgeReport } from './queries'

/** The knowledge base, with its parts side by side. */
export function KnowledgeLayout() {
  const { t } = useTranslation()
  const number = useNumbers()
  const report = useKnowledgeReport().data
  const parts = [
    { to: '/knowledge', label: t('Articles'), count: report?.articles },
    { to: '/knowledge/sources', label: t('Sources'), count: undefined },
    { to: '/knowledge/unanswered', label: t('Unanswered questions'), count: report?.unansweredQuestions },
    { to: '/knowledge/try', label: t('Try it out'), count: undefined },
  ] as const
  return (
    <Page
      title={t('Knowledge')}
      about={t('What your bots answer from: articles that you write, files and websites.')}
    >
      <div className="flex flex-wrap items-center justify-between gap-3 border-border border-b">
        <nav aria-label={t('Parts of the knowledge base')} className="flex max-w-full gap-1 overflow-x-auto">
          {parts.map(({ to, label, count }) => (
            <Link
              key={to}
              to={to}
              activeOptions={{ exact: true }}
              className="flex min-h-11 items-center gap-2 whitespace-nowrap border-transparent border-b-2 px-3 font-medium text-muted text-sm hover:text-foreground data-[status=active]:border-accent data-[status=active]:text-foreground"
            >
              {label}
              {count ? <span className="text-muted text-xs">{number(count)}</span> : null}
            </Link>
          ))}
        </nav>
        <p role="status" className="text-muted text-xs">
          {report?.working ? t('Reading and indexing …') : ''}
        </p>
      </div>
      <Outlet />
    </Page>
  )
}
