import { type Config, type Connection, type FlowDocument, freeId, type Step } from './document'
import { kindOf, portOf, portsOf } from './kinds'

/** Pure changes of a document: each answers a new one. */

export interface Place {
  x: number
  y: number
}

/** A way out of a step. */
export interface Exit {
  node: string
  port: string
}

export function stepOf(document: FlowDocument, id: string): Step | undefined {
  return document.nodes.find((node) => node.id === id)
}

export function addStep(document: FlowDocument, type: string, position: Place): [FlowDocument, string] {
  const id = freeId(
    type,
    document.nodes.map((node) => node.id),
  )
  const config = structuredClone(kindOf(type).start)
  const step: Step = { id, type, position: rounded(position), data: { config } }
  return [{ ...document, nodes: [...document.nodes, step] }, id]
}

function rounded({ x, y }: Place): Place {
  return { x: Math.round(x), y: Math.round(y) }
}

/** Connects; a way out has one target, so an earlier connection gives way. */
export function connect(document: FlowDocument, from: Exit, target: string): FlowDocument {
  const others = document.edges.filter(
    (edge) =>
      edge.source !== from.node || portOf(stepOf(document, edge.source), edge.sourceHandle) !== from.port,
  )
  const id = freeId(
    `${from.node}-${from.port}`,
    others.map((edge) => edge.id),
  )
  const edge: Connection = { id, source: from.node, sourceHandle: from.port, target }
  return { ...document, edges: [...others, edge] }
}

/** Whether a step can be connected to: nothing leads to a start or a note. */
export function takesConnections(type: string): boolean {
  return type !== 'trigger' && type !== 'note'
}

/** Puts a step in the middle of a connection. */
export function insertOn(
  document: FlowDocument,
  edgeId: string,
  type: string,
): [FlowDocument, string] | null {
  const edge = document.edges.find((each) => each.id === edgeId)
  const source = edge && stepOf(document, edge.source)
  const target = edge && stepOf(document, edge.target)
  if (!edge || !source || !target) return null
  const middle = {
    x: (source.position.x + target.position.x) / 2,
    y: (source.position.y + target.position.y) / 2 + 40,
  }
  const [added, id] = addStep(document, type, middle)
  const connected = connect(added, { node: source.id, port: portOf(source, edge.sourceHandle) }, id)
  const step = stepOf(connected, id)
  const port = step && portsOf(step)[0]
  return [port ? connect(connected, { node: id, port: port.id }, target.id) : connected, id]
}

export function change(document: FlowDocument, id: string, edit: (step: Step) => Step): FlowDocument {
  return { ...document, nodes: document.nodes.map((node) => (node.id === id ? edit(node) : node)) }
}

/** Changes settings; a renamed branch keeps its connection. */
export function configure(document: FlowDocument, id: string, config: Config): FlowDocument {
  const before = stepOf(document, id)
  const changed = change(document, id, (step) => ({ ...step, data: { ...step.data, config } }))
  const after = stepOf(changed, id)
  if (!before || !after) return changed
  const was = portsOf(before)
  const is = portsOf(after)
  if (was.length !== is.length) return changed
  const renamed = new Map(
    was.flatMap((port, index) => {
      const now = is[index]
      return now && now.id !== port.id && !is.some((each) => each.id === port.id) ? [[port.id, now.id]] : []
    }),
  )
  if (renamed.size === 0) return changed
  return {
    ...changed,
    edges: changed.edges.map((edge) =>
      edge.source === id && renamed.has(edge.sourceHandle ?? '')
        ? { ...edge, sourceHandle: renamed.get(edge.sourceHandle ?? '') }
        : edge,
    ),
  }
}

export function remove(document: FlowDocument, nodes: string[], edges: string[] = []): FlowDocument {
  const gone = new Set(nodes)
  const goneEdges = new Set(edges)
  return {
    ...document,
    nodes: document.nodes.filter((node) => !gone.has(node.id)),
    edges: document.edges.filter(
      (edge) => !gone.has(edge.source) && !gone.has(edge.target) && !goneEdges.has(edge.id),
    ),
  }
}

export function move(document: FlowDocument, places: Map<string, Place>): FlowDocument {
  return {
    ...document,
    nodes: document.nodes.map((node) => {
      const place = places.get(node.id)
      return place ? { ...node, position: rounded(place) } : node
    }),
  }
}

/** Steps and the connections between them, as they go through the clipboard. */
export interface Clip {
  botflow: 'clip'
  nodes: Step[]
  edges: Connection[]
}

export function copied(document: FlowDocument, ids: string[]): Clip {
  const chosen = new Set(ids)
  return {
    botflow: 'clip',
    nodes: document.nodes.filter((node) => chosen.has(node.id)),
    edges: document.edges.filter((edge) => chosen.has(edge.source) && chosen.has(edge.target)),
  }
}

/** Puts a copy in, with ids of its own, a little aside. */
export function paste(document: FlowDocument, clip: Clip): [FlowDocument, string[]] {
  const SHIFT = 48
  const taken = new Set(document.nodes.map((node) => node.id))
  const names = new Map<string, string>()
  const nodes = clip.nodes.map((node) => {
    const id = taken.has(node.id) ? freeId(node.id.replace(/-\d+$/, ''), taken) : node.id
    taken.add(id)
    names.set(node.id, id)
    const position = { x: node.position.x + SHIFT, y: node.position.y + SHIFT }
    return { ...structuredClone(node), id, position }
  })
  const takenEdges = new Set(document.edges.map((edge) => edge.id))
  const edges = clip.edges.map((edge) => {
    const source = names.get(edge.source) ?? edge.source
    const id = freeId(`${source}-${edge.sourceHandle ?? 'next'}`, takenEdges)
    takenEdges.add(id)
    return { ...edge, id, source, target: names.get(edge.target) ?? edge.target }
  })
  return [
    { ...document, nodes: [...document.nodes, ...nodes], edges: [...document.edges, ...edges] },
    nodes.map((node) => node.id),
  ]
}

/** Reads what the clipboard holds; null when that is none of ours. */
export function readClip(value: string): Clip | null {
  try {
    const clip = JSON.parse(value) as Clip
    return clip.botflow === 'clip' && Array.isArray(clip.nodes) && Array.isArray(clip.edges) ? clip : null
  } catch {
    return null
  }
}

/** Lines the steps up at their left or top edge. */
export function align(document: FlowDocument, ids: string[], axis: 'x' | 'y'): FlowDocument {
  const chosen = document.nodes.filter((node) => ids.includes(node.id))
  const least = Math.min(...chosen.map((node) => node.position[axis]))
  return move(document, new Map(chosen.map((node) => [node.id, { ...node.position, [axis]: least }])))
}
