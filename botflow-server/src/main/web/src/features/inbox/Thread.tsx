import { Button } from '@heroui/react/button'
import { Skeleton } from '@heroui/react/skeleton'
import { Fragment, memo, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type HandoffEvent, toldOf } from './handoffs'
import { MessageBubble } from './MessageBubble'
import { type Message, useMessages } from './messages'
import { useOutbox, type Waiting } from './outbox'
import { inOrder } from './threads'
import { day, hour } from './time'
import { WaitingBubble } from './WaitingBubble'

interface Props {
  conversationId: string
  handoffs: readonly HandoffEvent[]
  mayWrite: boolean
  onReply: (message: Message) => void
  onEdit: (waiting: Waiting) => void
}

/** As near to the end as this, one follows what is said. */
const NEAR_PX = 120

/** Everything that was said, the last at the end. */
export const Thread = memo(function Thread(props: Props) {
  const { conversationId, handoffs, mayWrite, onReply, onEdit } = props
  const { t } = useTranslation()
  const thread = useMessages(conversationId)
  const messages = useMemo(() => inOrder(thread.data), [thread.data])
  const byId = useMemo(() => new Map(messages.map((each) => [each.id, each])), [messages])
  const all = useOutbox(({ waiting }) => waiting)
  const waiting = all.filter((each) => each.conversationId === conversationId)
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLOListElement>(null)
  const follows = useRef(true)
  const heightBefore = useRef(0)
  const remarks = useMemo(
    () =>
      (thread.hasNextPage
        ? handoffs.filter((each) => each.at >= (messages[0]?.at ?? ''))
        : [...handoffs]
      ).reverse(),
    [handoffs, messages, thread.hasNextPage],
  )

  const firstId = messages[0]?.id
  const lastId = messages.at(-1)?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is new at either end moves the view
  useLayoutEffect(() => {
    const box = scroller.current
    if (!box) return
    if (follows.current) box.scrollTop = box.scrollHeight
    else if (heightBefore.current > 0) box.scrollTop += box.scrollHeight - heightBefore.current
    heightBefore.current = 0
  }, [firstId, lastId, waiting.length])
  useEffect(() => {
    const box = scroller.current
    if (!box) return
    const stay = new ResizeObserver(() => {
      if (follows.current) box.scrollTop = box.scrollHeight
    })
    stay.observe(box)
    // What is shown in it grows as well: a picture arrives, somebody takes over.
    if (content.current) stay.observe(content.current)
    return () => stay.disconnect()
  }, [])

  const older = () => {
    heightBefore.current = scroller.current?.scrollHeight ?? 0
    void thread.fetchNextPage()
  }
  return (
    <div
      ref={scroller}
      onScroll={({ currentTarget: box }) => {
        follows.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX
      }}
      className="min-h-0 flex-1 overflow-auto bg-canvas px-4 py-4"
      role="log"
      aria-label={t('Messages')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard
      tabIndex={0}
    >
      {thread.isPending ? <Skeleton className="h-32 rounded-xl" /> : null}
      {thread.hasNextPage ? (
        <div className="mb-3 text-center">
          <Button size="sm" variant="tertiary" isPending={thread.isFetchingNextPage} onPress={older}>
            {t('Earlier messages')}
          </Button>
        </div>
      ) : null}
      <ol ref={content} className="flex flex-col gap-3">
        {messages.map((message, index) => (
          <Fragment key={message.id}>
            {isNewDay(messages[index - 1], message) ? (
              <li className="self-center rounded-full bg-surface px-3 py-1 text-muted text-xs">
                {day(message.at)}
              </li>
            ) : null}
            <Remarks handoffs={remarks} after={messages[index - 1]?.at} until={message.at} />
            <MessageBubble
              message={message}
              answered={message.replyTo ? byId.get(message.replyTo) : undefined}
              mayWrite={mayWrite}
              onReply={onReply}
            />
          </Fragment>
        ))}
        <Remarks handoffs={remarks} after={messages.at(-1)?.at} until={null} />
        {waiting.map((each) => (
          <WaitingBubble key={each.id} waiting={each} onEdit={onEdit} />
        ))}
      </ol>
    </div>
  )
})

interface RemarksProps {
  handoffs: readonly HandoffEvent[]
  after: string | undefined
  /** Null at the end. */
  until: string | null
}

/** Who had the conversation, between two messages. */
function Remarks({ handoffs, after, until }: RemarksProps) {
  const from = after ? Date.parse(after) : Number.NEGATIVE_INFINITY
  const to = until ? Date.parse(until) : Number.POSITIVE_INFINITY
  return handoffs
    .filter(({ at }) => Date.parse(at) > from && Date.parse(at) <= to)
    .map((each) => (
      <li key={each.id} data-handoff={each.kind} className="self-center text-center text-muted text-xs">
        <bdi>{toldOf(each)}</bdi> · <time dateTime={each.at}>{hour(each.at)}</time>
      </li>
    ))
}

function isNewDay(before: Message | undefined, message: Message): boolean {
  return !before || new Date(before.at).toDateString() !== new Date(message.at).toDateString()
}
