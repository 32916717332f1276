import i18n from 'i18next'
import { useSyncExternalStore } from 'react'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const TICK = 15 * SECOND

let now = Date.now()
const watchers = new Set<() => void>()
let ticking: ReturnType<typeof setInterval> | undefined

function watch(changed: () => void) {
  watchers.add(changed)
  ticking ??= setInterval(() => {
    now = Date.now()
    for (const each of watchers) each()
  }, TICK)
  return () => {
    watchers.delete(changed)
    if (watchers.size === 0) {
      clearInterval(ticking)
      ticking = undefined
    }
  }
}

/** The time, a few times a minute; one clock for all that show it. */
export function useNow(): number {
  return useSyncExternalStore(watch, () => now)
}

const formats = new Map<string, Intl.DateTimeFormat>()

function format(kind: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${i18n.language} ${kind}`
  let known = formats.get(key)
  if (!known) {
    known = new Intl.DateTimeFormat(i18n.language, options)
    formats.set(key, known)
  }
  return known
}

function isSameDay(one: Date, other: Date): boolean {
  return one.toDateString() === other.toDateString()
}

/** The hour of today, else the day: as short as lists need it. */
export function shortTime(at: string, today: number): string {
  const moment = new Date(at)
  if (isSameDay(moment, new Date(today))) return format('hour', { timeStyle: 'short' }).format(moment)
  if (today - moment.getTime() < 6 * DAY) return format('weekday', { weekday: 'short' }).format(moment)
  return format('day', { day: 'numeric', month: 'short' }).format(moment)
}

export function hour(at: string): string {
  return format('hour', { timeStyle: 'short' }).format(new Date(at))
}

export function day(at: string): string {
  return format('date', { dateStyle: 'full' }).format(new Date(at))
}

export function moment(at: string): string {
  return format('moment', { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at))
}

/** How long until then, in the largest unit that fits; null where it is over. */
export function left(until: string, from: number): { text: string; isSoon: boolean } | null {
  const rest = Date.parse(until) - from
  if (rest <= 0) return null
  const [amount, unit] =
    rest >= HOUR ? [Math.floor(rest / HOUR), 'hour'] : [Math.max(1, Math.floor(rest / MINUTE)), 'minute']
  const shown = new Intl.NumberFormat(i18n.language, {
    style: 'unit',
    unit: String(unit),
    unitDisplay: 'narrow',
  }).format(Number(amount))
  return { text: shown, isSoon: rest < HOUR }
}
