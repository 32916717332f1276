import { Skeleton } from '@heroui/react/skeleton'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, good } from '../../api/client'
import { Dialog } from '../../ui/Dialog'
import { reasonOf } from '../../ui/toasts'
import { type TurnEvent, wordsOf } from './explain'
import { nameOfStep, useSteps } from './handoffs'
import type { Message } from './messages'

interface Props {
  message: Message
  onClose: () => void
}

/** Why the bot said it: what happened in its turn, step by step. */
export function ExplainDialog({ message, onClose }: Props) {
  const { t } = useTranslation()
  const { conversationId, id } = message
  const params = { path: { id: conversationId, messageId: id } }
  const why = useQuery({
    queryKey: ['explanation', id],
    queryFn: () => good(api.GET('/api/conversations/{id}/messages/{messageId}/explanation', { params })),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const steps = useSteps(conversationId).data ?? []
  const nameOf = (node: string) => {
    const step = steps.find((each) => each.id === node)
    return step ? nameOfStep(step) : node
  }
  const events = Array.isArray(why.data?.events) ? (why.data.events as TurnEvent[]) : []
  const lines = events.map((event) => wordsOf(event, nameOf)).filter((line) => line !== null)
  return (
    <Dialog isOpen onOpenChange={onClose} title={t('Why the bot said this')}>
      {why.isPending ? <Skeleton className="h-24 rounded-xl" /> : null}
      {why.isError ? <p role="alert">{reasonOf(why.error)}</p> : null}
      <ol className="flex list-decimal flex-col gap-1.5 ps-6 text-sm">
        {lines.map((line, index) => (
          <li key={`${index} ${line}`} className="[overflow-wrap:anywhere]">
            <bdi>{line}</bdi>
          </li>
        ))}
      </ol>
    </Dialog>
  )
}
