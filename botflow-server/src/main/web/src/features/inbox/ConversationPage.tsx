import { Skeleton } from '@heroui/react/skeleton'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../../api/client'
import { failed } from '../../ui/toasts'
import { change, resolve, takeOver } from './actions'
import { Composer } from './Composer'
import { CustomerPanel } from './CustomerPanel'
import { type Conversation, shownIds, useConversation } from './conversations'
import { useDraft } from './drafts'
import { useHandoffs } from './handoffs'
import { KeySheet } from './KeySheet'
import { join } from './live'
import type { Message } from './messages'
import { nameOf } from './names'
import type { Waiting } from './outbox'
import { useMayWrite, useOwner } from './people'
import { filterOf } from './search'
import { useKeys } from './shortcuts'
import { Thread } from './Thread'
import { ThreadHeader } from './ThreadHeader'
import type { MenuName } from './ThreadMenus'
import { Writing } from './Writing'

/** The conversation that the address names. */
export function ConversationPage() {
  const { t } = useTranslation()
  const { conversationId } = useParams({ from: '/inside/inbox/$conversationId' })
  const owner = useOwner()
  const conversation = useConversation(conversationId)
  useEffect(() => join(conversationId), [conversationId])
  if (conversation.isError) {
    const unknown = conversation.error instanceof Problem && conversation.error.status === 404
    return (
      <p role="alert" className="m-auto p-6 text-center">
        {unknown ? t('There is no such conversation.') : t('The conversation could not be read.')}
      </p>
    )
  }
  if (!conversation.data || !owner) return <Skeleton className="m-4 h-40 rounded-xl" />
  return <Open key={conversationId} conversation={conversation.data} owner={owner} />
}

const NONE: never[] = []
/** From here on there is room for the customer beside the messages. */
const WIDE = '(min-width: 1280px)'

/** Goes to the conversation so many places further in the list. */
function useNeighbours(id: string) {
  const navigate = useNavigate()
  const search = useSearch({ from: '/inside/inbox' })
  return (step: number) => {
    // Read when it is asked for: the list changes much more often than anybody goes through it.
    const ids = shownIds(filterOf(search))
    const next = ids[ids.indexOf(id) + step]
    if (next) {
      void navigate({ to: '/inbox/$conversationId', params: { conversationId: next }, search })
    }
  }
}

function Open({ conversation, owner }: { conversation: Conversation; owner: string }) {
  const mayWrite = useMayWrite()
  const [draft, setDraft] = useDraft(owner, conversation.id)
  const [replyTo, setReplyTo] = useState<Message | null>(null)
  const [menu, setMenu] = useState<MenuName | null>(null)
  const [isGiving, setGiving] = useState(false)
  const [hasPanel, setPanel] = useState(() => window.matchMedia(WIDE).matches)
  const [hasKeys, setKeys] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const goTo = useNeighbours(conversation.id)
  const { id, unread, owner: whose, status, assignee } = conversation
  const handoffs = useHandoffs(id, `${whose} ${status} ${assignee?.id}`).data ?? NONE

  useEffect(() => {
    // Seen by who has it before their eyes; whether the server heard of it matters to nobody here.
    if (mayWrite && unread > 0 && document.visibilityState === 'visible') {
      change(id, { unread: false }).catch(() => undefined)
    }
  }, [mayWrite, id, unread])

  // Each message shows these: they are the same as long as nothing else is.
  const answer = useCallback(
    (message: Message) => {
      setReplyTo(message)
      setDraft({ kind: 'reply' })
      field.current?.focus()
    },
    [setDraft],
  )
  const writeOn = useCallback(
    (waiting: Waiting) => setDraft({ text: waiting.text, kind: waiting.kind }),
    [setDraft],
  )
  const write = (kind: 'reply' | 'note') => () => {
    setDraft({ kind })
    // Where the window is closed the field only comes with the note.
    if (field.current) field.current.focus()
    else setTimeout(() => field.current?.focus())
  }
  const menuKey = (name: MenuName) => () => setMenu(name)
  useKeys({
    KeyJ: () => goTo(1),
    KeyK: () => goTo(-1),
    KeyO: () => setPanel((before) => !before),
    '?': () => setKeys(true),
    ...(mayWrite
      ? {
          KeyE: () => void resolve(id).catch(failed),
          'Ctrl KeyE': () => {
            goTo(1)
            resolve(id).catch(failed)
          },
          KeyL: write('reply'),
          KeyP: write('note'),
          KeyT: () => (whose === 'bot' ? void takeOver(id).catch(failed) : setGiving(true)),
          KeyA: menuKey('assign'),
          KeyB: menuKey('labels'),
          KeyM: menuKey('snooze'),
        }
      : {}),
  })
  return (
    <div className="flex min-h-0 flex-1">
      <section aria-label={nameOf(conversation.contact)} className="flex min-h-0 min-w-0 flex-1 flex-col">
        <ThreadHeader
          conversation={conversation}
          mayWrite={mayWrite}
          menu={menu}
          onMenu={setMenu}
          isGiving={isGiving}
          onGiving={setGiving}
          onPanel={() => setPanel((before) => !before)}
          onKeys={() => setKeys(true)}
        />
        <Thread
          conversationId={id}
          handoffs={handoffs}
          mayWrite={mayWrite}
          onReply={answer}
          onEdit={writeOn}
        />
        <Writing conversationId={id} />
        {mayWrite ? (
          <Composer
            conversation={conversation}
            draft={draft}
            onDraft={setDraft}
            replyTo={replyTo}
            onReplyTo={setReplyTo}
            field={field}
          />
        ) : null}
      </section>
      {hasPanel ? <CustomerPanel conversation={conversation} onClose={() => setPanel(false)} /> : null}
      <KeySheet isOpen={hasKeys} onOpenChange={setKeys} />
    </div>
  )
}
