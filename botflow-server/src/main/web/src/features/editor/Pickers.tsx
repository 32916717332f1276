import { useReactFlow } from '@xyflow/react'
import i18n from 'i18next'
import { useTranslation } from 'react-i18next'
import { PickDialog, type PickItem } from '../../ui/PickDialog'
import { alignChosen, chooseAll, duplicate, exportFlow, removeChosen, switchChosen, tidyUp } from './commands'
import { type FlowDocument, text } from './document'
import { ExtractDialog } from './ExtractDialog'
import { addStep, connect, type Exit, insertOn, type Place, stepOf, takesConnections } from './edits'
import { ImportDialog } from './ImportDialog'
import { kindOf, kinds, portsOf } from './kinds'
import { STEP_WIDTH } from './layout'
import { useJump } from './navigate'
import { type Picking, pick, usePicking } from './picking'
import { ShortcutSheet } from './ShortcutSheet'
import { choose, edit, redo, show, undo, useEditor } from './store'

const NEW = 'new '

function KindIcon({ type }: { type: string }) {
  const kind = kindOf(type)
  const Icon = kind.icon
  return (
    <span className={`step-icon tone-${kind.tone}`}>
      <Icon size={16} aria-hidden />
    </span>
  )
}

function newSteps(only: (type: string) => boolean = () => true): PickItem[] {
  return kinds()
    .filter(({ type }) => only(type))
    .map(({ type, title, about }) => ({
      id: NEW + type,
      label: i18n.t(title),
      about: i18n.t(about),
      icon: <KindIcon type={type} />,
    }))
}

function stepsThere(document: FlowDocument, only: (type: string) => boolean = () => true): PickItem[] {
  return document.nodes
    .filter((node) => only(node.type))
    .map((node) => ({
      id: node.id,
      label: node.data.label || i18n.t(kindOf(node.type).title),
      about: `${kindOf(node.type).summary(node.data.config)} ${text(node.data.config.variable)}`.trim(),
      icon: <KindIcon type={node.type} />,
    }))
}

/** Right of the step, below what leaves it already. */
function besides(document: FlowDocument, from: Exit): Place {
  const step = stepOf(document, from.node)
  if (!step) return { x: 0, y: 0 }
  const index = portsOf(step).findIndex((port) => port.id === from.port)
  return { x: step.position.x + STEP_WIDTH + 120, y: step.position.y + Math.max(0, index) * 170 }
}

function goOn(from: Exit, at: Place | undefined, picked: string) {
  let added = ''
  edit((now) => {
    if (!picked.startsWith(NEW)) return connect(now, from, picked)
    const [next, id] = addStep(now, picked.slice(NEW.length), at ?? besides(now, from))
    added = id
    return connect(next, from, id)
  })
  if (added) choose([added])
}

const close = (open: boolean) => {
  if (!open) pick(null)
}

/** The lists that the editor opens: what comes next, steps to find, commands. */
export function Pickers({ path }: { path: { id: string; workflowId: string } }) {
  const picking = usePicking((state) => state.picking)
  return picking === null ? null : <Open picking={picking} path={path} />
}

interface OpenProps {
  picking: NonNullable<Picking>
  path: { id: string; workflowId: string }
}

function Open({ picking, path }: OpenProps) {
  const { t } = useTranslation()
  const document = useEditor((editor) => editor.document)
  const jump = useJump()
  const common = { isOpen: true, onOpenChange: close }
  if (picking.for === 'shortcuts') return <ShortcutSheet {...common} />
  if (picking.for === 'command') return <Commands />
  if (picking.for === 'import') return <ImportDialog path={path} onClose={() => pick(null)} />
  if (picking.for === 'extract') return <ExtractDialog botId={path.id} onClose={() => pick(null)} />
  if (picking.for === 'step') {
    return (
      <PickDialog
        {...common}
        title={t('Find a step')}
        sections={[{ title: t('Steps'), items: stepsThere(document) }]}
        onPick={jump}
      />
    )
  }
  if (picking.for === 'insert') {
    const insert = (picked: string) => {
      let added = ''
      edit((now) => {
        const [next, id] = insertOn(now, picking.edge, picked.slice(NEW.length)) ?? [now, '']
        added = id
        return next
      })
      if (added) choose([added])
    }
    return (
      <PickDialog
        {...common}
        title={t('Put a step in between')}
        sections={[
          { title: t('New step'), items: newSteps((type) => takesConnections(type) && type !== 'end') },
        ]}
        onPick={insert}
      />
    )
  }
  const others = stepsThere(document, takesConnections).filter((item) => item.id !== picking.from.node)
  return (
    <PickDialog
      {...common}
      title={t('What comes next?')}
      sections={[
        { title: t('New step'), items: newSteps(takesConnections) },
        { title: t('Steps that are there'), items: others },
      ]}
      onPick={(picked) => goOn(picking.from, picking.at, picked)}
    />
  )
}

/** Everything that can be done, by its name. */
function Commands() {
  const { t } = useTranslation()
  const { fitView, screenToFlowPosition } = useReactFlow()
  const middle = () => screenToFlowPosition({ x: window.innerWidth / 2, y: window.innerHeight / 2 })
  const commands: [string, string, () => void][] = [
    ['find', t('Find a step'), () => pick({ for: 'step' })],
    ['tidy', t('Tidy up'), () => void tidyUp()],
    ['fit', t('Show everything'), () => void fitView({ duration: 250 })],
    ['undo', t('Undo'), undo],
    ['redo', t('Redo'), redo],
    ['all', t('Choose everything'), chooseAll],
    ['duplicate', t('Duplicate'), duplicate],
    ['delete', t('Delete'), removeChosen],
    ['switch', t('Switch steps on or off'), switchChosen],
    ['left', t('Align at the left'), () => alignChosen('x')],
    ['top', t('Align at the top'), () => alignChosen('y')],
    ['chat', t('Test chat'), () => show('chat')],
    ['problems', t('Problems'), () => show('problems')],
    ['versions', t('Versions'), () => show('versions')],
    ['translations', t('Translations'), () => show('translations')],
    ['export', t('Export as a file'), exportFlow],
    ['import', t('Import a file'), () => pick({ for: 'import' })],
    ['extract', t('Make a sub-flow of the chosen steps'), () => pick({ for: 'extract' })],
    ['shortcuts', t('Keyboard shortcuts'), () => pick({ for: 'shortcuts' })],
  ]
  const run = (picked: string) => {
    if (picked.startsWith(NEW)) {
      let added = ''
      edit((now) => {
        const [next, id] = addStep(now, picked.slice(NEW.length), middle())
        added = id
        return next
      })
      choose([added])
    } else {
      commands.find(([id]) => id === picked)?.[2]()
    }
  }
  return (
    <PickDialog
      isOpen
      onOpenChange={close}
      title={t('Commands')}
      sections={[
        { title: t('Do'), items: commands.map(([id, label]) => ({ id, label })) },
        { title: t('New step'), items: newSteps() },
      ]}
      onPick={run}
    />
  )
}
