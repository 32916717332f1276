import { expect, test } from 'vitest'
import type { FlowDocument } from './document'
import { passages, type StepFigures, stayedShare } from './figures'

function figures(nodeId: string, entered: number, left: number): StepFigures {
  const none = { ended: 0, handedOff: 0, timedOut: 0, failed: 0, refusedAnswers: 0 }
  return { nodeId, entered, left, stayed: entered - left, ...none }
}

test('a connection has a figure where the steps tell it for sure', () => {
  const flow: FlowDocument = {
    nodes: [],
    edges: [
      { id: 'a', source: 'start', target: 'ask' },
      { id: 'b', source: 'ask', target: 'bye' },
      { id: 'c', source: 'ask', sourceHandle: 'timeout', target: 'sorry' },
      { id: 'd', source: 'sorry', target: 'bye' },
    ],
  }
  const known = new Map([
    ['start', figures('start', 10, 10)],
    ['ask', figures('ask', 10, 8)],
    ['sorry', figures('sorry', 3, 3)],
    ['bye', figures('bye', 8, 8)],
  ])
  expect(passages(flow, known)).toEqual(
    new Map([
      ['a', 10],
      ['c', 3],
      ['d', 3],
    ]),
  )
})

test('who came and did not go on is a share of those who came', () => {
  expect(stayedShare(figures('ask', 10, 8))).toBe(20)
  expect(stayedShare(figures('ask', 0, 0))).toBe(0)
})
