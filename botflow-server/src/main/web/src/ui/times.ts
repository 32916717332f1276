import { useLanguage } from '../app/language'

/** Times as people of the chosen language write them. */
export function useTimes() {
  const language = useLanguage()
  const full = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium' })
  return {
    /** Day and minute. */
    at: (time: string) => full.format(new Date(time)),
    on: (time: string) => day.format(new Date(time)),
  }
}

/** Numbers as people of the chosen language write them. */
export function useNumbers() {
  const language = useLanguage()
  const format = new Intl.NumberFormat(language)
  return (number: number) => format.format(number)
}
