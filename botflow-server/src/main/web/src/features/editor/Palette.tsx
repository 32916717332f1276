import { useReactFlow } from '@xyflow/react'
import { useTranslation } from 'react-i18next'
import { DRAGGED_TYPE } from './Canvas'
import { addStep } from './edits'
import { kinds } from './kinds'
import { choose, edit } from './store'

/** The types of steps, to press or to drag onto the canvas. */
export function Palette() {
  const { t } = useTranslation()
  const { screenToFlowPosition } = useReactFlow()
  const add = (type: string) => {
    const canvas = document.querySelector('.react-flow')?.getBoundingClientRect()
    const middle = canvas
      ? { x: canvas.left + canvas.width / 2 - 130, y: canvas.top + canvas.height / 2 - 60 }
      : { x: 0, y: 0 }
    let id = ''
    edit((now) => {
      const [next, added] = addStep(now, type, screenToFlowPosition(middle))
      id = added
      return next
    })
    choose([id])
  }
  return (
    <section
      aria-label={t('Steps to add')}
      className="flex shrink-0 gap-1 overflow-auto border-border border-b bg-surface p-2 md:w-44 md:flex-col md:border-e md:border-b-0"
    >
      {kinds().map((kind) => {
        const { icon: Icon, type } = kind
        return (
          <button
            key={type}
            type="button"
            draggable
            title={t(kind.about)}
            onDragStart={(event) => event.dataTransfer.setData(DRAGGED_TYPE, type)}
            onClick={() => add(type)}
            className={`tone-${kind.tone} flex min-h-11 shrink-0 cursor-grab items-center gap-2.5 rounded-xl px-2 py-1.5 text-start font-medium text-sm hover:bg-default md:min-h-0`}
          >
            <span className="step-icon">
              <Icon size={16} aria-hidden />
            </span>
            <span className="truncate">{t(kind.title)}</span>
          </button>
        )
      })}
    </section>
  )
}
