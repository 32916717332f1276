import { Handle, type Node, type NodeProps, Position, useStore } from '@xyflow/react'
import { CircleAlert, EyeOff, TriangleAlert } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { connectedExits, problemCounts } from './derived'
import type { Step } from './document'
import { takesConnections } from './edits'
import { stayedShare } from './figures'
import { kindOf, type Port, portsOf } from './kinds'
import { pickNext } from './picking'
import { useEditor } from './store'
import { useTraffic } from './traffic'

export type StepOnCanvas = Node<{ step: Step; plain: boolean }, 'step'>

/** Below this zoom nobody can read: the steps become boxes. */
const READABLE_ZOOM = 0.3

function useProblems(id: string, severity: 'error' | 'warning'): number {
  return useEditor((editor) => problemCounts(editor.problems).get(`${id} ${severity}`) ?? 0)
}

/** A step on the canvas: what it is, what it says, and its ways out. */
export const StepNode = memo(function StepNode({ data, selected }: NodeProps<StepOnCanvas>) {
  const { t } = useTranslation()
  const { step } = data
  const far = useStore((flow) => flow.transform[2] < READABLE_ZOOM)
  const running = useEditor((editor) => editor.running === step.id)
  const errors = useProblems(step.id, 'error')
  const warnings = useProblems(step.id, 'warning')
  const ports = useEditor(() => portsOf(step))
  const kind = kindOf(step.type)
  const Icon = kind.icon
  const title = step.data.label || t(kind.title)
  const frame = `step tone-${kind.tone} ${selected ? 'is-chosen' : ''} ${running ? 'is-running' : ''} ${
    step.data.disabled ? 'is-off' : ''
  } ${errors > 0 ? 'has-errors' : ''} ${step.type === 'note' ? 'is-note' : ''}`
  const entry = takesConnections(step.type) ? (
    <Handle type="target" position={Position.Left} className="step-entry" tabIndex={-1} />
  ) : null
  if (data.plain && far) {
    return (
      <div className={`${frame} is-plain`}>
        {entry}
        {title}
        {ports.map((port) => (
          <Handle key={port.id} id={port.id} type="source" position={Position.Right} />
        ))}
      </div>
    )
  }
  return (
    <div className={frame}>
      {entry}
      <div className="flex items-center gap-2 px-3 pt-3">
        <span className="step-icon">
          <Icon size={16} aria-hidden />
        </span>
        <span className="min-w-0 flex-1">
          <span dir="auto" className="block truncate font-semibold text-sm leading-tight">
            {title}
          </span>
          {step.data.label ? (
            <span className="block truncate text-muted text-xs">{t(kind.title)}</span>
          ) : null}
        </span>
        {step.data.disabled ? (
          <EyeOff size={15} aria-label={t('Switched off')} className="text-muted" />
        ) : null}
        {errors > 0 ? (
          <CircleAlert
            size={17}
            className="text-danger"
            aria-label={t('Problems: {{count}}', { count: errors })}
          />
        ) : warnings > 0 ? (
          <TriangleAlert
            size={16}
            className="text-warning-soft-foreground"
            aria-label={t('Problems: {{count}}', { count: warnings })}
          />
        ) : null}
      </div>
      <p
        dir="auto"
        className="line-clamp-3 min-h-5 whitespace-pre-line px-3 pt-1.5 pb-2.5 text-sm leading-snug"
      >
        {kind.summary(step.data.config) || <span className="text-muted">{t(kind.about)}</span>}
      </p>
      <Traffic id={step.id} />
      {ports.length > 0 ? (
        <ul className="border-border border-t py-1">
          {ports.map((port) => (
            <Exit key={port.id} step={step} port={port} />
          ))}
        </ul>
      ) : null}
    </div>
  )
})

/** Who came here in the last 30 days, and how many of them did not go on. */
function Traffic({ id }: { id: string }) {
  const { t } = useTranslation()
  const figures = useTraffic((traffic) => traffic.figures?.get(id))
  const isShown = useTraffic((traffic) => traffic.figures !== null)
  if (!isShown) return null
  const stayed = figures ? stayedShare(figures) : 0
  return (
    <p className="border-border border-t px-3 py-1.5 text-xs">
      {t('Came: {{came}}', { came: figures?.entered ?? 0 })}
      {stayed > 0 ? (
        <span className="ms-2 rounded bg-danger-soft px-1.5 py-0.5 text-danger-soft-foreground">
          {t('stayed: {{share}} %', { share: stayed })}
        </span>
      ) : null}
    </p>
  )
}

function Exit({ step, port }: { step: Step; port: Port }) {
  const { t } = useTranslation()
  const connected = useEditor(({ document }) => connectedExits(document).has(`${step.id} ${port.id}`))
  const needless = useEditor(({ document }) => {
    const exits = connectedExits(document)
    return (
      !port.required ||
      (port.unless.length > 0 && port.unless.every((other) => exits.has(`${step.id} ${other}`)))
    )
  })
  const label = port.own ? port.label : t(port.label)
  return (
    <li className="relative flex h-[32px] items-center justify-end px-3 text-xs">
      <button
        type="button"
        className="nodrag nopan flex h-7 min-w-7 max-w-full items-center gap-1 rounded px-1.5 text-muted hover:bg-default hover:text-foreground"
        aria-label={t('From “{{label}}” on to …', { label })}
        onClick={(event) => {
          event.stopPropagation()
          pickNext({ node: step.id, port: port.id })
        }}
      >
        <span dir="auto" className="truncate">
          {label}
        </span>
        {connected ? null : (
          <span aria-hidden className="step-plus">
            +
          </span>
        )}
      </button>
      <Handle
        id={port.id}
        type="source"
        position={Position.Right}
        tabIndex={-1}
        className={`step-exit ${connected ? 'is-connected' : ''} ${needless ? 'is-optional' : ''}`}
      />
    </li>
  )
}
