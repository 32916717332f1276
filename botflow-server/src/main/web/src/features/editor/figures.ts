import type { Schemas } from '../../api/client'
import type { FlowDocument } from './document'

export type StepFigures = Schemas['BotFiguresStepFigures']

/** How many of those who came did not go on, in percent. */
export function stayedShare({ entered, stayed }: StepFigures): number {
  return entered === 0 ? 0 : Math.round((100 * stayed) / entered)
}

/**
 * How many went along a connection. That is counted by step: it is known where the connection is the only
 * one out of its step, or the only one into it.
 */
export function passages(document: FlowDocument, figures: Map<string, StepFigures>): Map<string, number> {
  const out = new Map<string, number>()
  const into = new Map<string, number>()
  for (const { source, target } of document.edges) {
    out.set(source, (out.get(source) ?? 0) + 1)
    into.set(target, (into.get(target) ?? 0) + 1)
  }
  const found = new Map<string, number>()
  for (const { id, source, target } of document.edges) {
    if (into.get(target) === 1) found.set(id, figures.get(target)?.entered ?? 0)
    else if (out.get(source) === 1) found.set(id, figures.get(source)?.left ?? 0)
  }
  return found
}
