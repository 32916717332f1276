import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { stepOf } from './edits'
import { kindOf } from './kinds'
import { useJump } from './navigate'
import { useEditor } from './store'

/** Everything that is wrong with the flow, errors first; each leads to its step. */
export function Problems() {
  const { t } = useTranslation()
  const problems = useEditor((editor) => editor.problems)
  const document = useEditor((editor) => editor.document)
  const jump = useJump()
  if (problems.length === 0) {
    return (
      <div className="flex flex-col items-center gap-2 py-10 text-center">
        <CircleCheck size={32} className="text-success-soft-foreground" aria-hidden />
        <p className="font-medium">{t('No problems')}</p>
        <p className="text-muted text-sm">{t('This flow can be published.')}</p>
      </div>
    )
  }
  const sorted = [...problems].sort((a, b) => a.severity.localeCompare(b.severity))
  return (
    <ul className="flex flex-col gap-1">
      {sorted.map((problem) => {
        const step = problem.nodeId ? stepOf(document, problem.nodeId) : undefined
        return (
          <li key={problem.code + problem.path + problem.message}>
            <button
              type="button"
              disabled={!step}
              onClick={() => step && jump(step.id)}
              className="flex w-full gap-2.5 rounded-xl px-2 py-2.5 text-start text-sm enabled:hover:bg-default"
            >
              {problem.severity === 'error' ? (
                <CircleAlert size={17} className="mt-0.5 shrink-0 text-danger" aria-label={t('Error')} />
              ) : (
                <TriangleAlert
                  size={17}
                  className="mt-0.5 shrink-0 text-warning-soft-foreground"
                  aria-label={t('Warning')}
                />
              )}
              <span className="min-w-0">
                {step ? (
                  <span dir="auto" className="block truncate font-medium">
                    {step.data.label || t(kindOf(step.type).title)}
                  </span>
                ) : null}
                <span className="block">{problem.message}</span>
                <span className="text-muted text-xs">{problem.code}</span>
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
