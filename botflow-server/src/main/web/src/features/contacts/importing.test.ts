import { expect, test } from 'vitest'
import { readContacts } from './importing'

test('a table becomes contacts, with tags and own fields', () => {
  const file = readContacts(
    '\uFEFFPhone;Name;Tags;city;e-mail\r\n+27 82 (000) 0001;"Dlamini; Lwazi";vip, new;Cape Town;x\r\n\r\n',
  )
  expect(file).toMatchObject({ fields: ['city'], left: ['e-mail'], problem: null })
  expect(file.rows).toEqual([
    {
      line: 2,
      phone: '+27 82  000  0001',
      details: { name: 'Dlamini; Lwazi', tags: ['vip', 'new'], fields: { city: 'Cape Town' } },
      problem: null,
    },
  ])
})

test('what cannot be a number is said at its line', () => {
  const { rows } = readContacts('number,name\n0027820000001,Ada\nunknown,Grace\n')
  expect(rows.map(({ line, phone, problem }) => [line, phone, problem === null])).toEqual([
    [2, '+27820000001', true],
    [3, 'unknown', false],
  ])
})

test('a file without the column of numbers, or too long, is refused as a whole', () => {
  expect(readContacts('name\nAda\n').problem).toContain('“phone”')
  expect(readContacts(`phone\n${'27820000001\n'.repeat(2001)}`).problem).toContain('2,000')
})
