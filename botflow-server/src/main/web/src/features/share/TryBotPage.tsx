import { Button } from '@heroui/react/button'
import { Input } from '@heroui/react/input'
import { Skeleton } from '@heroui/react/skeleton'
import { TextField } from '@heroui/react/textfield'
import { RotateCcw, SendHorizontal } from 'lucide-react'
import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, good, type Schemas } from '../../api/client'
import { reasonOf } from '../../ui/toasts'

type Conversation = Schemas['TestLinkRoutesTriedConversation']
type Message = Schemas['TestLinkRoutesTriedMessage']

/** The token stands behind the #, which no server sees. */
const tokenOfLink = () => window.location.hash.slice(1)

/** A bot to chat with, for whoever has the link; nothing of it is kept. */
export function TryBotPage() {
  const { t } = useTranslation()
  const [conversation, setConversation] = useState<Conversation | null>(null)
  const [why, setWhy] = useState<string | null>(null)
  const [waiting, setWaiting] = useState(false)
  const [written, setWritten] = useState('')
  const end = useRef<HTMLDivElement>(null)
  const begin = useCallback(async () => {
    setWhy(null)
    setConversation(null)
    try {
      setConversation(await good(api.POST('/api/test-links/begin', { body: { token: tokenOfLink() } })))
    } catch (error) {
      setWhy(reasonOf(error))
    }
  }, [])
  useEffect(() => void begin(), [begin])
  const said = conversation?.messages.length
  useEffect(() => {
    if (said) end.current?.scrollIntoView({ block: 'end' })
  }, [said])
  const say = async (what: { text: string } | { optionId: string }) => {
    if (!conversation) return
    setWaiting(true)
    setWhy(null)
    try {
      const body = { token: tokenOfLink(), conversation: conversation.conversation, ...what }
      const more = await good(api.POST('/api/test-links/say', { body }))
      setWritten('')
      setConversation({ ...more, messages: [...conversation.messages, ...more.messages] })
    } catch (error) {
      setWhy(reasonOf(error))
    } finally {
      setWaiting(false)
    }
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (written.trim() !== '') void say({ text: written.trim() })
  }
  return (
    <main className="mx-auto flex h-dvh max-w-xl flex-col bg-surface sm:border-border sm:border-x">
      <header className="flex items-center gap-3 border-border border-b px-4 py-3">
        <div className="min-w-0 flex-1">
          <h1 className="truncate font-semibold">
            <bdi>{conversation?.bot ?? t('Try a bot')}</bdi>
          </h1>
          <p className="text-muted text-xs">{t('A trial: nothing that you write is kept.')}</p>
        </div>
        <Button isIconOnly variant="ghost" aria-label={t('Restart')} onPress={() => void begin()}>
          <RotateCcw size={18} aria-hidden />
        </Button>
      </header>
      <div
        role="log"
        aria-label={t('Conversation')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
        tabIndex={0}
        className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto bg-background p-4"
      >
        {conversation || why ? null : <Skeleton className="h-16 w-2/3 rounded-2xl" />}
        {conversation?.messages.length === 0 ? (
          <p className="m-auto max-w-xs text-center text-muted text-sm">
            {t('Write as a customer would. “Hi” is a good beginning.')}
          </p>
        ) : null}
        {conversation?.messages.map((message, index) => (
          <Bubble
            key={`${index.toString()} ${message.text}`}
            message={message}
            isLast={index === conversation.messages.length - 1}
            onChoose={(optionId) => void say({ optionId })}
          />
        ))}
        {conversation?.ended ? (
          <p className="text-center text-muted text-xs">{t('The conversation has ended')}</p>
        ) : null}
        <div ref={end} />
      </div>
      {why ? (
        <p role="alert" className="px-4 py-2 text-danger-soft-foreground text-sm">
          {conversation ? why : t('This link leads nowhere any more. Ask for another one.')}
        </p>
      ) : null}
      <form className="flex gap-2 border-border border-t p-3" onSubmit={send}>
        <TextField className="flex-1" aria-label={t('Message')} value={written} onChange={setWritten}>
          <Input dir="auto" autoComplete="off" />
        </TextField>
        <Button
          type="submit"
          isIconOnly
          aria-label={t('Send')}
          isPending={waiting}
          isDisabled={!conversation || written.trim() === ''}
        >
          <SendHorizontal size={18} className="rtl:rotate-180" aria-hidden />
        </Button>
      </form>
    </main>
  )
}

interface BubbleProps {
  message: Message
  isLast: boolean
  onChoose: (optionId: string) => void
}

function Bubble({ message, isLast, onChoose }: BubbleProps) {
  return (
    <div className={`flex max-w-[85%] flex-col gap-1 ${message.inbound ? 'self-end' : 'self-start'}`}>
      <p
        dir="auto"
        className={`whitespace-pre-line break-words rounded-2xl px-3.5 py-2 text-sm ${message.inbound ? 'rounded-ee-sm bg-accent text-accent-foreground' : 'rounded-es-sm border border-border bg-surface'}`}
      >
        {message.text}
      </p>
      {message.inbound ? null : (
        <span className="flex flex-wrap gap-1">
          {message.options.map((option) => (
            <Button
              key={option.id}
              size="sm"
              variant="secondary"
              isDisabled={!isLast}
              onPress={() => onChoose(option.id)}
            >
              <bdi>{option.title}</bdi>
            </Button>
          ))}
        </span>
      )}
    </div>
  )
}
