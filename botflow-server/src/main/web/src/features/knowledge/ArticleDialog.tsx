import { Button } from '@heroui/react/button'
import { Skeleton } from '@heroui/react/skeleton'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, good, tagged } from '../../api/client'
import { Dialog } from '../../ui/Dialog'
import { FormArea } from '../../ui/FormArea'
import { FormField } from '../../ui/FormField'
import { FormProblem } from '../../ui/FormProblem'
import { showProblem, something, useChecked, z } from '../../ui/forms'
import { reasonOf, said } from '../../ui/toasts'
import { type Article, knowledgeChanged } from './queries'

const schema = z.object({ title: something, text: something, language: z.string(), category: z.string() })
type Values = z.infer<typeof schema>

interface Props {
  /** Null for a new one. */
  article: Pick<Article, 'id'> | null
  /** What a new one begins with. */
  title?: string
  readOnly?: boolean
  onClose: () => void
  onWritten?: () => Promise<unknown>
}

/** An article, to be read and written. */
export function ArticleDialog({ article, title = '', readOnly = false, onClose, onWritten }: Props) {
  const { t } = useTranslation()
  const shown = useQuery({
    queryKey: ['knowledge', 'article', article?.id],
    enabled: article !== null,
    gcTime: 0,
    queryFn: () =>
      tagged(api.GET('/api/knowledge-base/{id}', { params: { path: { id: article?.id ?? '' } } })),
  })
  if (article === null) {
    const values = { title, text: '', language: '', category: '' }
    return <ArticleForm id={null} tag={null} {...{ values, readOnly, onClose, onWritten }} />
  }
  if (!shown.data) {
    return (
      <Dialog isOpen onOpenChange={onClose} title={t('Article')}>
        {shown.error ? <p role="alert">{reasonOf(shown.error)}</p> : <Skeleton className="h-40 rounded-xl" />}
      </Dialog>
    )
  }
  const { data, tag } = shown.data
  const values = {
    title: data.title,
    text: data.text ?? '',
    language: data.language ?? '',
    category: data.category ?? '',
  }
  return <ArticleForm id={data.id} tag={tag} {...{ values, readOnly, onClose, onWritten }} />
}

interface FormProps {
  id: string | null
  tag: string | null
  values: Values
  readOnly: boolean
  onClose: () => void
  onWritten?: () => Promise<unknown>
}

function ArticleForm({ id, tag, values, readOnly, onClose, onWritten }: FormProps) {
  const { t } = useTranslation()
  const form = useChecked(schema, values)
  const save = async (written: Values) => {
    try {
      if (id === null) {
        const { language, category, ...rest } = written
        const labels = { ...(language ? { language } : {}), ...(category ? { category } : {}) }
        await good(api.POST('/api/knowledge-base', { body: { ...rest, ...labels } }))
      } else {
        const headers = tag ? { 'If-Match': tag } : {}
        await good(
          api.PATCH('/api/knowledge-base/{id}', { params: { path: { id } }, headers, body: written }),
        )
      }
      await onWritten?.()
      await knowledgeChanged()
      said(t('Saved'))
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
      title={id === null ? t('Write an article') : t('Article')}
      footer={
        readOnly ? undefined : (
          <Button isPending={form.formState.isSubmitting} onPress={() => form.handleSubmit(save)()}>
            {t('Save')}
          </Button>
        )
      }
    >
      <form noValidate className="flex flex-col gap-4 p-1" onSubmit={form.handleSubmit(save)}>
        <FormField
          control={form.control}
          name="title"
          label={t('Title')}
          description={t('For a question that customers ask: the question itself')}
        />
        <FormArea control={form.control} name="text" label={t('Text')} />
        <div className="grid gap-4 sm:grid-cols-2">
          <FormField
            control={form.control}
            name="category"
            label={t('Category')}
            description={t('Steps of a flow can search one category alone')}
          />
          <FormField
            control={form.control}
            name="language"
            label={t('Language')}
            description={t('Such as: en, pt-BR')}
          />
        </div>
        <FormProblem form={form} />
      </form>
    </Dialog>
  )
}
