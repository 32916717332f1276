import { expect, test } from 'vitest'
import { before, daysOf, rangeOf, readSearch, todayIn } from './range'

const TODAY = '2026-03-02'

test('today is the day of the zone, or of UTC where nobody knows it', () => {
  const now = Date.parse('2026-03-02T23:30:00Z')
  expect(todayIn('Africa/Johannesburg', now)).toBe('2026-03-03')
  expect(todayIn('America/Sao_Paulo', now)).toBe('2026-03-02')
  expect(todayIn('Nowhere/Land', now)).toBe('2026-03-02')
})

test('the usual range is the last thirty days, today with them', () => {
  expect(rangeOf({}, TODAY)).toEqual({ from: '2026-02-01', to: '2026-03-02' })
  expect(daysOf(rangeOf({ days: 7 }, TODAY))).toHaveLength(7)
})

test('the days before are as many, and end where the range begins', () => {
  expect(before({ from: '2026-03-01', to: '2026-03-02', bot: 'b' })).toEqual({
    from: '2026-02-27',
    to: '2026-02-28',
    bot: 'b',
  })
})

test('an address may say anything: what is no range is left out', () => {
  expect(readSearch({ days: 8, from: '2026-02-30', to: 'x', bot: 7, compare: 'no' })).toEqual({})
  expect(readSearch({ from: '2026-03-02', to: '2026-03-01' })).toEqual({})
  expect(readSearch({ from: '2026-03-01', to: '2026-03-02', compare: false })).toEqual({
    from: '2026-03-01',
    to: '2026-03-02',
    compare: false,
  })
})
