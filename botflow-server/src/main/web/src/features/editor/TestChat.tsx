import { Button } from '@heroui/react/button'
import { Tabs } from '@heroui/react/tabs'
import { Clock, Paperclip, Play, RotateCcw, SendHorizontal } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useJump } from './navigate'
import { begin, happen, leave, type Turn, useSimulation } from './simulation'
import { chosenSteps } from './store'

/** The bot in a telephone beside the canvas; what it knows and why it did what it did. */
export function TestChat({ botId }: { botId: string }) {
  const { t } = useTranslation()
  useEffect(() => {
    void begin(botId)
    return leave
  }, [botId])
  return (
    <Tabs className="flex h-full min-h-0 flex-col">
      <Tabs.ListContainer>
        <Tabs.List aria-label={t('Test chat')}>
          {[
            ['chat', t('Chat')],
            ['variables', t('Variables')],
            ['log', t('Log')],
          ].map(([id, label]) => (
            <Tabs.Tab key={id} id={id ?? ''}>
              {label}
              <Tabs.Indicator />
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs.ListContainer>
      <Tabs.Panel id="chat" className="flex min-h-0 flex-1 flex-col gap-2">
        <Tools botId={botId} />
        <Phone botId={botId} />
      </Tabs.Panel>
      <Tabs.Panel id="variables">
        <Variables />
      </Tabs.Panel>
      <Tabs.Panel id="log">
        <Log />
      </Tabs.Panel>
    </Tabs>
  )
}

function Tools({ botId }: { botId: string }) {
  const { t } = useTranslation()
  const atStep = () => {
    const [step] = chosenSteps()
    void begin(botId, step ?? null)
  }
  return (
    <div className="flex flex-wrap gap-1">
      <Button size="sm" variant="tertiary" onPress={() => void begin(botId)}>
        <RotateCcw size={14} aria-hidden />
        {t('Restart')}
      </Button>
      <Button size="sm" variant="tertiary" onPress={atStep}>
        <Play size={14} aria-hidden />
        {t('From the chosen step')}
      </Button>
      <Button size="sm" variant="tertiary" onPress={() => void happen(botId, { type: 'timeout' })}>
        <Clock size={14} aria-hidden />
        {t('Let the time run out')}
      </Button>
    </div>
  )
}

function Phone({ botId }: { botId: string }) {
  const { t } = useTranslation()
  const { turns, state, busy } = useSimulation()
  const [written, setWritten] = useState('')
  const end = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: new messages are what it scrolls to
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest' })
  }, [turns])
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (written.trim() === '') return
    void happen(botId, { type: 'text', text: written })
    setWritten('')
  }
  const last = turns.at(-1)
  return (
    <div className="phone flex min-h-80 flex-1 flex-col overflow-hidden rounded-[1.75rem] border-4 border-foreground/80">
      <div
        className="flex min-h-0 flex-1 flex-col gap-1.5 overflow-auto p-3"
        role="log"
        aria-label={t('Conversation')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard
        tabIndex={0}
      >
        {turns.length === 0 && !busy ? (
          <p className="m-auto max-w-52 text-center text-muted text-sm">
            {t('Write as a customer would. “Hi” is a good beginning.')}
          </p>
        ) : null}
        {turns.map((turn) => (
          <Messages key={turn.number} turn={turn} botId={botId} isLast={turn === last} />
        ))}
        {state && state.status === 'ended' ? <Remark text={t('The conversation has ended')} /> : null}
        {state && state.status === 'handed_off' ? <Remark text={t('A person has the conversation')} /> : null}
        <div ref={end} />
      </div>
      <form onSubmit={send} className="flex items-center gap-1.5 bg-surface p-2">
        <Button
          isIconOnly
          size="sm"
          variant="ghost"
          aria-label={t('Send a picture')}
          onPress={() => void happen(botId, { type: 'media', mediaKind: 'image' })}
        >
          <Paperclip size={16} aria-hidden />
        </Button>
        <input
          aria-label={t('Message')}
          dir="auto"
          value={written}
          onChange={(event) => setWritten(event.target.value)}
          placeholder={t('Message')}
          className="input input--primary min-w-0 flex-1"
        />
        <Button type="submit" isIconOnly size="sm" aria-label={t('Send')} isDisabled={busy}>
          <SendHorizontal size={16} className="rtl:rotate-180" aria-hidden />
        </Button>
      </form>
    </div>
  )
}

function Remark({ text }: { text: string }) {
  return <p className="my-1 self-center rounded-full bg-surface px-3 py-1 text-muted text-xs">{text}</p>
}

interface MessagesProps {
  turn: Turn
  botId: string
  isLast: boolean
}

function Messages({ turn, botId, isLast }: MessagesProps) {
  const jump = useJump()
  const busy = useSimulation((simulation) => simulation.busy)
  return turn.messages.map((message, index) => {
    const { nodeId } = message
    return (
      <div key={index} className={`bubble ${message.inbound ? 'is-inbound self-end' : 'self-start'}`}>
        <p dir="auto" className="whitespace-pre-wrap break-words">
          {message.text || message.kind}
        </p>
        {message.options.length > 0 ? (
          <div className="mt-1.5 flex flex-col gap-1">
            {message.options.map((option) => (
              <button
                key={option.id}
                type="button"
                disabled={!isLast || busy}
                onClick={() => void happen(botId, { type: 'choice', optionId: option.id })}
                className="min-h-9 rounded-lg border border-border bg-surface px-2 py-1 font-medium text-link text-sm enabled:hover:bg-default disabled:text-muted"
              >
                <span dir="auto">{option.title}</span>
                {option.description ? (
                  <span dir="auto" className="block font-normal text-muted text-xs">
                    {option.description}
                  </span>
                ) : null}
              </button>
            ))}
          </div>
        ) : null}
        {nodeId ? (
          <button
            type="button"
            onClick={() => jump(nodeId)}
            className="mt-1 block text-muted text-xs hover:underline"
          >
            {nodeId}
          </button>
        ) : null}
      </div>
    )
  })
}

function Variables() {
  const { t } = useTranslation()
  const state = useSimulation((simulation) => simulation.state)
  const rows = Object.entries((state?.variables ?? {}) as Record<string, unknown>)
  if (rows.length === 0)
    return <p className="py-6 text-center text-muted text-sm">{t('Nothing is filled yet.')}</p>
  return (
    <dl className="flex flex-col py-2 text-sm">
      {rows.map(([name, value]) => (
        <div key={name} className="flex justify-between gap-4 border-border border-b py-2">
          <dt className="font-mono text-muted">{name}</dt>
          <dd dir="auto" className="break-all text-end">
            {typeof value === 'string' ? value : JSON.stringify(value)}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Log() {
  const { t } = useTranslation()
  const turns = useSimulation((simulation) => simulation.turns)
  const events = turns.flatMap((turn) =>
    turn.log.map((event, index) => ({ ...event, key: `${turn.number}-${index}` })),
  )
  if (events.length === 0)
    return <p className="py-6 text-center text-muted text-sm">{t('Nothing has happened yet.')}</p>
  return (
    <ol className="flex flex-col gap-1 py-2 text-sm">
      {events.map((event) => (
        <li key={event.key} className="border-border border-b py-1.5">
          {event.text}
        </li>
      ))}
    </ol>
  )
}
