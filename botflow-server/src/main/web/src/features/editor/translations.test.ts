import { expect, test } from 'vitest'
import { learnTypes } from './catalogue'
import type { FlowDocument } from './document'
import {
  languagesOf,
  missingIn,
  readLanguage,
  textsOf,
  translate,
  translationOf,
  withoutLanguage,
} from './translations'

learnTypes([
  {
    name: 'question',
    label: 'Question',
    category: 'talk',
    description: 'Asks.',
    ports: [],
    settings: {
      properties: {
        text: { type: 'string', 'x-botflow-translated': true },
        variable: { type: 'string' },
        input: { $ref: '#/$defs/Input' },
      },
      $defs: {
        Input: { properties: { options: { type: 'array', items: { anyOf: [{ $ref: '#/$defs/Option' }] } } } },
        Option: { properties: { id: {}, title: { 'x-botflow-translated': true } } },
      },
    },
  },
])
const flow: FlowDocument = {
  language: 'en',
  nodes: [
    {
      id: 'service',
      type: 'question',
      position: { x: 0, y: 0 },
      data: {
        config: {
          text: 'Which service?',
          variable: 'service',
          input: { options: [{ id: 'cut', title: 'Haircut' }, { title: '{{ price }}' }] },
        },
      },
    },
  ],
  edges: [],
}

test('what customers read is found, wherever it stands', () => {
  expect(textsOf(flow)).toEqual([
    { node: 'service', path: '/text', text: 'Which service?' },
    { node: 'service', path: '/input/options/0/title', text: 'Haircut' },
  ])
})

test('a translation is put in and taken out, and the rest stays', () => {
  const [question, option] = textsOf(flow)
  if (!question || !option) throw new Error('no texts')
  const one = translate(flow, 'af', [{ nodeId: 'service', path: '/text', text: 'Watter diens?' }])
  expect(languagesOf(one)).toEqual(['af'])
  expect(translationOf(one, 'af', question)).toBe('Watter diens?')
  expect(missingIn(one, 'af', [question, option])).toEqual([option])
  const none = translate(one, 'af', [{ nodeId: 'service', path: '/text', text: '' }])
  expect(none.translations).toEqual({ af: {} })
  expect(withoutLanguage(none, 'af')).toEqual(flow)
})

test('a language is a tag', () => {
  expect(readLanguage(' PT-br ')).toBe('pt-BR')
  expect(readLanguage('not a language')).toBeNull()
})
