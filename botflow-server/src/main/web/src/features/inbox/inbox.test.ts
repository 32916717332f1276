import { expect, test } from 'vitest'
import { askedFor, filled, fitting, withReply } from './canned'
import type { Conversation } from './conversations'
import { fits, withChanges } from './listing'
import type { Message } from './messages'
import { asQuery, fromQuery, readSearch } from './search'
import { snoozeUntil } from './snooze'
import { blanksOf, componentsWith, preview, takesWordsAlone } from './templates'
import { inOrder, withMessage } from './threads'

function conversation(id: string, at: string, more: Partial<Conversation> = {}): Conversation {
  return {
    id,
    botId: 'bot',
    channelId: 'channel',
    channel: 'whatsapp',
    contact: { id: `contact-${id}`, name: id },
    owner: 'bot',
    status: 'open',
    unread: 0,
    labels: [],
    lastActivityAt: at,
    windowOpen: true,
    createdAt: at,
    ...more,
  }
}

const idsOf = (list: ReturnType<typeof withChanges>) =>
  list.pages.map((page) => page.data.map((each) => each.id).join(''))

function listOf(...pages: Conversation[][]) {
  return {
    pages: pages.map((data, index) => ({ data, ...(index < pages.length - 1 ? { next: 'more' } : {}) })),
    pageParams: pages.map(() => undefined),
  }
}

test('what happened last stands first, each conversation once', () => {
  const list = listOf(
    [conversation('a', '2026-01-01T10:00:03Z'), conversation('b', '2026-01-01T10:00:02Z')],
    [conversation('c', '2026-01-01T10:00:01Z')],
  )
  const next = withChanges(list, { view: 'all' }, [conversation('c', '2026-01-01T10:00:03.5Z')], 'me')
  expect(idsOf(next)).toEqual(['cab', ''])
})

test('a conversation leaves a list that it does not fit into any more', () => {
  const list = listOf([conversation('a', '2026-01-01T10:00:03Z', { owner: 'queue' })])
  const taken = conversation('a', '2026-01-01T10:00:04Z', {
    owner: 'person',
    assignee: { id: 'other', name: 'Other' },
  })
  expect(idsOf(withChanges(list, { view: 'unassigned' }, [taken], 'me'))).toEqual([''])
  expect(fits({ view: 'mine' }, taken, 'other')).toBe(true)
})

test('what is older than everything that was read stays on its page', () => {
  const list = {
    pages: [{ data: [conversation('a', '2026-01-01T10:00:03Z')], next: 'x' }],
    pageParams: [undefined],
  }
  expect(
    idsOf(withChanges(list, { view: 'all' }, [conversation('z', '2025-01-01T10:00:00Z')], 'me')),
  ).toEqual(['a'])
})

test('a search takes nothing in that the server has not found', () => {
  const list = listOf([conversation('a', '2026-01-01T10:00:03Z')])
  const next = withChanges(
    list,
    { view: 'all', search: 'refund' },
    [conversation('b', '2026-01-01T10:00:04Z'), conversation('a', '2026-01-01T10:00:05Z')],
    'me',
  )
  expect(idsOf(next)).toEqual(['a'])
})

function message(id: string): Message {
  return {
    id,
    conversationId: 'c',
    sentBy: 'bot',
    content: {},
    text: id,
    at: '2026-01-01T10:00:00Z',
    media: [],
    reactions: [],
    translations: [],
  }
}

test('a message stands in its place, once', () => {
  const thread = { pages: [{ data: [message('5'), message('3')], next: 'x' }], pageParams: [undefined] }
  const next = withMessage(withMessage(withMessage(thread, message('4')), message('6')), message('6'))
  expect(inOrder(next).map((each) => each.id)).toEqual(['3', '4', '5', '6'])
  expect(inOrder(withMessage(thread, message('1'))).map((each) => each.id)).toEqual(['3', '5'])
})

test('a slash asks for a canned reply, whose placeholders are filled', () => {
  const replies = [
    { id: '1', shortCode: 'hours', text: 'From 8 to 17' },
    {
      id: '2',
      shortCode: 'hello',
      text: 'Hello {{ contact.name }}, {{agent.name}} here, {{ order }} {{ gone }}',
    },
  ]
  expect(askedFor('well /he')).toBe('he')
  expect(askedFor('1/2')).toBeNull()
  expect(fitting(replies, 'he').map((each) => each.shortCode)).toEqual(['hello'])
  const thandi = conversation('a', '2026-01-01T10:00:03Z', {
    contact: { id: 'k', name: 'Thandi' },
    variables: { order: 5512 },
  })
  const text = filled(replies[1]?.text ?? '', thandi, 'Clara')
  expect(text).toBe('Hello Thandi, Clara here, 5512 {{ gone }}')
  expect(withReply('well /he', text)).toBe(`well ${text}`)
})

test('an address from outside names lists that there are, and nothing else', () => {
  expect(readSearch({ view: 'mine', status: 'x', unread: 'yes', search: '', other: 1 })).toEqual({
    view: 'mine',
  })
})

test('a saved view is the list that it was', () => {
  const search = { view: 'mine', unread: true, search: 'a & b' } as const
  expect(asQuery(search)).toBe('search=a+%26+b&unread=true&view=mine')
  expect(fromQuery(asQuery(search))).toEqual(search)
})

const TEMPLATE = {
  id: 't',
  businessAccountId: 'w',
  name: 'order',
  language: 'en',
  category: 'utility',
  status: 'approved',
  components: [
    { type: 'HEADER', format: 'TEXT', text: 'Order {{1}}' },
    { type: 'BODY', text: 'Hi {{1}}, it comes on {{2}}.' },
    { type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Track', url: 'https://example.org/{{1}}' }] },
  ],
  createdAt: '2026-01-01T10:00:00Z',
  updatedAt: '2026-01-01T10:00:00Z',
}

test('a template is filled in place by place', () => {
  expect(blanksOf(TEMPLATE).map(({ part, name }) => part + name)).toEqual([
    'header1',
    'body1',
    'body2',
    'button1',
  ])
  const values = { 'header 0 1': '5512', 'body 0 1': 'Thandi', 'body 0 2': 'Friday', 'button 0 1': '5512' }
  expect(preview(TEMPLATE, values)).toBe('Order 5512\n\nHi Thandi, it comes on Friday.')
  expect(componentsWith(TEMPLATE, values)).toEqual([
    { part: 'header', text: '5512' },
    { part: 'body', parameters: [{ text: 'Thandi' }, { text: 'Friday' }] },
    { part: 'button', kind: 'URL', index: 0, value: '5512' },
  ])
  expect(takesWordsAlone(TEMPLATE)).toBe(true)
  const picture = { ...TEMPLATE, components: [{ type: 'HEADER', format: 'IMAGE' }] }
  expect(takesWordsAlone(picture)).toBe(false)
})

test('snoozing ends on a morning', () => {
  const friday = new Date(2026, 10, 27, 15, 30)
  expect(new Date(snoozeUntil('tomorrow', friday)).getDate()).toBe(28)
  expect(new Date(snoozeUntil('week', friday)).getDay()).toBe(1)
  const monday = new Date(2026, 10, 30, 8, 0)
  expect(new Date(snoozeUntil('week', monday)).getDate()).toBe(7)
})
