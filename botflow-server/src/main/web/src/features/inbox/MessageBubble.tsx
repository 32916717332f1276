import { Button } from '@heroui/react/button'
import { Bot, CircleQuestionMark, CornerUpLeft, MapPin, RotateCcw, StickyNote, UserRound } from 'lucide-react'
import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, good } from '../../api/client'
import { failed } from '../../ui/toasts'
import { type Content, optionsOf } from './content'
import { ExplainDialog } from './ExplainDialog'
import { MediumView } from './MediumView'
import { type Message, showMessage } from './messages'
import { Ticks } from './Ticks'
import { hour } from './time'
import { Words } from './words'

interface Props {
  message: Message
  /** What it answers, where that is known. */
  answered: Message | undefined
  mayWrite: boolean
  onReply: (message: Message) => void
}

const LOOKS: Record<string, string> = {
  customer: 'self-start bg-surface border-border',
  bot: 'self-end bg-default border-transparent',
  person: 'self-end bg-accent-soft border-transparent',
  note: 'self-end bg-warning-soft border-warning border-dashed',
}

/** A message, or a note that the customer never sees. */
export const MessageBubble = memo(function MessageBubble({ message, answered, mayWrite, onReply }: Props) {
  const { t } = useTranslation()
  const { sentBy, delivery, author } = message
  const [explains, setExplains] = useState(false)
  const mayReply = mayWrite && sentBy !== 'note'
  return (
    <li
      id={`message-${message.id}`}
      data-sent-by={sentBy}
      className={`group relative flex w-fit max-w-[85%] flex-col gap-1 rounded-2xl border px-3.5 py-2 text-sm md:max-w-[70%] ${LOOKS[sentBy] ?? LOOKS.bot}`}
    >
      <Sender sentBy={sentBy} name={author?.name} />
      {answered ? (
        <a
          href={`#message-${answered.id}`}
          className="block truncate rounded-lg border-accent border-s-2 bg-background/60 px-2 py-1 text-muted text-xs"
        >
          <span dir="auto">{answered.text}</span>
        </a>
      ) : null}
      <Said message={message} />
      <p className="flex items-center justify-end gap-1.5 text-muted text-xs">
        <time dateTime={message.at}>{hour(message.at)}</time>
        {delivery ? <Ticks delivery={delivery} /> : null}
      </p>
      {delivery?.error ? <Failure message={message} mayWrite={mayWrite} /> : null}
      {message.reactions.length > 0 ? (
        <ul aria-label={t('Reactions')} className="absolute end-3 -bottom-3 flex gap-0.5">
          {message.reactions.map((reaction) => (
            <li key={reaction.sentBy} className="rounded-full border border-border bg-surface px-1.5 text-sm">
              {reaction.emoji}
            </li>
          ))}
        </ul>
      ) : null}
      <span
        className={`absolute top-1 flex gap-1 opacity-0 focus-within:opacity-100 group-hover:opacity-100 ${sentBy === 'customer' ? 'start-full ms-1' : 'end-full me-1'}`}
      >
        {mayReply ? (
          <Button
            isIconOnly
            size="sm"
            variant="tertiary"
            className="size-8"
            aria-label={t('Answer this message')}
            onPress={() => onReply(message)}
          >
            <CornerUpLeft size={14} className="rtl:-scale-x-100" aria-hidden />
          </Button>
        ) : null}
        {sentBy === 'bot' ? (
          <Button
            isIconOnly
            size="sm"
            variant="tertiary"
            className="size-8"
            aria-label={t('Why the bot said this')}
            onPress={() => setExplains(true)}
          >
            <CircleQuestionMark size={14} aria-hidden />
          </Button>
        ) : null}
      </span>
      {explains ? <ExplainDialog message={message} onClose={() => setExplains(false)} /> : null}
    </li>
  )
})

function Sender({ sentBy, name }: { sentBy: string; name: string | undefined }) {
  const { t } = useTranslation()
  if (sentBy === 'customer') return <span className="sr-only">{t('Customer')}</span>
  const Icon = sentBy === 'bot' ? Bot : sentBy === 'note' ? StickyNote : UserRound
  return (
    <p className="flex items-center gap-1.5 font-medium text-muted text-xs">
      <Icon size={12} aria-hidden />
      {sentBy === 'bot' ? t('Bot') : <bdi>{name ?? t('A person')}</bdi>}
      {sentBy === 'note' ? (
        <span className="font-normal">· {t('Note: the customer does not see it')}</span>
      ) : null}
    </p>
  )
}

function Said({ message }: { message: Message }) {
  const { t } = useTranslation()
  const content = message.content as Content
  const options = optionsOf(content)
  const { latitude, longitude } = content
  // What is shown as a picture need not be told in words.
  const words = message.media.length > 0 ? content.caption : message.text
  return (
    <>
      {content.kind === 'template' ? (
        <p className="text-muted text-xs">{t('Template {{name}}', { name: content.name })}</p>
      ) : null}
      {message.media.map((medium) => (
        <MediumView key={medium.id} medium={medium} />
      ))}
      {words ? <Words text={words} /> : null}
      {content.kind === 'location' && latitude !== undefined && longitude !== undefined ? (
        <a
          href={`https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`}
          target="_blank"
          rel="noopener noreferrer nofollow"
          className="flex items-center gap-1.5 underline"
        >
          <MapPin size={14} aria-hidden />
          {t('Show on a map')}
        </a>
      ) : null}
      {options.length > 0 ? (
        <ul aria-label={t('Options')} className="flex flex-wrap gap-1">
          {options.map((option, index) => (
            <li
              key={`${index} ${option}`}
              dir="auto"
              className="rounded-lg border border-border bg-surface px-2 py-0.5 text-xs"
            >
              {option}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}

function Failure({ message, mayWrite }: { message: Message; mayWrite: boolean }) {
  const { t } = useTranslation()
  const { delivery, conversationId, id } = message
  const again = async () => {
    const params = { path: { id: conversationId, messageId: id } }
    showMessage(await good(api.POST('/api/conversations/{id}/messages/{messageId}/retry', { params })))
  }
  return (
    <div className="flex flex-wrap items-center gap-2 border-danger border-t pt-1.5 text-danger-soft-foreground text-xs">
      <p>{delivery?.error?.text}</p>
      {mayWrite && delivery?.mayRetry ? (
        <Button size="sm" variant="danger-soft" onPress={() => again().catch(failed)}>
          <RotateCcw size={12} aria-hidden />
          {t('Send again')}
        </Button>
      ) : null}
    </div>
  )
}
