import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useTranslation()
  return (
    <main className="grid min-h-dvh place-content-center gap-3 p-6 text-center">
      <h1 className="font-semibold text-2xl">{t('There is nothing at this address')}</h1>
      <Link to="/" className="text-link underline">
        {t('To the start')}
      </Link>
    </main>
  )
}

/** A page that failed; reading it anew often helps, and nothing that was saved is lost. */
export function Failed() {
  const { t } = useTranslation()
  return (
    <main role="alert" className="grid min-h-dvh place-content-center gap-3 p-6 text-center">
      <h1 className="font-semibold text-2xl">{t('Something went wrong on this page')}</h1>
      <button type="button" onClick={() => window.location.reload()} className="text-link underline">
        {t('Load it again')}
      </button>
    </main>
  )
}
