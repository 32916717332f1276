import type { FlowDocument, Step } from './document'
import { move } from './edits'
import { portsOf } from './kinds'

/** The size of a step on the canvas, before it is measured. */
export const STEP_WIDTH = 260
const HEAD_HEIGHT = 92
const PORT_HEIGHT = 32

export function heightOf(ports: number): number {
  return HEAD_HEIGHT + ports * PORT_HEIGHT
}

/** The rectangle that the steps stand in. */
export function boundsOf(steps: Step[]) {
  const left = Math.min(...steps.map((step) => step.position.x))
  const top = Math.min(...steps.map((step) => step.position.y))
  const right = Math.max(...steps.map((step) => step.position.x + STEP_WIDTH))
  const bottom = Math.max(...steps.map((step) => step.position.y + heightOf(portsOf(step).length)))
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** Puts the steps in order from left to right. The library is fetched when it is needed. */
export async function tidied(document: FlowDocument): Promise<FlowDocument> {
  const { Graph, layout } = await import('@dagrejs/dagre').then((module) => ({
    Graph: module.default.graphlib.Graph,
    layout: module.default.layout,
  }))
  const graph = new Graph()
  graph.setGraph({ rankdir: 'LR', nodesep: 28, ranksep: 80 })
  graph.setDefaultEdgeLabel(() => ({}))
  const steps = document.nodes.filter((node) => node.type !== 'note')
  for (const node of steps) {
    graph.setNode(node.id, { width: STEP_WIDTH, height: heightOf(portsOf(node).length) })
  }
  for (const edge of document.edges) {
    if (graph.hasNode(edge.source) && graph.hasNode(edge.target)) graph.setEdge(edge.source, edge.target)
  }
  layout(graph)
  return move(
    document,
    new Map(
      steps.map((node) => {
        const place = graph.node(node.id)
        return [node.id, { x: place.x - place.width / 2, y: place.y - place.height / 2 }]
      }),
    ),
  )
}

/** Whether steps lie on each other, as they do where a program has put them. */
export function overlaps(document: FlowDocument): boolean {
  const boxes = document.nodes
    .filter((node) => node.type !== 'note')
    .map((node) => ({ ...node.position, height: heightOf(portsOf(node).length) }))
    .sort((a, b) => a.y - b.y)
  return boxes.some((box, index) =>
    boxes
      .slice(index + 1)
      .some((other) => Math.abs(other.x - box.x) < STEP_WIDTH && other.y - box.y < box.height),
  )
}
