import i18n from 'i18next'
import type { ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { initReactI18next, useTranslation } from 'react-i18next'
import { directionOf, type Language, nearest } from './languages'

const KEPT = 'botflow.language'
const files = import.meta.glob<Record<string, string>>('../texts/*/*.json', { import: 'default' })

async function load(language: Language) {
  const wanted = Object.entries(files).filter(([path]) => path.includes(`/texts/${language}/`))
  const parts = await Promise.all(wanted.map(([, read]) => read()))
  i18n.addResourceBundle(language, 'translation', Object.assign({}, ...parts))
}

/** Loads the texts of a language and shows the pages in it. */
export async function speak(language: Language) {
  if (language !== 'en' && !i18n.hasResourceBundle(language, 'translation')) await load(language)
  await i18n.changeLanguage(language)
  localStorage.setItem(KEPT, language)
  document.documentElement.lang = language
  document.documentElement.dir = directionOf(language)
}

/** Begins in the language that was chosen last, or in the browser's. */
export async function startLanguage() {
  await i18n.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    // The English text is the key itself: it may have any sign in it.
    keySeparator: false,
    nsSeparator: false,
    resources: { en: { translation: {} } },
    interpolation: { escapeValue: false },
  })
  const kept = localStorage.getItem(KEPT)
  await speak(nearest(kept ? [kept] : navigator.languages))
}

/** A text that is shown later through {@link useText}; marks it for the check of translations. */
export function text<T extends string>(english: T): T {
  return english
}

export function useLanguage(): Language {
  return useTranslation().i18n.language as Language
}

/** React Aria's own words and directions follow ours. */
export function Languages({ children }: { children: ReactNode }) {
  return <I18nProvider locale={useLanguage()}>{children}</I18nProvider>
}
