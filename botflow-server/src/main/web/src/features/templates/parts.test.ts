import { expect, test } from 'vitest'
import { partsOf, withParts } from './parts'

const written = [
  { type: 'BODY', text: 'Hi {{1}}', example: { body_text: [['Thandi']] } },
  { type: 'FOOTER', text: 'Bean & Leaf' },
  { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Yes' }] },
]

test('what is written comes back as it was', () => {
  expect(withParts(written, partsOf(written))).toEqual(written)
})

test('what the page cannot write stays', () => {
  const picture = { type: 'HEADER', format: 'IMAGE', example: { header_handle: ['x'] } }
  const link = { type: 'URL', text: 'Shop', url: 'https://example.org' }
  const rich = [picture, { type: 'BODY', text: 'Hi' }, { type: 'BUTTONS', buttons: [link] }]
  expect(withParts(rich, { ...partsOf(rich), body: 'Hello' })).toEqual([
    picture,
    { type: 'BODY', text: 'Hello' },
    { type: 'BUTTONS', buttons: [link] },
  ])
})
