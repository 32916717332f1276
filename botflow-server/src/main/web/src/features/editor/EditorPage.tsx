import { Button } from '@heroui/react/button'
import { Spinner } from '@heroui/react/spinner'
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { ReactFlowProvider } from '@xyflow/react'
import { X } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, good, type Schemas, tagged } from '../../api/client'
import { queries } from '../../app/queries'
import { reasonOf } from '../../ui/toasts'
import { Autosave } from './autosave'
import { Canvas } from './Canvas'
import { learnTypes, type StepType } from './catalogue'
import { tidyUp } from './commands'
import { ConflictDialog, PublishDialog } from './dialogs'
import { readDocument } from './document'
import { stepOf } from './edits'
import { overlaps } from './layout'
import { Palette } from './Palette'
import { Problems } from './Problems'
import { useShortcuts } from './shortcuts'
import { open, show, useEditor } from './store'
import { TopBar } from './TopBar'
import { takeOver, useOneTab } from './tabs'
import { hideTraffic } from './traffic'

// None of them is needed to draw the first picture.
const Inspector = lazy(() => import('./Inspector').then((module) => ({ default: module.Inspector })))
const Pickers = lazy(() => import('./Pickers').then((module) => ({ default: module.Pickers })))
const TestChat = lazy(() => import('./TestChat').then((module) => ({ default: module.TestChat })))
const ShareDialog = lazy(() =>
  import('../share/ShareDialog').then((module) => ({ default: module.ShareDialog })),
)
const TranslationList = lazy(() =>
  import('./TranslationList').then((module) => ({ default: module.TranslationList })),
)
const VersionList = lazy(() => import('./VersionList').then((module) => ({ default: module.VersionList })))

