import i18n from 'i18next'
import { failed, said, saidWithUndo } from '../../ui/toasts'
import { align, change, copied, paste, readClip, remove, stepOf } from './edits'
import { tidied } from './layout'
import { choose, chosenSteps, edit, undo, useEditor } from './store'

/** What menus, keys and the command palette do. */

export function removeChosen() {
  const { chosen, document } = useEditor.getState()
  const steps = chosenSteps()
  if (chosen.length === 0) return
  edit((now) => remove(now, steps, chosen))
  choose([])
  const first = steps[0]
  const label = first ? (stepOf(document, first)?.data.label ?? first) : ''
  saidWithUndo(
    steps.length === 1
      ? i18n.t('“{{label}}” is deleted', { label })
      : i18n.t('Deleted: {{count}}', { count: chosen.length }),
    undo,
  )
}

export function duplicate() {
  const steps = chosenSteps()
  if (steps.length === 0) return
  let ids: string[] = []
  edit((now) => {
    const [next, made] = paste(now, copied(now, steps))
    ids = made
    return next
  })
  choose(ids)
}

export async function copy() {
  const steps = chosenSteps()
  if (steps.length === 0) return
  const clip = copied(useEditor.getState().document, steps)
  await navigator.clipboard.writeText(JSON.stringify(clip, null, 2)).catch(failed)
  said(i18n.t('Copied: {{count}}', { count: steps.length }))
}

export async function cut() {
  const steps = chosenSteps()
  await copy()
  edit((now) => remove(now, steps))
  choose([])
}

/** Puts in what was copied, also in another tab or from another bot. */
export function pasteText(value: string): boolean {
  const clip = readClip(value)
  if (!clip) return false
  let ids: string[] = []
  edit((now) => {
    const [next, made] = paste(now, clip)
    ids = made
    return next
  })
  choose(ids)
  return true
}

export function chooseAll() {
  choose(useEditor.getState().document.nodes.map((node) => node.id))
}

export function alignChosen(axis: 'x' | 'y') {
  const steps = chosenSteps()
  if (steps.length > 1) edit((now) => align(now, steps, axis))
}

export async function tidyUp() {
  const next = await tidied(useEditor.getState().document)
  edit(() => next)
}

export function switchChosen() {
  const steps = chosenSteps()
  const { document } = useEditor.getState()
  const off = steps.some((id) => stepOf(document, id)?.data.disabled !== true)
  edit((now) =>
    steps.reduce(
      (all, id) =>
        change(all, id, (step) => ({ ...step, data: { ...step.data, disabled: off ? true : undefined } })),
      now,
    ),
  )
}

/** Saves the flow as a file. */
export function exportFlow() {
  const { document } = useEditor.getState()
  const link = window.document.createElement('a')
  link.href = URL.createObjectURL(new Blob([JSON.stringify(document, null, 2)], { type: 'application/json' }))
  link.download = `${document.id ?? 'flow'}.flow.json`
  link.click()
  URL.revokeObjectURL(link.href)
}
