import { Button } from '@heroui/react/button'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, good, Problem } from '../../api/client'
import { useSession } from '../../app/session'
import { FormField } from '../../ui/FormField'
import { EmailField, PasswordField } from '../../ui/fields'
import { email, showProblem, something, useChecked, z } from '../../ui/forms'
import { AuthForm } from './AuthForm'
import { ProviderLogIn } from './ProviderLogIn'

const schema = z.object({ email, password: something, code: z.string() })

/** Address and password, and the code of the second factor where one is on; or single sign-on. */
export function LogInPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { next } = useSearch({ from: '/open/login' })
  const [way, setWay] = useState<'password' | 'code' | 'provider'>('password')
  const form = useChecked(schema, { email: '', password: '', code: '' })
  const submit = async (values: z.infer<typeof schema>) => {
    try {
      const { code, ...rest } = values
      const body = { ...rest, cookie: true, ...(way === 'code' ? { code: code.trim() } : {}) }
      const { accessToken } = await good(api.POST('/api/auth/login', { body }))
      useSession.getState().begin(accessToken)
      await navigate({ to: next ?? '/bots' })
    } catch (error) {
      if (error instanceof Problem && error.code === 'second-factor-needed') setWay('code')
      else showProblem(form, error)
    }
  }
  if (way === 'provider') {
    return <ProviderLogIn address={form.getValues('email')} back={() => setWay('password')} />
  }
  const needsCode = way === 'code'
  return (
    <AuthForm
      title={needsCode ? t('Your second factor') : t('Log in')}
      about={needsCode ? t('The code of your authenticator app, or one of your recovery codes.') : undefined}
      form={form}
      onSubmit={submit}
      action={t('Log in')}
      below={
        <span className="flex flex-col gap-4">
          {needsCode ? null : (
            <Button variant="secondary" fullWidth size="lg" onPress={() => setWay('provider')}>
              <KeyRound size={18} aria-hidden />
              {t('Single sign-on')}
            </Button>
          )}
          <span className="flex flex-wrap justify-center gap-x-4 gap-y-2">
            <Link to="/signup" className="text-link underline">
              {t('Sign up')}
            </Link>
            <Link to="/forgot-password" className="text-link underline">
              {t('Forgot the password?')}
            </Link>
          </span>
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
          <EmailField control={form.control} name="email" />
          <PasswordField control={form.control} name="password" />
        </>
      )}
    </AuthForm>
  )
}
