/** A flow as it is stored: a React Flow document. What the editor does not know stays in it. */
export interface FlowDocument {
  id?: string
  name?: string
  language?: string
  variables?: { name: string; type?: string; scope?: string }[]
  nodes: Step[]
  edges: Connection[]
  [more: string]: unknown
}

export type Config = Record<string, unknown>

export interface Step {
  id: string
  type: string
  position: { x: number; y: number }
  data: { label?: string; config: Config; disabled?: boolean; [more: string]: unknown }
  [more: string]: unknown
}

export interface Connection {
  id: string
  source: string
  sourceHandle?: string | null
  target: string
  [more: string]: unknown
}

/** Reads what may lack parts: a node without place or settings gets them. */
export function readDocument(value: unknown): FlowDocument {
  const document = (typeof value === 'object' && value !== null ? value : {}) as Partial<FlowDocument>
  return {
    ...document,
    nodes: (document.nodes ?? []).map((node, index) => ({
      ...node,
      position: node.position ?? { x: (index % 6) * 340, y: Math.floor(index / 6) * 260 },
      data: { ...node.data, config: node.data?.config ?? {} },
    })),
    edges: document.edges ?? [],
  }
}

/** An id that says the type and is not taken: {@code question-2}. */
export function freeId(type: string, taken: Iterable<string>): string {
  const all = new Set(taken)
  const stem = type.replaceAll('_', '-')
  let number = 1
  while (all.has(number === 1 ? stem : `${stem}-${number}`)) number += 1
  return number === 1 ? stem : `${stem}-${number}`
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

export function list(value: unknown): Config[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'object' && each !== null) : []
}
