import { create } from 'zustand'

export type Theme = 'system' | 'light' | 'dark'

const KEPT = 'botflow.theme'
const dark = window.matchMedia('(prefers-color-scheme: dark)')

function kept(): Theme {
  const theme = localStorage.getItem(KEPT)
  return theme === 'light' || theme === 'dark' ? theme : 'system'
}

interface ThemeState {
  theme: Theme
  /** What is shown now. */
  shown: 'light' | 'dark'
  choose(theme: Theme): void
}

function shown(theme: Theme): 'light' | 'dark' {
  if (theme === 'system') return dark.matches ? 'dark' : 'light'
  return theme
}

export const useTheme = create<ThemeState>((set) => ({
  theme: kept(),
  shown: shown(kept()),
  choose: (theme) => {
    localStorage.setItem(KEPT, theme)
    set({ theme, shown: shown(theme) })
  },
}))

/** The document wears what is chosen, also when the system changes. */
export function followTheme() {
  const wear = () => {
    const { shown: now } = useTheme.getState()
    document.documentElement.dataset.theme = now
    document.documentElement.className = now
  }
  useTheme.subscribe(wear)
  dark.addEventListener('change', () => useTheme.setState(({ theme }) => ({ shown: shown(theme) })))
  wear()
}
