import { Button } from '@heroui/react/button'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, good, type Schemas } from '../../api/client'
import { includes, useRole } from '../../app/role'
import { Section } from '../../ui/Section'
import { useNumbers, useTimes } from '../../ui/times'
import { failed } from '../../ui/toasts'
import { ArticleDialog } from './ArticleDialog'
import { knowledgeChanged, useUnanswered } from './queries'

type Question = Schemas['UnansweredQuestion']

const done = (question: Question) =>
  good(api.DELETE('/api/knowledge-base/unanswered/{id}', { params: { path: { id: question.id } } }))

/**
 * What customers asked and nothing answered; each becomes an article with a few words.
 *
 * @param most so many at most, with a way to all of them; all that were read where it is left out
 */
export function QuestionList({ most }: { most?: number }) {
  const { t } = useTranslation()
  const { all } = useUnanswered()
  const mayWrite = includes(useRole(), 'admin')
  const { at } = useTimes()
  const number = useNumbers()
  const [answering, setAnswering] = useState<Question | null>(null)
  const dismiss = async (question: Question) => {
    await done(question)
    await knowledgeChanged()
  }
  if (all.length === 0) return null
  return (
    <Section
      title={t('Unanswered questions')}
      about={t('Those that were asked last come first. Answer one, and bots know it from then on.')}
      actions={
        most !== undefined && all.length > most ? (
          <Link to="/knowledge/unanswered" className="text-link text-sm underline">
            {t('All of them')}
          </Link>
        ) : undefined
      }
    >
      <ul className="flex flex-col">
        {all.slice(0, most).map((question) => (
          <li
            key={question.id}
            className="flex flex-wrap items-center gap-3 border-border border-b py-3 first:pt-0 last:border-b-0 last:pb-0"
          >
            <div className="min-w-0 flex-1 basis-60">
              <p dir="auto" className="break-words font-medium text-sm">
                {question.question}
              </p>
              <p className="text-muted text-xs">
                {t('Asked {{number}} times, last {{when}}', {
                  number: number(question.times),
                  when: at(question.lastAt),
                })}
                {question.nearest ? (
                  <>
                    {' · '}
                    {t('nearest: {{title}}', { title: question.nearest })}
                  </>
                ) : null}
              </p>
            </div>
            {mayWrite ? (
              <span className="flex gap-2">
                <Button size="sm" onPress={() => setAnswering(question)}>
                  <Plus size={16} aria-hidden />
                  {t('Add to knowledge base')}
                </Button>
                <Button size="sm" variant="tertiary" onPress={() => void dismiss(question).catch(failed)}>
                  {t('Dismiss')}
                </Button>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      {answering ? (
        <ArticleDialog
          article={null}
          title={answering.question}
          onClose={() => setAnswering(null)}
          onWritten={() => done(answering)}
        />
      ) : null}
    </Section>
  )
}
