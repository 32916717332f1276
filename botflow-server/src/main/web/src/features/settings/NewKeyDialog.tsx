import { Button } from '@heroui/react/button'
import { Checkbox } from '@heroui/react/checkbox'
import { CheckboxGroup } from '@heroui/react/checkbox-group'
import { Label } from '@heroui/react/label'
import { Controller } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { api, good } from '../../api/client'
import { text } from '../../app/language'
import { Dialog } from '../../ui/Dialog'
import { FormChoice } from '../../ui/FormChoice'
import { FormField } from '../../ui/FormField'
import { FormProblem } from '../../ui/FormProblem'
import { showProblem, something, useChecked, z } from '../../ui/forms'

/** As the server's table of permissions has them. */
const SCOPES = [
  'bots:read',
  'bots:write',
  'bots:publish',
  'channels:read',
  'channels:write',
  'contacts:read',
  'contacts:write',
  'contacts:erase',
  'conversations:read',
  'conversations:write',
  'knowledge:read',
  'knowledge:write',
  'members:read',
  'organization:read',
  'organization:write',
  'audit:read',
]

const DAY_MS = 86_400_000
const schema = z.object({
  name: something,
  days: z.string(),
  scopes: z.array(z.string()).min(1, text('Please choose at least one right')),
})

interface Props {
  isOpen: boolean
  onOpenChange: (open: boolean) => void
  onMade: (key: string) => Promise<unknown>
}

/** A key of as few rights as its program needs. */
export function NewKeyDialog({ isOpen, onOpenChange, onMade }: Props) {
  const { t } = useTranslation()
  const form = useChecked(schema, { name: '', days: '90', scopes: [] })
  const make = async ({ name, days, scopes }: z.infer<typeof schema>) => {
    try {
      const end =
        days === 'never' ? {} : { expiresAt: new Date(Date.now() + Number(days) * DAY_MS).toISOString() }
      const { key } = await good(api.POST('/api/api-keys', { body: { name, scopes, ...end } }))
      form.reset()
      await onMade(key)
    } catch (error) {
      showProblem(form, error)
    }
  }
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t('Make a key')}
      footer={
        <Button isPending={form.formState.isSubmitting} onPress={() => form.handleSubmit(make)()}>
          {t('Make the key')}
        </Button>
      }
    >
      <form noValidate className="flex flex-col gap-4 p-1" onSubmit={form.handleSubmit(make)}>
        <FormField control={form.control} name="name" label={t('What is it for?')} />
        <FormChoice
          control={form.control}
          name="days"
          label={t('Good for')}
          options={[
            { id: '30', label: t('30 days') },
            { id: '90', label: t('90 days') },
            { id: '365', label: t('A year') },
            { id: 'never', label: t('Until it is revoked') },
          ]}
        />
        <Controller
          control={form.control}
          name="scopes"
          render={({ field, fieldState }) => (
            <CheckboxGroup value={field.value} onChange={field.onChange} isInvalid={fieldState.invalid}>
              <Label>{t('Rights')}</Label>
              <div className="grid gap-2 sm:grid-cols-2">
                {SCOPES.map((scope) => (
                  <Checkbox key={scope} value={scope}>
                    <Checkbox.Control>
                      <Checkbox.Indicator />
                    </Checkbox.Control>
                    <Checkbox.Content>
                      <Label>
                        <code className="text-xs">{scope}</code>
                      </Label>
                    </Checkbox.Content>
                  </Checkbox>
                ))}
              </div>
              {fieldState.error?.message ? (
                <p role="alert" className="text-danger-soft-foreground text-xs">
                  {t(fieldState.error.message)}
                </p>
              ) : null}
            </CheckboxGroup>
          )}
        />
        <FormProblem form={form} />
      </form>
    </Dialog>
  )
}
