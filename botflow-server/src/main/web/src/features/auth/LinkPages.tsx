import { Spinner } from '@heroui/react/spinner'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, good } from '../../api/client'
import { reasonOf } from '../../ui/toasts'
import { Outcome } from './AuthForm'

/** The token of a mail's link: it stands behind the #, which no server sees. */
export function tokenOfLink(): string {
  return window.location.hash.slice(1)
}

type State = { at: 'waiting' } | { at: 'done' } | { at: 'failed'; why: string }

// A link is good once, and an effect may run twice.
const begun = new Map<string, Promise<unknown>>()

function useOnce(key: string, work: () => Promise<unknown>): State {
  const [state, setState] = useState<State>({ at: 'waiting' })
  useEffect(() => {
    let shown = true
    const running = begun.get(key) ?? work()
    begun.set(key, running)
    running.then(
      () => shown && setState({ at: 'done' }),
      (error: unknown) => shown && setState({ at: 'failed', why: reasonOf(error) }),
    )
    return () => {
      shown = false
    }
  }, [key, work])
  return state
}

const verify = () => good(api.POST('/api/auth/verify-email', { body: { token: tokenOfLink() } }))
const confirm = () => good(api.POST('/api/auth/confirm-email', { body: { token: tokenOfLink() } }))

/** The link of the mail after a sign-up. */
export function VerifyEmailPage() {
  const { t } = useTranslation()
  const state = useOnce(`verify ${tokenOfLink()}`, verify)
  return (
    <LinkState
      state={state}
      title={t('Your address is confirmed')}
      about={t('The account is ready. Log in and build your first bot.')}
    />
  )
}

/** The link of the mail to a new address. */
export function ConfirmEmailPage() {
  const { t } = useTranslation()
  const state = useOnce(`confirm ${tokenOfLink()}`, confirm)
  return (
    <LinkState
      state={state}
      title={t('Your address is changed')}
      about={t('Log in with the new address from now on.')}
    />
  )
}

function LinkState({ state, title, about }: { state: State; title: string; about: string }) {
  const { t } = useTranslation()
  if (state.at === 'waiting') return <Spinner aria-label={t('Loading')} className="mx-auto" />
  if (state.at === 'done') return <Outcome title={title} about={about} />
  return <Outcome isBad title={t('This link does not work')} about={state.why} />
}
