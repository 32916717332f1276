import { expect, test } from 'vitest'
import type { FlowDocument } from './document'
import { addStep, configure, connect, copied, insertOn, paste, remove } from './edits'

const flow: FlowDocument = {
  nodes: [
    { id: 'start', type: 'trigger', position: { x: 0, y: 0 }, data: { config: {} } },
    { id: 'bye', type: 'end', position: { x: 400, y: 0 }, data: { config: {} } },
  ],
  edges: [{ id: 'e', source: 'start', target: 'bye' }],
}

test('a way out has one target', () => {
  const [added, id] = addStep(flow, 'message', { x: 0, y: 0 })
  const connected = connect(added, { node: 'start', port: 'next' }, id)
  expect(connected.edges).toEqual([
    { id: 'start-next', source: 'start', sourceHandle: 'next', target: 'message' },
  ])
})

test('a step is put into a connection and goes on to its end', () => {
  const [inserted, id] = insertOn(flow, 'e', 'message') ?? [flow, '']
  expect(inserted.edges.map((edge) => [edge.source, edge.target])).toEqual([
    ['start', id],
    [id, 'bye'],
  ])
})

test('a copy has ids of its own and keeps the connections inside', () => {
  const [pasted, ids] = paste(flow, copied(flow, ['start', 'bye']))
  expect(ids).toEqual(['start-2', 'bye-2'])
  expect(pasted.edges[1]).toMatchObject({ source: 'start-2', target: 'bye-2' })
})

test('a renamed branch keeps its connection', () => {
  const [added, id] = addStep(flow, 'condition', { x: 0, y: 0 })
  const connected = connect(added, { node: id, port: 'yes' }, 'bye')
  const renamed = configure(connected, id, { branches: [{ port: 'old enough', when: 'age >= 18' }] })
  expect(renamed.edges.at(-1)).toMatchObject({ source: id, sourceHandle: 'old enough' })
})

test('what leads to a removed step goes with it', () => {
  expect(remove(flow, ['bye'])).toEqual({ nodes: [flow.nodes[0]], edges: [] })
})
