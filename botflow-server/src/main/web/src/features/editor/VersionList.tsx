import { Button } from '@heroui/react/button'
import { Chip } from '@heroui/react/chip'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, good, type Schemas, tagged } from '../../api/client'
import { useLanguage } from '../../app/language'
import { failed, said, saidWithUndo } from '../../ui/toasts'
import { difference, type FlowDiff } from './diff'
import { type FlowDocument, readDocument } from './document'
import { useJump } from './navigate'
import { choose, edit, undo, useEditor } from './store'

interface Props {
  path: { id: string; workflowId: string }
  tag: () => string | null
  onRolledBack: (view: Schemas['WorkflowView'], tag: string | null) => void
}

async function read(path: Props['path'], number: number): Promise<FlowDocument> {
  const { document } = await good(
    api.GET('/api/bots/{id}/workflows/{workflowId}/versions/{number}', {
      params: { path: { ...path, number } },
    }),
  )
  return readDocument(document)
}

/** What was published: when, by whom, why; compared, taken back into the draft, or live again. */
export function VersionList({ path, tag, onRolledBack }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [compared, setCompared] = useState<{ number: number; diff: FlowDiff } | null>(null)
  const versions = useQuery({
    queryKey: ['versions', path.workflowId],
    queryFn: () => good(api.GET('/api/bots/{id}/workflows/{workflowId}/versions', { params: { path } })),
  })
  const compare = async (number: number) => {
    const diff = difference(await read(path, number), useEditor.getState().document)
    setCompared({ number, diff })
    choose([...diff.added, ...diff.changed])
    useEditor.setState({ panel: 'versions' })
  }
  const restore = async (number: number) => {
    const document = await read(path, number)
    edit((now) => ({ ...document, id: now.id }))
    saidWithUndo(t('The draft is version {{number}} again', { number }), undo)
  }
  const rollBack = async (number: number) => {
    const seen = tag()
    const { data, tag: next } = await tagged(
      api.POST('/api/bots/{id}/workflows/{workflowId}/rollback', {
        params: { path },
        headers: seen ? { 'If-Match': seen } : {},
        body: { number },
      }),
    )
    onRolledBack(data, next)
    said(t('Version {{number}} is live', { number }))
  }
  const all = versions.data?.data ?? []
  if (versions.data && all.length === 0) {
    return <p className="py-8 text-center text-muted text-sm">{t('Nothing is published yet.')}</p>
  }
  const dates = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <ol className="flex flex-col gap-3">
      {all.map((version) => (
        <li key={version.number} className="rounded-xl border border-border p-3 text-sm">
          <div className="flex items-center justify-between gap-2">
            <span className="font-semibold">{t('Version {{number}}', { number: version.number })}</span>
            {version.live ? (
              <Chip size="sm" color="success" variant="soft">
                {t('Live')}
              </Chip>
            ) : null}
          </div>
          <p className="text-muted text-xs">
            {dates.format(new Date(version.publishedAt))}
            {version.publishedBy ? ` · ${version.publishedBy}` : ''}
          </p>
          {version.comment ? (
            <p dir="auto" className="mt-1">
              {version.comment}
            </p>
          ) : null}
          <div className="mt-2 flex flex-wrap gap-1">
            <Button size="sm" variant="tertiary" onPress={() => compare(version.number).catch(failed)}>
              {t('Compare')}
            </Button>
            <Button size="sm" variant="tertiary" onPress={() => restore(version.number).catch(failed)}>
              {t('Edit this one')}
            </Button>
            {version.live ? null : (
              <Button size="sm" variant="tertiary" onPress={() => rollBack(version.number).catch(failed)}>
                {t('Make it live')}
              </Button>
            )}
          </div>
          {compared?.number === version.number ? <Difference diff={compared.diff} /> : null}
        </li>
      ))}
    </ol>
  )
}

/** The draft against a version; the steps in question are chosen on the canvas. */
function Difference({ diff }: { diff: FlowDiff }) {
  const { t } = useTranslation()
  const jump = useJump()
  const groups: [string, string[], boolean][] = [
    [t('New in the draft'), diff.added, true],
    [t('Changed in the draft'), diff.changed, true],
    [t('Not in the draft any more'), diff.removed, false],
  ]
  const shown = groups.filter(([, ids]) => ids.length > 0)
  if (shown.length === 0) return <p className="mt-2 text-muted">{t('The draft says the same.')}</p>
  return (
    <div className="mt-2 flex flex-col gap-2">
      {shown.map(([title, ids, there]) => (
        <div key={title}>
          <p className="text-muted text-xs">{title}</p>
          <ul className="flex flex-wrap gap-1 pt-1">
            {ids.map((id) => (
              <li key={id}>
                <Button size="sm" variant="outline" isDisabled={!there} onPress={() => jump(id)}>
                  {id}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  )
}
