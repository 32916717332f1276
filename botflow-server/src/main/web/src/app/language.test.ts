import { expect, test } from 'vitest'
import { directionOf, nearest } from './languages'

test('the nearest language is the same, then the one without its country, then English', () => {
  expect(nearest(['pt-br'])).toBe('pt-BR')
  expect(nearest(['es-MX', 'en'])).toBe('es')
  expect(nearest(['pt-PT'])).toBe('pt-BR')
  expect(nearest(['zh', 'ar-EG'])).toBe('ar')
  expect(nearest(['zh'])).toBe('en')
})

test('Arabic is read from the right', () => {
  expect(directionOf('ar')).toBe('rtl')
  expect(directionOf('af')).toBe('ltr')
})
