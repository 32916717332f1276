import { create } from 'zustand'
import type { Exit, Place } from './edits'

/** What a list is open for. */
export type Picking =
  | { for: 'next'; from: Exit; at?: Place }
  | { for: 'insert'; edge: string }
  | { for: 'step' }
  | { for: 'command' }
  | { for: 'shortcuts' }
  | { for: 'import' }
  | { for: 'extract' }
  | null

export const usePicking = create<{ picking: Picking }>(() => ({ picking: null }))

export function pick(picking: Picking) {
  usePicking.setState({ picking })
}

/** Asks what comes after a way out; a step that is there, or a new one. */
export function pickNext(from: Exit, at?: Place) {
  pick(at ? { for: 'next', from, at } : { for: 'next', from })
}
