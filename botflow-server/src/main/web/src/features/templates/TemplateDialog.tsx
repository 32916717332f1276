import { Button } from '@heroui/react/button'
import { useTranslation } from 'react-i18next'
import { api, good } from '../../api/client'
import { text } from '../../app/language'
import { Dialog } from '../../ui/Dialog'
import { FormArea } from '../../ui/FormArea'
import { FormChoice } from '../../ui/FormChoice'
import { FormField } from '../../ui/FormField'
import { FormProblem } from '../../ui/FormProblem'
import { showProblem, something, useChecked, z } from '../../ui/forms'
import { said } from '../../ui/toasts'
import type { Account } from '../channels/queries'
import { partsOf, withParts } from './parts'
import { type Template, templatesChanged } from './queries'

const schema = z.object({
  whatsappAccountId: something,
  name: z
    .string()
    .regex(/^[a-z0-9_]{1,512}$/, text('Small letters, digits and _ alone, such as order_update')),
  language: something,
  category: something,
  header: z.string(),
  body: something,
  samples: z.string(),
  footer: z.string(),
  replies: z.string(),
})
type Values = z.infer<typeof schema>

interface Props {
  /** Null for a new one. */
  template: Template | null
  accounts: Account[]
  onClose: () => void
}

/** A draft: saved whatever is wrong with it; the card says what is. */
export function TemplateDialog({ template, accounts, onClose }: Props) {
  const { t } = useTranslation()
  const components = template?.draft?.components ?? template?.components ?? []
  const form = useChecked(schema, {
    whatsappAccountId: accounts[0]?.id ?? '',
    name: template?.name ?? '',
    language: template?.language ?? 'en',
    category: (template?.draft?.category ?? template?.category ?? 'utility').toLowerCase(),
    ...partsOf(components),
  })
  const save = async (values: Values) => {
    try {
      const { whatsappAccountId, name, language, category, ...parts } = values
      const written = { category, components: withParts(components, parts) }
      if (template) {
        const path = { id: template.id }
        await good(api.PATCH('/api/templates/{id}', { params: { path }, body: written }))
      } else {
        const body = { whatsappAccountId, name, language, ...written }
        await good(api.POST('/api/templates', { body }))
      }
      await templatesChanged()
      said(t('The draft is saved'))
      onClose()
    } catch (error) {
      showProblem(form, error)
    }
  }
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      size="lg"
      title={template ? template.name : t('Draft a template')}
      footer={
        <Button isPending={form.formState.isSubmitting} onPress={() => form.handleSubmit(save)()}>
          {t('Save the draft')}
        </Button>
      }
    >
      <form noValidate className="flex flex-col gap-4 p-1" onSubmit={form.handleSubmit(save)}>
        {template ? null : (
          <>
            {accounts.length > 1 ? (
              <FormChoice
                control={form.control}
                name="whatsappAccountId"
                label={t('For the account of')}
                options={accounts.map((account) => ({
                  id: account.id,
                  label: account.name ?? account.phoneNumberId,
                }))}
              />
            ) : null}
            <div className="grid gap-4 sm:grid-cols-2">
              <FormField control={form.control} name="name" label={t('Name')} />
              <FormField
                control={form.control}
                name="language"
                label={t('Language')}
                description={t('As WhatsApp writes it: en, en_US, pt_BR')}
              />
            </div>
          </>
        )}
        <FormChoice
          control={form.control}
          name="category"
          label={t('Category')}
          options={[
            { id: 'utility', label: t('Utility: about an order, an appointment, an account') },
            { id: 'marketing', label: t('Marketing: offers and news') },
            { id: 'authentication', label: t('Authentication: one-time codes') },
          ]}
        />
        <FormField control={form.control} name="header" label={t('Heading')} />
        <FormArea control={form.control} name="body" label={t('Text')} rows={5} />
        <p className="text-muted text-xs">{t('Write {{1}}, {{2}} where something is filled in.', PLACES)}</p>
        <FormArea
          control={form.control}
          name="samples"
          label={t('Samples for what is filled in, one on each line')}
          rows={2}
        />
        <FormField control={form.control} name="footer" label={t('Last line')} />
        <FormArea
          control={form.control}
          name="replies"
          label={t('Quick replies, one on each line')}
          rows={2}
        />
        <FormProblem form={form} />
      </form>
    </Dialog>
  )
}

/** The places stay as they are written. */
const PLACES = { 1: '{{1}}', 2: '{{2}}' }
