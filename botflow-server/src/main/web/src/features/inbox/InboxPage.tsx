import { Outlet, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../app/me'
import { BulkBar } from './BulkBar'
import { ConversationList } from './ConversationList'
import { useConversations } from './conversations'
import { happenings } from './happenings'
import { ListHeader } from './ListHeader'
import { listen, useLine } from './live'
import { NoConversation } from './NoConversation'
import { openOutbox, useOutbox } from './outbox'
import { useMayWrite, useOwner } from './people'
import { type Filter, filterOf, type InboxSearch } from './search'
import { useShowList } from './useShowList'

/** Conversations at the left, the open one at the right; on phones one of the two. */
export function InboxPage() {
  const { t } = useTranslation()
  const me = useMe().data
  const owner = useOwner()
  const mayWrite = useMayWrite()
  const showList = useShowList()
  const search = useSearch({ from: '/inside/inbox' })
  const { conversationId } = useParams({ strict: false })
  const filter: Filter = useMemo(() => filterOf(search), [search])
  const list = useConversations(filter)
  // Drawn in between what the person does: hundreds of changes a second hold nothing up.
  const data = useDeferredValue(list.data)
  const rows = useMemo(() => data?.pages.flatMap((page) => page.data) ?? [], [data])
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())

  const id = me?.id
  const organization = me?.organization
  useEffect(() => (id && organization ? listen(happenings(id)) : undefined), [id, organization])
  useEffect(() => {
    if (owner) openOutbox(owner)
  }, [owner])

  const change = useCallback(
    (part: Partial<InboxSearch>) => showList((before) => ({ ...before, ...part }), true),
    [showList],
  )
  const choose = useCallback(
    (one: string, isChosen: boolean) =>
      setChosen((before) => {
        const next = new Set(before)
        if (isChosen) next.add(one)
        else next.delete(one)
        return next
      }),
    [],
  )
  if (!owner) return null
  return (
    <div className="flex h-full min-h-0 flex-col">
      <h1 className="sr-only">{t('Inbox')}</h1>
      <NoConnection />
      <div className="flex min-h-0 flex-1">
        <section
          aria-label={t('Conversations')}
          className={`min-h-0 w-full flex-col border-border bg-surface md:flex md:w-88 md:shrink-0 md:border-e ${conversationId ? 'hidden' : 'flex'}`}
        >
          <ListHeader filter={filter} mayWrite={mayWrite} onChange={change} />
          {chosen.size > 0 ? <BulkBar ids={[...chosen]} onDone={() => setChosen(new Set())} /> : null}
          <ConversationList
            isPending={list.isPending}
            isError={list.isError}
            isFetching={list.isFetching}
            hasNextPage={list.hasNextPage}
            isFetchingNextPage={list.isFetchingNextPage}
            fetchNextPage={list.fetchNextPage}
            refetch={list.refetch}
            rows={rows}
            openId={conversationId}
            owner={owner}
            chosen={chosen}
            onChoose={mayWrite ? choose : null}
          />
        </section>
        <div className={`min-h-0 min-w-0 flex-1 flex-col md:flex ${conversationId ? 'flex' : 'hidden'}`}>
          {conversationId ? <Outlet /> : <NoConversation />}
        </div>
      </div>
    </div>
  )
}

/** Nothing is lost meanwhile, and the person knows. */
function NoConnection() {
  const { t } = useTranslation()
  const state = useLine((line) => line.state)
  const count = useOutbox(({ waiting }) => waiting.filter((each) => each.why === undefined).length)
  return (
    <div role="status">
      {state === 'off' ? (
        <p className="bg-warning-soft px-4 py-2 text-center text-sm text-warning-soft-foreground">
          {t('No connection. What you write is kept, and goes when it is back.')}{' '}
          {count > 0 ? t('{{count}} to be sent', { count }) : null}
        </p>
      ) : null}
    </div>
  )
}
