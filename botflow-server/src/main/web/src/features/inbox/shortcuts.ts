import { useEffect, useRef } from 'react'

/** What keys do, each by its code, since Alt makes other signs of letters on some keyboards. */
export interface Keys {
  [code: string]: () => void
}

/** Alt and a letter; with `Ctrl ` before the code, Ctrl (or Cmd) as well. `?` opens the sheet. */
export function useKeys(keys: Keys) {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const writes = (event.target as HTMLElement).closest('input, textarea, select, [contenteditable]')
      if (event.key === '?' && !writes) {
        latest.current['?']?.()
        return
      }
      if (!event.altKey || event.shiftKey) return
      const act = latest.current[`${event.ctrlKey || event.metaKey ? 'Ctrl ' : ''}${event.code}`]
      if (act) {
        event.preventDefault()
        act()
      }
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}
