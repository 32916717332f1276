import { Button } from '@heroui/react/button'
import { Skeleton } from '@heroui/react/skeleton'
import { useVirtualizer } from '@tanstack/react-virtual'
import { Inbox } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ConversationRow } from './ConversationRow'
import type { Conversation, useConversations } from './conversations'
import { hasDraft } from './drafts'

interface Props {
  list: ReturnType<typeof useConversations>
  rows: Conversation[]
  openId: string | undefined
  owner: string
  chosen: ReadonlySet<string>
  onChoose: ((id: string, chosen: boolean) => void) | null
}

const ROW_PX = 92
const AHEAD = 8

/** The list; only what is in sight is drawn. */
export function ConversationList({ list, rows, openId, owner, chosen, onChoose }: Props) {
  const { t } = useTranslation()
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
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && lastShown >= rows.length - AHEAD) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, lastShown, rows.length])

  const openIndex = rows.findIndex((row) => row.id === openId)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another conversation moves the list
  useEffect(() => {
    if (openIndex >= 0) virtual.scrollToIndex(openIndex, { align: 'auto' })
  }, [openId])

  if (list.isPending) return <Skeleton className="m-3 h-60 rounded-xl" />
  if (list.isError) {
    return (
      <div role="alert" className="flex flex-col items-center gap-3 p-8 text-center text-sm">
        <p>{t('The conversations could not be read.')}</p>
        <Button size="sm" variant="secondary" onPress={() => void list.refetch()}>
          {t('Try again')}
        </Button>
      </div>
    )
  }
  if (rows.length === 0 && !list.isFetching) {
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
        aria-busy={list.isFetching}
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
                isOpen={conversation.id === openId}
                isWritten={hasDraft(owner, conversation.id)}
                isChosen={chosen.has(conversation.id)}
                onChoose={onChoose}
              />
            </li>
          ) : null
        })}
      </ul>
    </div>
  )
}
