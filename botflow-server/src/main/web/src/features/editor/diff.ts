import type { FlowDocument } from './document'

export interface FlowDiff {
  added: string[]
  removed: string[]
  changed: string[]
}

function meaning(value: unknown): string {
  return JSON.stringify(value, (_, held: unknown) =>
    typeof held === 'object' && held !== null && !Array.isArray(held)
      ? Object.fromEntries(Object.entries(held).sort(([a], [b]) => a.localeCompare(b)))
      : held,
  )
}

function content(document: FlowDocument, id: string): string {
  const step = document.nodes.find((node) => node.id === id)
  const ways = document.edges
    .filter((edge) => edge.source === id)
    .map((edge) => [edge.sourceHandle ?? 'next', edge.target])
    .sort()
  return meaning([step?.type, step?.data, ways])
}

/** The steps in which a document differs from an earlier one; where a step stands does not matter. */
export function difference(before: FlowDocument, now: FlowDocument): FlowDiff {
  const old = new Set(before.nodes.map((node) => node.id))
  const ids = now.nodes.map((node) => node.id)
  const kept = new Set(ids)
  return {
    added: ids.filter((id) => !old.has(id)),
    removed: [...old].filter((id) => !kept.has(id)),
    changed: ids.filter((id) => old.has(id) && content(before, id) !== content(now, id)),
  }
}
