import { Button } from '@heroui/react/button'
import { useTranslation } from 'react-i18next'
import { api, good } from '../../api/client'
import { includes, ROLES, type Role } from '../../app/role'
import { Dialog } from '../../ui/Dialog'
import { FormChoice } from '../../ui/FormChoice'
import { FormField } from '../../ui/FormField'
import { FormProblem } from '../../ui/FormProblem'
import { email, showProblem, something, useChecked, z } from '../../ui/forms'
import { said } from '../../ui/toasts'

const schema = z.object({ email, role: something })

interface Props {
  isOpen: boolean
  onOpenChange: (open: boolean) => void
  organization: string
  /** One's own role: nobody names a higher one. */
  own: Role
  onInvited: () => Promise<unknown>
}

/** Asks somebody to join. */
export function InviteDialog({ isOpen, onOpenChange, organization, own, onInvited }: Props) {
  const { t } = useTranslation()
  const form = useChecked(schema, { email: '', role: 'agent' })
  const invite = async (body: z.infer<typeof schema>) => {
    try {
      await good(
        api.POST('/api/organizations/{id}/members', { params: { path: { id: organization } }, body }),
      )
      await onInvited()
      said(t('A link is on its way to {{address}}', { address: body.email }))
      form.reset()
      onOpenChange(false)
    } catch (error) {
      showProblem(form, error)
    }
  }
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t('Invite somebody')}
      footer={
        <Button isPending={form.formState.isSubmitting} onPress={() => form.handleSubmit(invite)()}>
          {t('Send the invitation')}
        </Button>
      }
    >
      <form noValidate className="flex flex-col gap-4 p-1" onSubmit={form.handleSubmit(invite)}>
        <FormField control={form.control} name="email" type="email" label={t('E-mail')} />
        <FormChoice
          control={form.control}
          name="role"
          label={t('Role')}
          options={ROLES.filter((role) => includes(own, role.id)).map((role) => ({
            id: role.id,
            label: `${t(role.label)}: ${t(role.about)}`,
          }))}
        />
        <FormProblem form={form} />
      </form>
    </Dialog>
  )
}
