import { Button } from '@heroui/react/button'
import { Skeleton } from '@heroui/react/skeleton'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, good, tagged } from '../../api/client'
import { queries } from '../../app/queries'
import { FormField } from '../../ui/FormField'
import { FormProblem } from '../../ui/FormProblem'
import { email, password, showProblem, something, useChecked, z } from '../../ui/forms'
import { Page } from '../../ui/Page'
import { Section } from '../../ui/Section'
import { said } from '../../ui/toasts'
import { SecondFactor } from './SecondFactor'
import { SessionList } from './SessionList'

const again = async () => {
  await queries.invalidateQueries({ queryKey: ['me'] })
  await queries.invalidateQueries({ queryKey: ['profile'] })
}

/** Oneself: name, address, password, second factor, where one is logged in. */
export function ProfilePage() {
  const { t } = useTranslation()
  const me = useQuery({ queryKey: ['profile'], queryFn: () => tagged(api.GET('/api/auth/me')) }).data
  return (
    <Page title={t('Your account')}>
      {me ? (
        <>
          <Name key={me.tag} name={me.data.name} tag={me.tag} />
          <Address address={me.data.email} />
          <Password />
          <SecondFactor isOn={me.data.secondFactor} onChanged={again} />
          <SessionList />
        </>
      ) : (
        <Skeleton className="h-60 rounded-2xl" />
      )}
    </Page>
  )
}

const nameSchema = z.object({ name: something })

function Name({ name, tag }: { name: string; tag: string | null }) {
  const { t } = useTranslation()
  const form = useChecked(nameSchema, { name })
  const save = async (body: z.infer<typeof nameSchema>) => {
    try {
      await good(api.PATCH('/api/auth/me', { headers: tag ? { 'If-Match': tag } : {}, body }))
      await again()
      said(t('Saved'))
    } catch (error) {
      showProblem(form, error)
    }
  }
  return (
    <Section title={t('Name')}>
      <form noValidate className="flex max-w-xl flex-col gap-4" onSubmit={form.handleSubmit(save)}>
        <FormField control={form.control} name="name" label={t('Your name')} autoComplete="name" />
        <FormProblem form={form} />
        <Button
          type="submit"
          className="self-start"
          isDisabled={!form.formState.isDirty}
          isPending={form.formState.isSubmitting}
        >
          {t('Save')}
        </Button>
      </form>
    </Section>
  )
}

const addressSchema = z.object({ email, password: something })

function Address({ address }: { address: string }) {
  const { t } = useTranslation()
  const form = useChecked(addressSchema, { email: '', password: '' })
  const change = async (body: z.infer<typeof addressSchema>) => {
    try {
      await good(api.POST('/api/auth/change-email', { body }))
      said(t('Open the link that we sent to {{address}}', { address: body.email }))
      form.reset()
    } catch (error) {
      showProblem(form, error)
    }
  }
  return (
    <Section title={t('E-mail')} about={t('You log in with {{address}}.', { address })}>
      <form noValidate className="flex max-w-xl flex-col gap-4" onSubmit={form.handleSubmit(change)}>
        <FormField
          control={form.control}
          name="email"
          type="email"
          label={t('New e-mail address')}
          autoComplete="email"
        />
        <FormField
          control={form.control}
          name="password"
          type="password"
          label={t('Your password')}
          autoComplete="current-password"
        />
        <FormProblem form={form} />
        <Button
          type="submit"
          variant="secondary"
          className="self-start"
          isPending={form.formState.isSubmitting}
        >
          {t('Change the address')}
        </Button>
      </form>
    </Section>
  )
}

const passwordSchema = z.object({ currentPassword: something, newPassword: password })

function Password() {
  const { t } = useTranslation()
  const form = useChecked(passwordSchema, { currentPassword: '', newPassword: '' })
  const change = async (body: z.infer<typeof passwordSchema>) => {
    try {
      await good(api.POST('/api/auth/change-password', { body }))
      await queries.invalidateQueries({ queryKey: ['sessions'] })
      said(t('The password is changed; other sessions have ended'))
      form.reset()
    } catch (error) {
      showProblem(form, error)
    }
  }
  return (
    <Section title={t('Password')} about={t('A change ends your sessions on other devices.')}>
      <form noValidate className="flex max-w-xl flex-col gap-4" onSubmit={form.handleSubmit(change)}>
        <FormField
          control={form.control}
          name="currentPassword"
          type="password"
          label={t('Current password')}
          autoComplete="current-password"
        />
        <FormField
          control={form.control}
          name="newPassword"
          type="password"
          label={t('A new password')}
          autoComplete="new-password"
        />
        <FormProblem form={form} />
        <Button
          type="submit"
          variant="secondary"
          className="self-start"
          isPending={form.formState.isSubmitting}
        >
          {t('Change the password')}
        </Button>
      </form>
    </Section>
  )
}
