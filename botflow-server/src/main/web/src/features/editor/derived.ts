import type { FlowDocument } from './document'
import { portOf } from './kinds'
import type { FlowProblem } from './store'

/** What many steps ask about one document or one list of problems: made once for each. */
function once<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const made = new WeakMap<K, V>()
  return (key) => {
    const known = made.get(key)
    if (known !== undefined) return known
    const value = make(key)
    made.set(key, value)
    return value
  }
}

/** The ways out that lead somewhere, as {@code step port}. */
export const connectedExits = once((document: FlowDocument) => {
  const steps = new Map(document.nodes.map((node) => [node.id, node]))
  return new Set(
    document.edges.map((edge) => `${edge.source} ${portOf(steps.get(edge.source), edge.sourceHandle)}`),
  )
})

/** How many errors and warnings each step has, as {@code step severity}. */
export const problemCounts = once((problems: FlowProblem[]) => {
  const counts = new Map<string, number>()
  for (const { nodeId, severity } of problems) {
    const key = `${nodeId} ${severity}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
})
