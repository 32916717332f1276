import { Button } from '@heroui/react/button'
import { useTranslation } from 'react-i18next'
import { api, good } from '../../api/client'
import { text } from '../../app/language'
import { Dialog } from '../../ui/Dialog'
import { FormField } from '../../ui/FormField'
import { FormProblem } from '../../ui/FormProblem'
import { showProblem, useChecked, z } from '../../ui/forms'
import { said } from '../../ui/toasts'
import { knowledgeChanged } from './queries'

const schema = z.object({
  address: z
    .string()
    .trim()
    .regex(/^https?:\/\/[^\s/]+/, text('Please write an address, such as https://example.org')),
  category: z.string(),
})

interface Props {
  isOpen: boolean
  onOpenChange: (open: boolean) => void
}

/** Lets a website be read. */
export function WebsiteDialog({ isOpen, onOpenChange }: Props) {
  const { t } = useTranslation()
  const form = useChecked(schema, { address: '', category: '' })
  const add = async ({ address, category }: z.infer<typeof schema>) => {
    try {
      const body = { address, ...(category.trim() ? { category: category.trim() } : {}) }
      await good(api.POST('/api/knowledge-base/sources/website', { body }))
      await knowledgeChanged()
      said(t('“{{name}}” is being read', { name: address }))
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
      title={t('Read a website')}
      footer={
        <Button isPending={form.formState.isSubmitting} onPress={() => form.handleSubmit(add)()}>
          {t('Read it')}
        </Button>
      }
    >
      <form noValidate className="flex flex-col gap-4 p-1" onSubmit={form.handleSubmit(add)}>
        <FormField
          control={form.control}
          name="address"
          label={t('Address')}
          description={t('Its robots.txt is respected; pages are read one after the other.')}
        />
        <FormField control={form.control} name="category" label={t('Category')} />
        <FormProblem form={form} />
      </form>
    </Dialog>
  )
}
