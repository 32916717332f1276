const HOUR_MS = 3_600_000
const MORNING = 9

/** A moment that snoozing offers. */
export function snoozeUntil(when: 'hours' | 'tomorrow' | 'week', now: Date): string {
  const then = new Date(now)
  if (when === 'hours') return new Date(now.getTime() + 3 * HOUR_MS).toISOString()
  then.setDate(then.getDate() + (when === 'tomorrow' ? 1 : (8 - then.getDay()) % 7 || 7))
  then.setHours(MORNING, 0, 0, 0)
  return then.toISOString()
}
