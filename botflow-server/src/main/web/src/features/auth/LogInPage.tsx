import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, good, Problem } from '../../api/client'
import { useSession } from '../../app/session'
import { FormField } from '../../ui/FormField'
import { email, showProblem, something, useChecked, z } from '../../ui/forms'
import { AuthForm } from './AuthForm'

const schema = z.object({ email, password: something, code: z.string() })

/** Address and password, and the code of the second factor where one is on. */
export function LogInPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { next } = useSearch({ from: '/open/login' })
  const [needsCode, setNeedsCode] = useState(false)
  const form = useChecked(schema, { email: '', password: '', code: '' })
  const submit = async (values: z.infer<typeof schema>) => {
    try {
      const { code, ...rest } = values
      const body = { ...rest, cookie: true, ...(needsCode ? { code: code.trim() } : {}) }
      const { accessToken } = await good(api.POST('/api/auth/login', { body }))
      useSession.getState().begin(accessToken)
      await navigate({ to: next ?? '/bots' })
    } catch (error) {
      if (error instanceof Problem && error.code === 'second-factor-needed') setNeedsCode(true)
      else showProblem(form, error)
    }
  }
  return (
    <AuthForm
      title={needsCode ? t('Your second factor') : t('Log in')}
      about={needsCode ? t('The code of your authenticator app, or one of your recovery codes.') : undefined}
      form={form}
      onSubmit={submit}
      action={t('Log in')}
      below={
        <span className="flex flex-wrap justify-center gap-x-4 gap-y-2">
          <Link to="/signup" className="text-link underline">
            {t('Sign up')}
          </Link>
          <Link to="/forgot-password" className="text-link underline">
            {t('Forgot the password?')}
          </Link>
        </span>
      }
    >
      {needsCode ? (
        <FormField
          control={form.control}
          name="code"
          label={t('Code')}
          autoComplete="one-time-code"
          autoFocus
        />
      ) : (
        <>
          <FormField
            control={form.control}
            name="email"
            type="email"
            label={t('E-mail')}
            autoComplete="username"
          />
          <FormField
            control={form.control}
            name="password"
            type="password"
            label={t('Password')}
            autoComplete="current-password"
          />
        </>
      )}
    </AuthForm>
  )
}
