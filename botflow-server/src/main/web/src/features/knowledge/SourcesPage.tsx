import { Button } from '@heroui/react/button'
import { Chip } from '@heroui/react/chip'
import { FileText, Globe, RefreshCw, Trash2, Upload } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, good } from '../../api/client'
import { includes, useRole } from '../../app/role'
import { Confirm } from '../../ui/Confirm'
import { Rest } from '../../ui/Rest'
import { Section } from '../../ui/Section'
import { useNumbers, useTimes } from '../../ui/times'
import { failed, refused, said } from '../../ui/toasts'
import { contentOf, FILES, MOST_BYTES } from './files'
import { knowledgeChanged, type Source, useSources } from './queries'
import { WebsiteDialog } from './WebsiteDialog'

/** Files and websites that articles come from. */
export function SourcesPage() {
  const { t } = useTranslation()
  const sources = useSources()
  const mayWrite = includes(useRole(), 'admin')
  const [adding, setAdding] = useState(false)
  const [leaving, setLeaving] = useState<Source | null>(null)
  const [sending, setSending] = useState(false)
  const picker = useRef<HTMLInputElement>(null)
  const upload = async (files: File[]) => {
    setSending(true)
    try {
      for (const file of files) {
        if (file.size > MOST_BYTES) throw new RangeError(file.name)
        const body = { name: file.name, content: await contentOf(file) }
        await good(api.POST('/api/knowledge-base/sources/file', { body }))
        said(t('“{{name}}” is being read', { name: file.name }))
      }
    } finally {
      setSending(false)
      await knowledgeChanged()
    }
  }
  const take = (files: FileList | null) =>
    upload([...(files ?? [])]).catch((error: unknown) =>
      error instanceof RangeError
        ? refused(t('“{{name}}” is larger than 9 MB', { name: error.message }))
        : failed(error),
    )
  const remove = async (source: Source) => {
    await good(api.DELETE('/api/knowledge-base/sources/{id}', { params: { path: { id: source.id } } }))
    await knowledgeChanged()
  }
  return (
    <>
      {mayWrite ? (
        <Section
          title={t('Add knowledge')}
          about={t(
            'PDF, Word, Markdown, text, HTML or CSV of at most 9 MB. Of a website its sitemap’s pages are read, 200 at most.',
          )}
        >
          <fieldset
            className="flex flex-wrap items-center justify-center gap-3 rounded-2xl border border-border border-dashed p-6"
            onDragOver={(event) => event.preventDefault()}
            onDrop={(event) => {
              event.preventDefault()
              void take(event.dataTransfer.files)
            }}
            aria-label={t('Add knowledge')}
          >
            <input
              ref={picker}
              type="file"
              multiple
              accept={FILES}
              className="sr-only"
              tabIndex={-1}
              aria-label={t('Upload files')}
              onChange={(event) => {
                void take(event.target.files)
                event.target.value = ''
              }}
            />
            <Button isPending={sending} onPress={() => picker.current?.click()}>
              <Upload size={18} aria-hidden />
              {t('Upload files')}
            </Button>
            <Button variant="secondary" onPress={() => setAdding(true)}>
              <Globe size={18} aria-hidden />
              {t('Read a website')}
            </Button>
          </fieldset>
        </Section>
      ) : null}
      <ul className="flex flex-col gap-3">
        {sources.all.map((source) => (
          <SourceCard
            key={source.id}
            source={source}
            mayWrite={mayWrite}
            onRemove={() => setLeaving(source)}
          />
        ))}
      </ul>
      <Rest list={sources} />
      <WebsiteDialog isOpen={adding} onOpenChange={setAdding} />
      <Confirm
        isOpen={leaving !== null}
        onOpenChange={() => setLeaving(null)}
        title={t('Delete “{{name}}”?', { name: leaving?.name ?? '' })}
        about={t('Its articles go with it.')}
        action={t('Delete')}
        onConfirm={async () => leaving && remove(leaving)}
      />
    </>
  )
}

interface CardProps {
  source: Source
  mayWrite: boolean
  onRemove: () => void
}

function SourceCard({ source, mayWrite, onRemove }: CardProps) {
  const { t } = useTranslation()
  const { at } = useTimes()
  const number = useNumbers()
  const Icon = source.kind === 'website' ? Globe : FileText
  const readAgain = async () => {
    await good(
      api.POST('/api/knowledge-base/sources/{id}/read-again', { params: { path: { id: source.id } } }),
    )
    await knowledgeChanged()
  }
  const states: Record<string, { label: string; color: 'default' | 'success' | 'danger' }> = {
    waiting: { label: t('Being read'), color: 'default' },
    ready: { label: t('Ready'), color: 'success' },
    failed: { label: t('Failed'), color: 'danger' },
  }
  const state = states[source.state]
  return (
    <li className="flex flex-wrap items-center gap-3 rounded-2xl border border-border bg-surface p-4 shadow-sm">
      <span className="grid size-10 shrink-0 place-items-center rounded-xl bg-accent-soft text-accent-soft-foreground">
        <Icon size={20} aria-hidden />
      </span>
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium text-sm">
          <bdi>{source.name}</bdi>
        </p>
        <p className="text-muted text-xs">
          {t('Articles: {{number}}', { number: number(source.articles) })}
          {source.skipped > 0 ? ` · ${t('Left out: {{number}}', { number: number(source.skipped) })}` : ''}
          {source.readAt ? ` · ${t('read {{when}}', { when: at(source.readAt) })}` : ''}
        </p>
        {source.why ? (
          <p dir="auto" className="text-danger-soft-foreground text-xs">
            {source.why}
          </p>
        ) : null}
      </div>
      <Chip size="sm" variant="soft" color={state?.color ?? 'default'}>
        {state?.label ?? source.state}
      </Chip>
      {mayWrite ? (
        <span className="flex">
          {source.kind === 'website' ? (
            <Button
              isIconOnly
              size="sm"
              variant="ghost"
              aria-label={t('Read {{name}} again', { name: source.name })}
              onPress={() => void readAgain().catch(failed)}
            >
              <RefreshCw size={16} aria-hidden />
            </Button>
          ) : null}
          <Button
            isIconOnly
            size="sm"
            variant="ghost"
            aria-label={t('Delete “{{name}}”', { name: source.name })}
            onPress={onRemove}
          >
            <Trash2 size={16} aria-hidden />
          </Button>
        </span>
      ) : null}
    </li>
  )
}
