import { Button } from '@heroui/react/button'
import { useTranslation } from 'react-i18next'
import { api, good, type Schemas } from '../../api/client'
import { ROLES } from '../../app/role'
import { FormChoice } from '../../ui/FormChoice'
import { FormField } from '../../ui/FormField'
import { FormProblem } from '../../ui/FormProblem'
import { showProblem, something, useChecked, z } from '../../ui/forms'

const schema = z.object({
  issuer: something,
  clientId: something,
  clientSecret: something,
  domain: something,
  usualRole: something,
})

interface Props {
  id: string
  /** Null for a new one. */
  connection: Schemas['ConnectionView'] | null
  onSaved: () => Promise<unknown>
}

/** What the provider shows of the application that was registered there. */
export function SignOnForm({ id, connection, onSaved }: Props) {
  const { t } = useTranslation()
  const form = useChecked(schema, {
    issuer: connection?.issuer ?? '',
    clientId: connection?.clientId ?? '',
    clientSecret: '',
    domain: connection?.domain ?? '',
    usualRole: connection?.usualRole ?? 'viewer',
  })
  const save = async (values: z.infer<typeof schema>) => {
    try {
      // What decides by groups is set over the API; it stays as it is.
      const groups = connection?.roleClaim ? { roleClaim: connection.roleClaim, roles: connection.roles } : {}
      const body = { ...values, ...groups }
      await good(api.POST('/api/organizations/{id}/sso', { params: { path: { id } }, body }))
      await onSaved()
    } catch (error) {
      showProblem(form, error)
    }
  }
  return (
    <form noValidate className="flex max-w-xl flex-col gap-4" onSubmit={form.handleSubmit(save)}>
      <FormField
        control={form.control}
        name="issuer"
        label={t('Address of the provider (issuer)')}
        description={t('Such as: https://login.example.org')}
      />
      <FormField control={form.control} name="clientId" label={t('Client ID')} />
      <FormField
        control={form.control}
        name="clientSecret"
        type="password"
        autoComplete="off"
        label={t('Client secret')}
      />
      <FormField
        control={form.control}
        name="domain"
        label={t('Domain of the addresses')}
        description={t(
          'The provider speaks for its addresses, once a record of the domain shows that it is yours.',
        )}
      />
      <FormChoice
        control={form.control}
        name="usualRole"
        label={t('Role of those who join')}
        options={ROLES.filter((role) => role.id !== 'owner').map((role) => ({
          id: role.id,
          label: t(role.label),
        }))}
      />
      <FormProblem form={form} />
      <Button type="submit" className="self-start" isPending={form.formState.isSubmitting}>
        {t('Save')}
      </Button>
    </form>
  )
}
