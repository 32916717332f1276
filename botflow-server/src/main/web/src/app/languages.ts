/** The languages of the dashboard, by their own names. */
export const LANGUAGES = {
  en: 'English',
  af: 'Afrikaans',
  'pt-BR': 'Português (Brasil)',
  es: 'Español',
  ar: 'العربية',
} as const

export type Language = keyof typeof LANGUAGES

const RIGHT_TO_LEFT: Language[] = ['ar']

/** The nearest of our languages; English for those that we have not. */
export function nearest(wanted: readonly string[]): Language {
  const ours = Object.keys(LANGUAGES) as Language[]
  for (const language of wanted) {
    const same =
      ours.find((each) => each.toLowerCase() === language.toLowerCase()) ??
      ours.find((each) => each.split('-')[0] === language.split('-')[0]?.toLowerCase())
    if (same) return same
  }
  return 'en'
}

export function directionOf(language: Language): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.includes(language) ? 'rtl' : 'ltr'
}
