import { useLanguage } from '../../app/language'

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const MICROS = 1_000_000

/** Figures as people of the chosen language write them. */
export function useFigureWords() {
  const language = useLanguage()
  const format = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(language, options)
  const count = format({})
  const share = format({ style: 'percent', maximumFractionDigits: 0 })
  const change = format({ style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' })
  const money = format({ style: 'currency', currency: 'USD', maximumFractionDigits: 2 })
  const cents = format({ style: 'currency', currency: 'USD', maximumFractionDigits: 4 })
  const time = (unit: string, value: number) =>
    format({ style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 }).format(value)
  const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const wholeDay = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' })
  return {
    count: (value: number) => count.format(value),
    /** From 0 to 1. */
    share: (value: number) => share.format(value),
    change: (value: number) => change.format(value),
    /** Of millionths of a US dollar. */
    cost: (micros: number) => (micros > 0 && micros < MICROS ? cents : money).format(micros / MICROS),
    /** Of milliseconds. */
    lasting: (ms: number) => {
      if (ms < MINUTE_MS) return time('second', ms / SECOND_MS)
      return ms < HOUR_MS ? time('minute', ms / MINUTE_MS) : time('hour', ms / HOUR_MS)
    },
    day: (iso: string) => day.format(new Date(iso)),
    wholeDay: (iso: string) => wholeDay.format(new Date(iso)),
  }
}
