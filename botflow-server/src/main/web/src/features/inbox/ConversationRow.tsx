import { type MouseEvent, memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from './conversations'
import { initials, nameOf } from './names'
import { OwnerBadge, WindowLeft } from './OwnerBadge'
import { shortTime, useNow } from './time'

interface Props {
  conversation: Conversation
  /** The id of who looks. */
  me: string | undefined
  isOpen: boolean
  /** Whether something is written to it that has not gone. */
  isWritten: boolean
  isChosen: boolean
  /** Rows come and go by the dozen: each has an address, and none a link that watches the router. */
  onOpen: (event: MouseEvent, id: string) => void
  onChoose: ((id: string, chosen: boolean) => void) | null
}

/** A conversation in the list: who, what was said last, who answers, how long there is. */
export const ConversationRow = memo(function ConversationRow(props: Props) {
  const { conversation, me, isOpen, isWritten, isChosen, onOpen, onChoose } = props
  const { t } = useTranslation()
  const now = useNow()
  const { contact, lastMessage, unread, labels } = conversation
  const name = nameOf(contact)
  return (
    <div
      className={`group relative flex h-full gap-3 border-border border-b px-3 py-2.5 ${isOpen ? 'bg-accent-soft' : 'hover:bg-default'}`}
    >
      <span className="relative size-10 shrink-0">
        <span
          aria-hidden
          className={`grid size-10 place-items-center rounded-full bg-default font-semibold text-muted text-xs ${onChoose ? (isChosen ? 'invisible' : 'group-hover:invisible group-focus-within:invisible') : ''}`}
        >
          {initials(name)}
        </span>
        {onChoose ? (
          <input
            type="checkbox"
            checked={isChosen}
            onChange={(event) => onChoose(conversation.id, event.target.checked)}
            aria-label={t('Choose {{name}}', { name })}
            className={`absolute inset-0 z-10 m-auto size-6 accent-accent ${isChosen ? '' : 'opacity-0 focus-visible:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100'}`}
          />
        ) : null}
      </span>
      <div className="flex min-w-0 flex-1 flex-col justify-center gap-1">
        <p className="flex items-baseline gap-2">
          <a
            href={`/inbox/${conversation.id}${window.location.search}`}
            onClick={(event) => onOpen(event, conversation.id)}
            aria-current={isOpen ? 'true' : undefined}
            className={`min-w-0 flex-1 truncate text-sm outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:-outline-offset-2 ${unread > 0 ? 'font-semibold' : 'font-medium'}`}
          >
            <bdi>{name}</bdi>
          </a>
          <time dateTime={conversation.lastActivityAt} className="shrink-0 text-muted text-xs">
            {shortTime(conversation.lastActivityAt, now)}
          </time>
        </p>
        <p className="flex items-center gap-2">
          <span
            dir="auto"
            className={`min-w-0 flex-1 truncate text-sm [text-align:match-parent] [text-align:-webkit-match-parent] ${unread > 0 ? 'text-foreground' : 'text-muted'}`}
          >
            {isWritten ? <em className="text-danger-soft-foreground">{t('Draft')}: </em> : null}
            {lastMessage ? lastMessage.text : t('No message yet')}
          </span>
          {unread > 0 ? (
            <span className="grid h-5 min-w-5 shrink-0 place-items-center rounded-full bg-accent px-1.5 font-semibold text-accent-foreground text-xs">
              <span aria-hidden>{unread > 99 ? '99+' : unread}</span>
              <span className="sr-only">{t('{{count}} unread', { count: unread })}</span>
            </span>
          ) : null}
        </p>
        <p className="flex min-w-0 items-center gap-2">
          <OwnerBadge conversation={conversation} me={me} />
          {labels.slice(0, 3).map((label) => (
            <span key={label.id} className="flex min-w-0 items-center gap-1 text-muted text-xs">
              <span
                aria-hidden
                className="size-2 shrink-0 rounded-full"
                style={{ background: label.color }}
              />
              <span dir="auto" className="truncate">
                {label.name}
              </span>
            </span>
          ))}
          <span className="ms-auto shrink-0">
            <WindowLeft conversation={conversation} />
          </span>
        </p>
      </div>
    </div>
  )
})
