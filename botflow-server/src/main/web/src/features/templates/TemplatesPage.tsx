import { Button } from '@heroui/react/button'
import { SearchField } from '@heroui/react/search-field'
import { Link } from '@tanstack/react-router'
import { FileText, Plus, TriangleAlert } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { includes, useRole } from '../../app/role'
import { Empty, Page } from '../../ui/Page'
import { Rest } from '../../ui/Rest'
import { useAccounts } from '../channels/queries'
import { type Template, useBrokenFlows, useTemplates } from './queries'
import { TemplateCard } from './TemplateCard'
import { TemplateDialog } from './TemplateDialog'

/** The message templates of the organisation's business accounts. */
export function TemplatesPage() {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const templates = useTemplates(useDeferredValue(search.trim()))
  const accounts = useAccounts()
  const mayWrite = includes(useRole(), 'admin')
  const [open, setOpen] = useState<Template | 'new' | null>(null)
  const write =
    mayWrite && accounts.all.length > 0 ? (
      <Button onPress={() => setOpen('new')}>
        <Plus size={18} aria-hidden />
        {t('Draft a template')}
      </Button>
    ) : undefined
  const isEmpty = templates.isSuccess && templates.all.length === 0 && search === ''
  return (
    <Page
      title={t('Templates')}
      about={t('More than 24 hours after a customer’s last message only an approved template goes out.')}
      actions={isEmpty ? undefined : write}
    >
      <BrokenFlows />
      {isEmpty ? (
        <Empty
          icon={FileText}
          title={t('No templates yet')}
          about={
            accounts.all.length > 0
              ? t(
                  'Those that you have at WhatsApp come by themselves. Or draft one here and send it for approval.',
                )
              : t('Templates belong to a WhatsApp number: connect one first.')
          }
        >
          {accounts.all.length > 0 ? (
            write
          ) : (
            <Link to="/channels/connect" className="button button--primary">
              {t('Connect a number')}
            </Link>
          )}
        </Empty>
      ) : (
        <SearchField aria-label={t('Search')} className="max-w-sm" value={search} onChange={setSearch}>
          <SearchField.Group>
            <SearchField.SearchIcon />
            <SearchField.Input placeholder={t('Type to search')} />
            <SearchField.ClearButton />
          </SearchField.Group>
        </SearchField>
      )}
      <ul className="grid gap-4 lg:grid-cols-2">
        {templates.all.map((template) => (
          <TemplateCard
            key={template.id}
            template={template}
            mayWrite={mayWrite}
            onEdit={() => setOpen(template)}
          />
        ))}
      </ul>
      {templates.isSuccess && templates.all.length === 0 && search !== '' ? (
        <p className="text-muted text-sm">{t('Nothing found')}</p>
      ) : null}
      <Rest list={templates} />
      {open ? (
        <TemplateDialog
          template={open === 'new' ? null : open}
          accounts={accounts.all}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </Page>
  )
}

function BrokenFlows() {
  const { t } = useTranslation()
  const broken = useBrokenFlows().data ?? []
  if (broken.length === 0) return null
  return (
    <section
      aria-label={t('Flows whose templates do not go through')}
      className="rounded-2xl border border-border bg-warning-soft p-4 text-sm text-warning-soft-foreground"
    >
      <h2 className="flex items-center gap-2 font-semibold">
        <TriangleAlert size={18} aria-hidden />
        {t('Flows whose templates do not go through')}
      </h2>
      <ul className="mt-2 flex flex-col gap-1">
        {broken.map((use) => (
          <li key={`${use.workflowId} ${use.nodeId} ${use.template} ${use.businessAccountId}`}>
            <Link to="/bots/$botId" params={{ botId: use.botId }} className="font-medium underline">
              <bdi>{use.workflowName}</bdi>
            </Link>
            : <bdi>{use.template}</bdi> ({use.language}){' '}
            <span dir="auto">{use.problems.map((problem) => problem.message).join(' ')}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
