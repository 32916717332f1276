import { expect, test } from 'vitest'
import { learnTypes } from './catalogue'
import type { FlowDocument, Step } from './document'
import { forgetPorts, kindOf, kinds, learnPorts, portOf, portsOf } from './kinds'

const invoice = {
  name: 'send_invoice',
  label: 'Send an invoice',
  category: 'outside',
  description: 'Sends one.',
  ports: [{ name: 'sent', required: true, unless: [] }],
  settings: {},
}
const step: Step = { id: 'bill', type: 'send_invoice', position: { x: 0, y: 0 }, data: { config: {} } }
const document: FlowDocument = { nodes: [step], edges: [] }
const ids = (of: Step) => portsOf(of).map((port) => port.id)

test("a partner's type has the server's words and ways out", () => {
  learnTypes([invoice])
  forgetPorts()
  expect(kinds().map((kind) => kind.title)).toEqual(['Send an invoice'])
  expect(kindOf('unheard_of').title).toBe('Unknown step')
  expect(portsOf(step)).toMatchObject([{ id: 'sent', label: 'Sent', own: true }])
  expect(portOf(step, null)).toBe('sent')
})

test('the server says which ways out the settings make', () => {
  forgetPorts()
  const partly = { ...step, data: { config: { parts: 2 } } }
  const now = [
    { name: 'paid', required: true, unless: [] },
    { name: 'partly_paid', required: false, unless: [] },
  ]
  expect(learnPorts({ ...document, nodes: [partly] }, { bill: now })).toBe(true)
  expect(ids(partly)).toEqual(['paid', 'partly_paid'])
  expect(portsOf(partly)[1]?.label).toBe('Partly paid')
  expect(learnPorts({ ...document, nodes: [partly] }, { bill: now })).toBe(false)

  const changed = { ...partly, data: { config: { parts: 3 } } }
  expect(ids(changed)).toEqual(['paid', 'partly_paid'])
})

test('an option has its way out before the server has seen it', () => {
  const options = [{ title: 'Haircut' }, { id: 'dye', title: 'Colour' }]
  const question: Step = { ...step, type: 'question', data: { config: { input: { options } } } }
  expect(ids(question)).toEqual(['next', 'Haircut', 'dye', 'invalid', 'timeout'])
  expect(portsOf(question)[2]).toMatchObject({ label: 'Colour', own: true })
  expect(portOf(question, undefined)).toBe('next')
})
