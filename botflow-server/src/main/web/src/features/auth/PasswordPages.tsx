import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, good } from '../../api/client'
import { EmailField, NewPasswordField } from '../../ui/fields'
import { email, password, showProblem, useChecked, z } from '../../ui/forms'
import { AuthForm, Outcome } from './AuthForm'
import { tokenOfLink } from './LinkPages'
import { LookAtMail } from './SignUpPage'

const address = z.object({ email })

/** Asks for a link for a new password. */
export function ForgotPasswordPage() {
  const { t } = useTranslation()
  const [sent, setSent] = useState(false)
  const form = useChecked(address, { email: '' })
  const submit = async (body: z.infer<typeof address>) => {
    try {
      await good(api.POST('/api/auth/forgot-password', { body }))
      setSent(true)
    } catch (error) {
      showProblem(form, error)
    }
  }
  if (sent) return <LookAtMail address={form.getValues('email')} />
  return (
    <AuthForm
      title={t('A new password')}
      about={t('We send you a link for it.')}
      form={form}
      onSubmit={submit}
      action={t('Send the link')}
      below={
        <Link to="/login" className="text-link underline">
          {t('Back to the log-in')}
        </Link>
      }
    >
      <EmailField control={form.control} name="email" />
    </AuthForm>
  )
}

const fresh = z.object({ password })

/** The link of the mail: sets the password and ends all sessions. */
export function ResetPasswordPage() {
  const { t } = useTranslation()
  const [done, setDone] = useState(false)
  const form = useChecked(fresh, { password: '' })
  const submit = async (values: z.infer<typeof fresh>) => {
    try {
      await good(api.POST('/api/auth/reset-password', { body: { ...values, token: tokenOfLink() } }))
      setDone(true)
    } catch (error) {
      showProblem(form, error)
    }
  }
  if (done) {
    return (
      <Outcome title={t('The password is changed')} about={t('All sessions have ended. Log in again.')} />
    )
  }
  return (
    <AuthForm title={t('A new password')} form={form} onSubmit={submit} action={t('Change the password')}>
      <NewPasswordField control={form.control} name="password" label={t('New password')} />
    </AuthForm>
  )
}
