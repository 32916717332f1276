import { WifiOff } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from './session'

function watch(changed: () => void) {
  window.addEventListener('online', changed)
  window.addEventListener('offline', changed)
  return () => {
    window.removeEventListener('online', changed)
    window.removeEventListener('offline', changed)
  }
}

/** Says that there is no network, for as long as there is none. */
export function Offline() {
  const { t } = useTranslation()
  const online = useSyncExternalStore(watch, () => navigator.onLine)
  const unanswered = useSession((session) => session.unanswered)
  return (
    <div role="status">
      {online && !unanswered ? null : (
        <p className="flex items-center justify-center gap-2 bg-warning-soft px-4 py-2 text-sm text-warning-soft-foreground">
          <WifiOff size={16} className="shrink-0" aria-hidden />
          {online
            ? t('The server does not answer. The page goes on by itself as soon as it does.')
            : t('No network. The page goes on by itself as soon as it is back.')}
        </p>
      )}
    </div>
  )
}
