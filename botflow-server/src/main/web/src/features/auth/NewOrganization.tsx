import { Button } from '@heroui/react/button'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api, good } from '../../api/client'
import { enterOrganization, logOut } from '../../app/me'
import { Dialog } from '../../ui/Dialog'
import { FormField } from '../../ui/FormField'
import { showProblem, something, useChecked, z } from '../../ui/forms'
import { AuthForm } from './AuthForm'

const schema = z.object({ name: something })

function useNewOrganization(done?: () => void) {
  const navigate = useNavigate()
  const form = useChecked(schema, { name: '' })
  const submit = async (body: z.infer<typeof schema>) => {
    try {
      const made = await good(api.POST('/api/organizations', { body }))
      await enterOrganization(made.id)
      done?.()
      form.reset()
      await navigate({ to: '/bots' })
    } catch (error) {
      showProblem(form, error)
    }
  }
  return { form, submit }
}

/** The first thing after the first log-in. */
export function NewOrganization() {
  const { t } = useTranslation()
  const { form, submit } = useNewOrganization()
  return (
    <main className="grid min-h-dvh place-items-center px-4">
      <div className="w-full max-w-md rounded-2xl border border-border bg-surface p-6 shadow-sm sm:p-8">
        <AuthForm
          title={t('What is your business called?')}
          about={t('Your bots, your team and your numbers belong to it. You can change the name later.')}
          form={form}
          onSubmit={submit}
          action={t('Go on')}
          below={
            <Button variant="ghost" size="sm" onPress={() => void logOut()}>
              {t('Log out')}
            </Button>
          }
        >
          <FormField
            control={form.control}
            name="name"
            label={t('Name of the business')}
            autoComplete="organization"
          />
        </AuthForm>
      </div>
    </main>
  )
}

interface DialogProps {
  isOpen: boolean
  onOpenChange: (open: boolean) => void
}

/** One more organisation. */
export function NewOrganizationDialog({ isOpen, onOpenChange }: DialogProps) {
  const { t } = useTranslation()
  const { form, submit } = useNewOrganization(() => onOpenChange(false))
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t('New organisation')}
      footer={
        <Button isPending={form.formState.isSubmitting} onPress={() => form.handleSubmit(submit)()}>
          {t('Make it')}
        </Button>
      }
    >
      <form noValidate onSubmit={form.handleSubmit(submit)}>
        <FormField control={form.control} name="name" label={t('Name of the business')} />
        {form.formState.errors.root?.message ? (
          <p role="alert" className="mt-2 text-danger text-sm">
            {form.formState.errors.root.message}
          </p>
        ) : null}
      </form>
    </Dialog>
  )
}
