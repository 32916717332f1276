import { expect, test } from 'vitest'
import type { FlowDocument, Step } from './document'
import { type Extraction, extraction } from './extract'

function step(id: string, type: string, config: Step['data']['config'] = {}): Step {
  return { id, type, position: { x: 0, y: 0 }, data: { config } }
}

const flow: FlowDocument = {
  language: 'en',
  variables: [{ name: 'vip', type: 'boolean', scope: 'contact' }],
  translations: { af: { day: { '/text': 'Watter dag?' }, bye: { '/text': 'Totsiens' } } },
  nodes: [
    step('start', 'trigger'),
    step('name', 'question', { text: 'Your name?', variable: 'name' }),
    step('day', 'question', { text: 'Which day, {{ name }}?', variable: 'day' }),
    step('hour', 'question', { text: 'When on {{ day }}?', variable: 'hour' }),
    step('bye', 'end', { text: 'See you on {{ day }}' }),
  ],
  edges: [
    { id: '1', source: 'start', target: 'name' },
    { id: '2', source: 'name', target: 'day' },
    { id: '3', source: 'day', target: 'hour' },
    { id: '4', source: 'hour', target: 'bye' },
    { id: '5', source: 'day', sourceHandle: 'timeout', target: 'bye' },
  ],
}

function extracted(): Extraction {
  const made = extraction(flow, ['day', 'hour'], 'Booking')
  if (typeof made === 'string') throw new Error(made)
  return made
}

test('steps become a sub-flow, with what it needs to know and what it gives back', () => {
  const [main, id] = extracted().main('booking')
  expect(main.nodes.map((node) => node.id)).toEqual(['start', 'name', 'bye', 'flow'])
  expect(main.nodes.at(-1)?.data).toEqual({
    label: 'Booking',
    config: { flow: 'booking', inputs: { name: 'name' }, outputs: { day: 'day' } },
  })
  expect(main.edges.map((edge) => [edge.source, edge.target])).toEqual([
    ['start', 'name'],
    ['name', id],
    [id, 'bye'],
  ])
  expect(main.translations).toEqual({ af: { bye: { '/text': 'Totsiens' } } })

  const { sub } = extracted()
  expect(sub.variables).toEqual([{ name: 'name', type: 'any' }])
  expect(sub.edges.map((edge) => [edge.source, edge.sourceHandle, edge.target])).toEqual([
    ['start', 'next', 'day'],
    ['day', undefined, 'hour'],
    ['hour', 'next', 'done'],
    ['day', 'timeout', 'done'],
  ])
  expect(sub.translations).toEqual({ af: { day: { '/text': 'Watter dag?' } } })
})

test('what cannot be one flow with one way in and one way out is refused', () => {
  expect(extraction(flow, [], 'x')).toMatch(/Choose/)
  expect(extraction(flow, ['start', 'name'], 'x')).toMatch(/start/)
  expect(extraction(flow, ['hour', 'bye'], 'x')).toMatch(/end/)
  const two = {
    ...flow,
    edges: [...flow.edges, { id: '6', source: 'name', sourceHandle: 'timeout', target: 'hour' }],
  }
  expect(extraction(two, ['day', 'hour'], 'x')).toMatch(/from outside/)
  expect(extraction(flow, ['name', 'day'], 'x')).toMatch(/more than one step outside/)
})
