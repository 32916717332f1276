import { Button } from '@heroui/react/button'
import { useTranslation } from 'react-i18next'
import { api, good } from '../../api/client'
import { EmailField } from '../../ui/fields'
import { email, showProblem, useChecked, z } from '../../ui/forms'
import { AuthForm } from './AuthForm'

const schema = z.object({ email })

/** By single sign-on: the address says which organisation's provider the browser goes to. */
export function ProviderLogIn({ address, back }: { address: string; back: () => void }) {
  const { t } = useTranslation()
  const form = useChecked(schema, { email: address })
  const submit = async (body: z.infer<typeof schema>) => {
    try {
      const { url } = await good(api.POST('/api/auth/sso', { body }))
      window.location.assign(url)
    } catch (error) {
      showProblem(form, error)
    }
  }
  return (
    <AuthForm
      title={t('Single sign-on')}
      about={t('With the account of your organisation: its provider asks for it.')}
      form={form}
      onSubmit={submit}
      action={t('Go on')}
      below={
        <Button variant="ghost" onPress={back}>
          {t('Log in with a password')}
        </Button>
      }
    >
      <EmailField control={form.control} name="email" />
    </AuthForm>
  )
}
