import { useReactFlow } from '@xyflow/react'
import { useEffect } from 'react'
import { chooseAll, copy, cut, duplicate, pasteText, switchChosen, tidyUp } from './commands'
import { pick } from './picking'
import { redo, undo } from './store'

function writes(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
      target.closest('[role=dialog]') !== null)
  )
}

/** The keys of the editor; where somebody writes, only those that texts have no use for. */
export function useShortcuts() {
  const { fitView } = useReactFlow()
  useEffect(() => {
    const withControl: Record<string, () => void> = {
      z: undo,
      Z: redo,
      y: redo,
      c: () => void copy(),
      x: () => void cut(),
      d: duplicate,
      a: chooseAll,
    }
    const plain: Record<string, () => void> = {
      '?': () => pick({ for: 'shortcuts' }),
      d: switchChosen,
      '1': () => void fitView({ duration: 250 }),
    }
    const pressed = (event: KeyboardEvent) => {
      const control = event.ctrlKey || event.metaKey
      const everywhere: Record<string, () => void> = {
        k: () => pick({ for: 'command' }),
        f: () => pick({ for: 'step' }),
      }
      const tidy = event.shiftKey && event.altKey && event.code === 'KeyT' ? () => void tidyUp() : undefined
      const chosen = window.getSelection()?.toString()
      const action =
        (control && everywhere[event.key]) ||
        (writes(event.target) || (control && event.key === 'c' && chosen)
          ? undefined
          : control
            ? withControl[event.key]
            : (tidy ?? (event.altKey ? undefined : plain[event.key])))
      if (action) {
        event.preventDefault()
        action()
      }
    }
    const pasted = (event: ClipboardEvent) => {
      if (!writes(event.target) && pasteText(event.clipboardData?.getData('text/plain') ?? '')) {
        event.preventDefault()
      }
    }
    window.addEventListener('keydown', pressed)
    window.addEventListener('paste', pasted)
    return () => {
      window.removeEventListener('keydown', pressed)
      window.removeEventListener('paste', pasted)
    }
  }, [fitView])
}