/** The bot's flow, to be edited, tried and published. */
export function EditorPage() {
  const { t } = useTranslation()
  const { botId } = useParams({ from: '/inside/bots/$botId' })
  const { flow } = useSearch({ from: '/inside/bots/$botId' })
  const bot = useQuery({
    queryKey: ['bot', botId],
    queryFn: () => good(api.GET('/api/bots/{id}', { params: { path: { id: botId } } })),
  })
  const workflowId = flow ?? bot.data?.mainWorkflowId
  // What was read once is edited here: it is not read again below the person's hands.
  const workflow = useQuery({
    queryKey: ['workflow', botId, workflowId],
    enabled: workflowId !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnMount: 'always',
    queryFn: () =>
      tagged(
        api.GET('/api/bots/{id}/workflows/{workflowId}', {
          params: { path: { id: botId, workflowId: workflowId ?? '' } },
        }),
      ),
  })
  const types = useQuery({
    queryKey: ['node-types'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => (await good(api.GET('/api/node-types'))).data as StepType[],
  })
  const error = bot.error ?? workflow.error ?? types.error
  if (error) return <p className="p-8">{reasonOf(error)}</p>
  if (!bot.data || !workflow.data || !types.data || workflow.isFetching) {
    return (
      <div className="grid h-full place-items-center">
        <Spinner aria-label={t('Loading')} />
      </div>
    )
  }
  learnTypes(types.data)
  return (
    <ReactFlowProvider>
      <Editor key={workflow.data.data.id} bot={bot.data} read={workflow.data} />
    </ReactFlowProvider>
  )
}

interface EditorProps {
  bot: Schemas['BotView']
  read: { data: Schemas['WorkflowView']; tag: string | null }
}

function Editor({ bot, read }: EditorProps) {
  const [view, setView] = useState(read.data)
  const [publishing, setPublishing] = useState(false)
  const [sharing, setSharing] = useState(false)
  const [ready, setReady] = useState(false)
  const autosave = useRef<Autosave>(null)
  useEffect(() => {
    const document = readDocument(read.data.document)
    hideTraffic()
    open(document, read.data)
    const saving = new Autosave({ id: bot.id, workflowId: read.data.id }, read.tag, setView)
    autosave.current = saving
    // A draft that nobody has drawn yet, such as a template's, is put in order once.
    const begin = read.data.published || !overlaps(document) ? Promise.resolve() : tidyUp()
    void begin.finally(() => setReady(true))
    return () => saving.stop()
  }, [bot.id, read])
  useOneTab(read.data.id)
  useShortcuts()
  if (!ready) return null
  const path = { id: bot.id, workflowId: view.id }
  const seen = (next: Schemas['WorkflowView'], tag: string | null) => {
    autosave.current?.seen(next, tag)
    void queries.invalidateQueries({ queryKey: ['versions', view.id] })
    void queries.invalidateQueries({ queryKey: ['bots'] })
  }
  return (
    <div className="flex h-full flex-col">
      <TopBar
        botId={bot.id}
        flow={view}
        bot={bot.name}
        name={view.name}
        live={view.published !== undefined}
        changed={view.changed}
        onShare={() => void autosave.current?.now().then(() => setSharing(true))}
        onPublish={() => void autosave.current?.now().then(() => setPublishing(true))}
      />
      <OtherTab />
      <div className="flex min-h-0 flex-1 flex-col md:flex-row">
        <Palette />
        <div className="relative min-h-60 min-w-0 flex-1">
          <Canvas />
        </div>
        <SidePanel
          path={path}
          tag={() => autosave.current?.seenTag ?? null}
          onRolledBack={seen}
          onSave={async () => autosave.current?.now()}
        />
      </div>
      <Suspense>
        <Pickers path={path} />
      </Suspense>
      <PublishDialog
        isOpen={publishing}
        onOpenChange={setPublishing}
        path={path}
        tag={() => autosave.current?.seenTag ?? null}
        onPublished={(view, tag) => {
          seen(view, tag)
          // The first one: somebody else may try it now, and customers are next.
          if (view.published?.number === 1) setSharing(true)
        }}
      />
      {sharing ? (
        <Suspense>
          <ShareDialog bot={bot} onClose={() => setSharing(false)} />
        </Suspense>
      ) : null}
      <ConflictDialog onOverwrite={() => void autosave.current?.overwrite()} />
    </div>
  )
}

function OtherTab() {
  const { t } = useTranslation()
  const readOnly = useEditor((editor) => editor.readOnly)
  if (!readOnly) return null
  return (
    <div role="status" className="flex items-center justify-center gap-3 bg-warning-soft px-3 py-2 text-sm">
      {t('This flow is being edited in another tab.')}
      <Button
        size="sm"
        variant="secondary"
        onPress={() => {
          takeOver()
          window.location.reload()
        }}
      >
        {t('Edit it here')}
      </Button>
    </div>
  )
}

interface PanelProps {
  path: { id: string; workflowId: string }
  tag: () => string | null
  onRolledBack: (view: Schemas['WorkflowView'], tag: string | null) => void
  onSave: () => Promise<void>
}

function SidePanel({ path, tag, onRolledBack, onSave }: PanelProps) {
  const { t } = useTranslation()
  const panel = useEditor((editor) => editor.panel)
  const chosen = useEditor((editor) => (editor.chosen.length === 1 ? editor.chosen[0] : undefined))
  const step = useEditor(({ document }) => (chosen ? stepOf(document, chosen) : undefined))
  if (panel === null || (panel === 'step' && !step)) return null
  const titles = {
    step: t('Step'),
    problems: t('Problems'),
    versions: t('Versions'),
    chat: t('Test chat'),
    translations: t('Translations'),
  }
  return (
    <aside
      aria-label={titles[panel]}
      className="flex max-h-[55dvh] w-full shrink-0 flex-col overflow-hidden border-border border-t bg-surface md:max-h-none md:w-96 md:border-s md:border-t-0"
    >
      <div className="flex items-center justify-between px-4 pt-3 pb-1">
        <span className="font-semibold text-muted text-xs uppercase tracking-wide">{titles[panel]}</span>
        <Button size="sm" isIconOnly variant="ghost" aria-label={t('Close')} onPress={() => show(null)}>
          <X size={16} aria-hidden />
        </Button>
      </div>
      <div className="min-h-0 flex-1 overflow-auto px-4 pb-6">
        <Suspense>
          {panel === 'step' && step ? <Inspector step={step} /> : null}
          {panel === 'problems' ? <Problems /> : null}
          {panel === 'chat' ? <TestChat botId={path.id} /> : null}
          {panel === 'translations' ? <TranslationList path={path} onSave={onSave} /> : null}
          {panel === 'versions' ? <VersionList path={path} tag={tag} onRolledBack={onRolledBack} /> : null}
        </Suspense>
      </div>
    </aside>
  )
}
