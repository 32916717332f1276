import { Button } from '@heroui/react/button'
import { Skeleton } from '@heroui/react/skeleton'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { FieldValues, UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { api, good, tagged } from '../../api/client'
import { queries } from '../../app/queries'
import { FormField } from '../../ui/FormField'
import { FormProblem } from '../../ui/FormProblem'
import { NewPasswordField, PasswordField } from '../../ui/fields'
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

interface PartProps<T extends FieldValues> {
  title: string
  about?: string
  form: UseFormReturn<T>
  /** Tells the server, and the person that it did. */
  change: (values: T) => Promise<unknown>
  action: string
  /** Whether there is something to save only after a change. */
  ofChanges?: boolean
  children: ReactNode
}

/** A part of the account that is changed by itself. */
function Part<T extends FieldValues>({
  title,
  about,
  form,
  change,
  action,
  ofChanges,
  children,
}: PartProps<T>) {
  const { isDirty, isSubmitting } = form.formState
  const submit = async (values: T) => {
    try {
      await change(values)
    } catch (error) {
      showProblem(form, error)
    }
  }
  return (
    <Section title={title} about={about}>
      <form noValidate className="flex max-w-xl flex-col gap-4" onSubmit={form.handleSubmit(submit)}>
        {children}
        <FormProblem form={form} />
        <Button
          type="submit"
          variant={ofChanges ? 'primary' : 'secondary'}
          className="self-start"
          isDisabled={ofChanges && !isDirty}
          isPending={isSubmitting}
        >
          {action}
        </Button>
      </form>
    </Section>
  )
}

const nameSchema = z.object({ name: something })

function Name({ name, tag }: { name: string; tag: string | null }) {
  const { t } = useTranslation()
  const form = useChecked(nameSchema, { name })
  const save = async (body: z.infer<typeof nameSchema>) => {
    await good(api.PATCH('/api/auth/me', { headers: tag ? { 'If-Match': tag } : {}, body }))
    await again()
    said(t('Saved'))
  }
  return (
    <Part title={t('Name')} form={form} change={save} action={t('Save')} ofChanges>
      <FormField control={form.control} name="name" label={t('Your name')} autoComplete="name" />
    </Part>
  )
}

const addressSchema = z.object({ email, password: something })

function Address({ address }: { address: string }) {
  const { t } = useTranslation()
  const form = useChecked(addressSchema, { email: '', password: '' })
  const change = async (body: z.infer<typeof addressSchema>) => {
    await good(api.POST('/api/auth/change-email', { body }))
    said(t('Open the link that we sent to {{address}}', { address: body.email }))
    form.reset()
  }
  return (
    <Part
      title={t('E-mail')}
      about={t('You log in with {{address}}.', { address })}
      form={form}
      change={change}
      action={t('Change the address')}
    >
      <FormField
        control={form.control}
        name="email"
        type="email"
        label={t('New e-mail address')}
        autoComplete="email"
      />
      <PasswordField control={form.control} name="password" label={t('Your password')} />
    </Part>
  )
}

const passwordSchema = z.object({ currentPassword: something, newPassword: password })

function Password() {
  const { t } = useTranslation()
  const form = useChecked(passwordSchema, { currentPassword: '', newPassword: '' })
  const change = async (body: z.infer<typeof passwordSchema>) => {
    await good(api.POST('/api/auth/change-password', { body }))
    await queries.invalidateQueries({ queryKey: ['sessions'] })
    said(t('The password is changed; other sessions have ended'))
    form.reset()
  }
  return (
    <Part
      title={t('Password')}
      about={t('A change ends your sessions on other devices.')}
      form={form}
      change={change}
      action={t('Change the password')}
    >
      <PasswordField control={form.control} name="currentPassword" label={t('Current password')} />
      <NewPasswordField control={form.control} name="newPassword" label={t('A new password')} />
    </Part>
  )
}
