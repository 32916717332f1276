import { Button } from '@heroui/react/button'
import { Skeleton } from '@heroui/react/skeleton'
import { useNavigate } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { Inbox } from 'lucide-react'
import { type MouseEvent, memo, useCallback, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../app/me'
import { ConversationRow } from './ConversationRow'
import type { Conversation } from './conversations'
import { hasDraft } from './drafts'

interface Props {
  isPending: boolean
  isError: boolean
  isFetching: boolean
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => unknown
  refetch: () => unknown
  rows: Conversation[]
  openId: string | undefined
  owner: string
  chosen: ReadonlySet<string>
  onChoose: ((id: string, chosen: boolean) => void) | null
}

const ROW_PX = 92
const AHEAD = 4

/** The list; only what is in sight is drawn. */
export const ConversationList = memo(function ConversationList(props: Props) {
  const { rows, openId, owner, chosen, onChoose } = props
  const { isPending, isError, isFetching, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = props
  const { t } = useTranslation()
  const me = useMe().data?.id
  const navigate = useNavigate()
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => rows[index]?.id ?? index,
    estimateSize: () => ROW_PX,
    overscan: AHEAD,
  })
  const shown = virtual.getVirtualItems()
  const lastShown = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && lastShown >= rows.length - AHEAD) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, lastShown, rows.length])

  const open = useCallback(
    (event: MouseEvent, conversationId: string) => {
      // Another tab or window is the browser's business.
      if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      event.preventDefault()
      void navigate({
        to: '/inbox/$conversationId',
        params: { conversationId },
        search: (before) => before as never,
      })
    },
    [navigate],
  )

  const openIndex = rows.findIndex((row) => row.id === openId)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another conversation moves the list
  useEffect(() => {
    if (openIndex >= 0) virtual.scrollToIndex(openIndex, { align: 'auto' })
  }, [openId])

  if (isPending) return <Skeleton className="m-3 h-60 rounded-xl" />
  if (isError) {
    return (
      <div role="alert" className="flex flex-col items-center gap-3 p-8 text-center text-sm">
        <p>{t('The conversations could not be read.')}</p>
        <Button size="sm" variant="secondary" onPress={() => void refetch()}>
          {t('Try again')}
        </Button>
      </div>
    )
  }
  if (rows.length === 0 && !isFetching) {
    return (
      <div className="flex flex-col items-center gap-2 px-6 py-14 text-center">
        <Inbox size={28} className="text-muted" aria-hidden />
        <p className="font-medium">{t('Nothing here')}</p>
        <p className="text-muted text-sm">{t('Conversations that fit appear here by themselves.')}</p>
      </div>
    )
  }
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-auto" data-conversations>
      <ul
        aria-label={t('Conversations')}
        className="relative"
        style={{ height: virtual.getTotalSize() }}
        aria-busy={isFetching}
      >
        {shown.map((item) => {
          const conversation = rows[item.index]
          return conversation ? (
            <li
              key={item.key}
              aria-setsize={rows.length}
              aria-posinset={item.index + 1}
              className="absolute inset-x-0 top-0"
              style={{ height: item.size, transform: `translateY(${item.start}px)` }}
            >
              <ConversationRow
                conversation={conversation}
                me={me}
                isOpen={conversation.id === openId}
                isWritten={hasDraft(owner, conversation.id)}
                isChosen={chosen.has(conversation.id)}
                onOpen={open}
                onChoose={onChoose}
              />
            </li>
          ) : null
        })}
      </ul>
    </div>
  )
})
