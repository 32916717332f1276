import { Button } from '@heroui/react/button'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, good } from '../../api/client'
import { enterOrganization } from '../../app/me'
import { useSession } from '../../app/session'
import { reasonOf } from '../../ui/toasts'
import { Outcome } from './AuthForm'
import { tokenOfLink } from './LinkPages'

/** The link of an invitation: whoever is logged in joins. */
export function InvitationPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const isIn = useSession((session) => session.token !== null)
  const [why, setWhy] = useState<string | null>(null)
  const join = async () => {
    try {
      const { organization } = await good(
        api.POST('/api/invitations/accept', { body: { token: tokenOfLink() } }),
      )
      await enterOrganization(organization)
      await navigate({ to: '/bots' })
    } catch (error) {
      setWhy(reasonOf(error))
    }
  }
  if (why !== null) return <Outcome isBad title={t('This link does not work')} about={why} />
  if (isIn) {
    return (
      <Outcome
        title={t('You are invited')}
        about={t('Join the organisation with the account that you are logged in with.')}
      >
        <Button fullWidth size="lg" onPress={join}>
          {t('Join')}
        </Button>
      </Outcome>
    )
  }
  return (
    <Outcome
      title={t('You are invited')}
      about={t('Log in or sign up with the address that the mail came to, then open its link again.')}
    >
      <Link
        to="/login"
        search={{ next: `/invitation${window.location.hash}` }}
        className="button button--primary button--lg w-full"
      >
        {t('Log in')}
      </Link>
      <Link to="/signup" className="button button--tertiary button--lg w-full">
        {t('Sign up')}
      </Link>
    </Outcome>
  )
}
