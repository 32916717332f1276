import { Button } from '@heroui/react/button'
import { Chip } from '@heroui/react/chip'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, good } from '../../api/client'
import { text } from '../../app/language'
import { Confirm } from '../../ui/Confirm'
import { failed, said } from '../../ui/toasts'
import { partsOf } from './parts'
import { type Template, templatesChanged } from './queries'

type Color = 'default' | 'success' | 'warning' | 'danger'

/** The network's states by their lower-case names; others are shown as they are. */
const STATES: Record<string, { label: string; color: Color }> = {
  draft: { label: text('Draft'), color: 'default' },
  pending: { label: text('Waits for approval'), color: 'warning' },
  approved: { label: text('Approved'), color: 'success' },
  rejected: { label: text('Rejected'), color: 'danger' },
  paused: { label: text('Paused'), color: 'danger' },
  disabled: { label: text('Disabled'), color: 'danger' },
}

interface Props {
  template: Template
  mayWrite: boolean
  onEdit: () => void
}

/** One template in one language: what it says, how it stands, what is drafted beside it. */
export function TemplateCard({ template, mayWrite, onEdit }: Props) {
  const { t } = useTranslation()
  const [deleting, setDeleting] = useState(false)
  const [sending, setSending] = useState(false)
  const path = { id: template.id }
  const state = STATES[template.status.toLowerCase()]
  const parts = partsOf(template.draft?.components ?? template.components)
  const submit = async () => {
    setSending(true)
    try {
      await good(api.POST('/api/templates/{id}/submit-for-approval', { params: { path } }))
      said(t('“{{name}}” waits for approval', { name: template.name }))
    } catch (error) {
      failed(error)
    } finally {
      setSending(false)
      await templatesChanged()
    }
  }
  const remove = async () => {
    await good(api.DELETE('/api/templates/{id}', { params: { path } }))
    await templatesChanged()
  }
  return (
    <li className="flex flex-col gap-3 rounded-2xl border border-border bg-surface p-5 shadow-sm">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <div className="min-w-0">
          <h2 className="break-all font-semibold text-sm">
            <bdi>{template.name}</bdi>
          </h2>
          <p className="text-muted text-xs">
            {template.language} · {template.category.toLowerCase()}
            {template.quality
              ? ` · ${t('quality {{quality}}', { quality: template.quality.toLowerCase() })}`
              : ''}
          </p>
        </div>
        <span className="flex flex-wrap gap-1">
          {template.draft && template.status.toLowerCase() !== 'draft' ? (
            <Chip size="sm" variant="soft" color="warning">
              {t('Changed in the draft')}
            </Chip>
          ) : null}
          <Chip size="sm" variant="soft" color={state?.color ?? 'default'}>
            {state ? t(state.label) : template.status.toLowerCase()}
          </Chip>
        </span>
      </div>
      <div dir="auto" className="rounded-xl bg-default p-3 text-sm">
        {parts.header ? <p className="font-medium">{parts.header}</p> : null}
        <p className="whitespace-pre-line break-words">{parts.body}</p>
        {parts.footer ? <p className="mt-1 text-muted text-xs">{parts.footer}</p> : null}
      </div>
      {template.reason ? <Bad>{template.reason}</Bad> : null}
      {template.draft?.refusal ? <Bad>{template.draft.refusal}</Bad> : null}
      {template.draft?.problems.map((problem) => (
        <Bad key={`${problem.path} ${problem.code}`}>{`${problem.path.slice(1)} ${problem.message}`}</Bad>
      ))}
      {mayWrite ? (
        <div className="mt-auto flex flex-wrap gap-2">
          {template.draft ? (
            <Button size="sm" isPending={sending} onPress={() => void submit()}>
              {t('Send for approval')}
            </Button>
          ) : null}
          <Button
            size="sm"
            variant="secondary"
            aria-label={t('Edit {{what}}', { what: template.name })}
            onPress={onEdit}
          >
            {t('Edit')}
          </Button>
          <Button
            size="sm"
            variant="tertiary"
            aria-label={t('Delete “{{name}}”', { name: template.name })}
            onPress={() => setDeleting(true)}
          >
            {t('Delete')}
          </Button>
        </div>
      ) : null}
      <Confirm
        isOpen={deleting}
        onOpenChange={setDeleting}
        title={t('Delete “{{name}}”?', { name: template.name })}
        about={t('At the network as well. Its name cannot be used again for 30 days.')}
        action={t('Delete')}
        onConfirm={remove}
      />
    </li>
  )
}

function Bad({ children }: { children: string }) {
  return (
    <p dir="auto" className="break-words text-danger-soft-foreground text-sm">
      {children}
    </p>
  )
}
