import { CircleCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../ui/Page'
import { Rest } from '../../ui/Rest'
import { QuestionList } from './QuestionList'
import { useUnanswered } from './queries'

/** What customers asked and nothing answered. */
export function UnansweredPage() {
  const { t } = useTranslation()
  const questions = useUnanswered()
  return (
    <>
      {questions.isSuccess && questions.all.length === 0 ? (
        <Empty
          icon={CircleCheck}
          title={t('Every question was answered')}
          about={t(
            'What customers ask and no article answers comes here, so that you can answer it once for all.',
          )}
        />
      ) : (
        <QuestionList />
      )}
      <Rest list={questions} />
    </>
  )
}
