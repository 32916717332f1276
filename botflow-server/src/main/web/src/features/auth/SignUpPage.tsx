import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, good } from '../../api/client'
import { useLanguage } from '../../app/language'
import { FormField } from '../../ui/FormField'
import { EmailField, NewPasswordField } from '../../ui/fields'
import { email, password, showProblem, something, useChecked, z } from '../../ui/forms'
import { AuthForm, Outcome } from './AuthForm'

const schema = z.object({ name: something, email, password })

/** A new account; a mail confirms the address. */
export function SignUpPage() {
  const { t } = useTranslation()
  const language = useLanguage()
  const [sent, setSent] = useState(false)
  const form = useChecked(schema, { name: '', email: '', password: '' })
  const submit = async (values: z.infer<typeof schema>) => {
    try {
      await good(api.POST('/api/auth/signup', { body: { ...values, language } }))
      setSent(true)
    } catch (error) {
      showProblem(form, error)
    }
  }
  if (sent) return <LookAtMail address={form.getValues('email')} />
  return (
    <AuthForm
      title={t('Build your first bot')}
      about={t('An account takes a minute. No card, no phone number.')}
      form={form}
      onSubmit={submit}
      action={t('Sign up')}
      below={
        <>
          {t('You have an account?')}{' '}
          <Link to="/login" className="text-link underline">
            {t('Log in')}
          </Link>
        </>
      }
    >
      <FormField control={form.control} name="name" label={t('Your name')} autoComplete="name" />
      <EmailField control={form.control} name="email" />
      <NewPasswordField control={form.control} name="password" />
    </AuthForm>
  )
}

/** The next step is in the mailbox; a demo shows its mails on this machine. */
export function LookAtMail({ address }: { address: string }) {
  const { t } = useTranslation()
  const local = useQuery({
    queryKey: ['local-mails'],
    queryFn: async () => (await fetch('/mails')).ok,
    retry: false,
  })
  return (
    <Outcome
      title={t('Look at your mail')}
      about={t('If {{address}} can be used, a link is on its way. It is good for 30 minutes.', { address })}
    >
      {local.data ? (
        <a href="/mails" className="text-link underline">
          {t('This server shows its mails here')}
        </a>
      ) : (
        <span className="text-muted text-sm">{t('Nothing there? Look into the spam folder as well.')}</span>
      )}
    </Outcome>
  )
}
