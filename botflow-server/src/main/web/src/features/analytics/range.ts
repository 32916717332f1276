/** What the page shows; its address keeps it. */
export interface AnalyticsSearch {
  /** The last so many days; beside that of own days. */
  days?: number
  /** First and last own day, such as 2026-10-31, as the organisation counts days. */
  from?: string
  to?: string
  bot?: string
  channel?: string
  /** False where the days before are left out. */
  compare?: boolean
}

/** What figures are asked for. */
export interface Range {
  from: string
  to: string
  bot?: string
  channel?: string
}

export const PERIODS = [7, 30, 90] as const
const USUAL_DAYS = 30
const DAY_MS = 86_400_000
const ISO_DAY = 10

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, ISO_DAY)
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))
}

/** What an address says, without what is none. */
export function readSearch(search: Record<string, unknown>): AnalyticsSearch {
  const { days, from, to, bot, channel, compare } = search
  return {
    ...(PERIODS.some((period) => period === days) ? { days: days as number } : {}),
    ...(isDay(from) && isDay(to) && from <= to ? { from, to } : {}),
    ...(typeof bot === 'string' ? { bot } : {}),
    ...(typeof channel === 'string' ? { channel } : {}),
    ...(compare === false ? { compare } : {}),
  }
}

/** Which day it is in a zone; by UTC where the browser does not know it. */
export function todayIn(zone: string, now: number): string {
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    })
    const parts = new Map(format.formatToParts(now).map((part) => [part.type, part.value]))
    return [parts.get('year'), parts.get('month'), parts.get('day')].join('-')
  } catch {
    return dayOf(now)
  }
}

/** The days that are meant. */
export function rangeOf({ days, from, to, bot, channel }: AnalyticsSearch, today: string): Range {
  const chosen =
    from && to
      ? { from, to }
      : { from: dayOf(Date.parse(today) - ((days ?? USUAL_DAYS) - 1) * DAY_MS), to: today }
  return { ...chosen, ...(bot ? { bot } : {}), ...(channel ? { channel } : {}) }
}

export function daysOf({ from, to }: Range): string[] {
  const days: string[] = []
  for (let time = Date.parse(from); time <= Date.parse(to); time += DAY_MS) days.push(dayOf(time))
  return days
}

/** As many days before. */
export function before(range: Range): Range {
  const first = Date.parse(range.from)
  const length = Date.parse(range.to) - first + DAY_MS
  return { ...range, from: dayOf(first - length), to: dayOf(first - DAY_MS) }
}
