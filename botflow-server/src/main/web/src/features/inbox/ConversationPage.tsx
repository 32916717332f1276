import { Skeleton } from '@heroui/react/skeleton'
import { useParams } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../../api/client'
import { change } from './actions'
import { Composer } from './Composer'
import { type Conversation, useConversation } from './conversations'
import { useDraft } from './drafts'
import { join } from './live'
import type { Message } from './messages'
import { useMayWrite, useOwner } from './people'
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

function Open({ conversation, owner }: { conversation: Conversation; owner: string }) {
  const mayWrite = useMayWrite()
  const [draft, setDraft] = useDraft(owner, conversation.id)
  const [replyTo, setReplyTo] = useState<Message | null>(null)
  const [menu, setMenu] = useState<MenuName | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const { id, unread } = conversation

  useEffect(() => {
    // Seen by who has it before their eyes; whether the server heard of it matters to nobody here.
    if (mayWrite && unread > 0 && document.visibilityState === 'visible') {
      change(id, { unread: false }).catch(() => undefined)
    }
  }, [mayWrite, id, unread])

  return (
    <section aria-label={conversation.contact.name} className="flex min-h-0 flex-1 flex-col">
      <ThreadHeader conversation={conversation} mayWrite={mayWrite} menu={menu} onMenu={setMenu} />
      <Thread
        conversationId={id}
        mayWrite={mayWrite}
        onReply={(message) => {
          setReplyTo(message)
          setDraft({ kind: 'reply' })
          field.current?.focus()
        }}
        onEdit={(waiting) => setDraft({ text: waiting.text, kind: waiting.kind })}
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
  )
}
