import { Button } from '@heroui/react/button'
import { Chip } from '@heroui/react/chip'
import { Input } from '@heroui/react/input'
import { Label } from '@heroui/react/label'
import { TextField } from '@heroui/react/textfield'
import { useMutation } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, good } from '../../api/client'
import { useLanguage } from '../../app/language'
import { Section } from '../../ui/Section'
import { reasonOf } from '../../ui/toasts'
import { ArticleDialog } from './ArticleDialog'

/** Asks the knowledge base as a bot does. */
export function TryPage() {
  const { t } = useTranslation()
  const percent = new Intl.NumberFormat(useLanguage(), { style: 'percent' })
  const [question, setQuestion] = useState('')
  const [open, setOpen] = useState<string | null>(null)
  const search = useMutation({
    mutationFn: () => good(api.POST('/api/knowledge-base/search', { body: { question: question.trim() } })),
  })
  return (
    <Section title={t('Try it out')} about={t('Ask as a customer would, and see what a bot finds.')}>
      <form
        className="flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          if (question.trim() !== '') search.mutate()
        }}
      >
        <TextField className="min-w-60 flex-1" value={question} onChange={setQuestion}>
          <Label>{t('Question')}</Label>
          <Input dir="auto" />
        </TextField>
        <Button type="submit" isPending={search.isPending} isDisabled={question.trim() === ''}>
          <Search size={18} aria-hidden />
          {t('Search')}
        </Button>
      </form>
      <div aria-live="polite" className="flex flex-col gap-3">
        {search.error ? (
          <p className="text-danger-soft-foreground text-sm">{reasonOf(search.error)}</p>
        ) : null}
        {search.data ? (
          <Chip variant="soft" color={search.data.answered ? 'success' : 'warning'} className="self-start">
            {search.data.answered
              ? t('A bot would answer with the first one')
              : t('A bot would not answer: nothing comes close enough')}
          </Chip>
        ) : null}
        <ol className="flex flex-col gap-3">
          {search.data?.passages.map((passage, index) => (
            <li
              key={`${passage.article} ${index.toString()}`}
              className="rounded-xl border border-border bg-default p-4"
            >
              <div className="flex items-center justify-between gap-3">
                <button
                  type="button"
                  dir="auto"
                  className="text-start font-medium text-sm hover:underline"
                  onClick={() => setOpen(passage.article)}
                >
                  {passage.title}
                </button>
                <span className="shrink-0 text-muted text-xs">{percent.format(passage.score)}</span>
              </div>
              <p dir="auto" className="mt-1 whitespace-pre-line break-words text-sm">
                {passage.text}
              </p>
            </li>
          ))}
        </ol>
      </div>
      {open ? <ArticleDialog article={{ id: open }} readOnly onClose={() => setOpen(null)} /> : null}
    </Section>
  )
}
