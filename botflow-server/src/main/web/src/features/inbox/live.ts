import { create } from 'zustand'
import { renewToken, useSession } from '../../app/session'
import type { Conversation } from './conversations'
import type { Delivery, Message } from './messages'

/** What the server tells open pages; docs/api.md, "Live". */
export interface Live {
  message(message: Message): void
  delivery(conversation: string, message: string, delivery: Delivery): void
  /** Several at once: there may be hundreds a second. */
  conversations(conversations: Conversation[]): void
  typing(conversation: string, person: string, typing: boolean): void
  presence(people: string[]): void
  joined(conversation: string): void
  /** Something may have been missed: everything is to be read anew. */
  reload(): void
}

type Data = Record<string, never>

interface Line {
  /** Whether what happens arrives here. */
  state: 'connecting' | 'on' | 'off'
}

export const useLine = create<Line>(() => ({ state: 'connecting' }))

/** Changes of conversations are shown together, this often: faster than anybody reads. */
const TOGETHER_MS = 200
/** Where there are so many at once that nobody could follow, a little less often. */
const MANY = 20
const MANY_TOGETHER_MS = 1_000
const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 15_000
const NOT_A_MEMBER = 4403
const NO_GOOD_TOKEN = 4401

let socket: WebSocket | null = null
let last: number | null = null
let waits = FIRST_WAIT_MS
let timer: ReturnType<typeof setTimeout> | undefined
let listener: Live | null = null
const joined = new Set<string>()
const changed = new Map<string, Conversation>()
let flush: ReturnType<typeof setTimeout> | undefined
let together = TOGETHER_MS

function send(event: string, data: object) {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ event, data }))
}

function tellChanged() {
  flush = undefined
  const news = [...changed.values()]
  changed.clear()
  together = news.length > MANY ? MANY_TOGETHER_MS : TOGETHER_MS
  if (news.length > 0) listener?.conversations(news)
}

function change(conversation: Conversation) {
  changed.set(conversation.id, conversation)
  flush ??= setTimeout(tellChanged, together)
}

async function renew() {
  if (await renewToken()) send('auth', { token: useSession.getState().token })
}

function welcomed(data: { last: number; resumed: boolean }) {
  const wasAway = last !== null
  last = data.last
  waits = FIRST_WAIT_MS
  useLine.setState({ state: 'on' })
  // What was read before the line stood may be older than its beginning.
  if (!data.resumed && !wasAway) listener?.reload()
}

function take(event: string, data: unknown) {
  switch (event) {
    case 'welcome':
      return welcomed(data as { last: number; resumed: boolean })
    case 'message:new':
      return listener?.message(data as Message)
    case 'message:status': {
      const { conversationId, messageId, delivery } = data as {
        conversationId: string
        messageId: string
        delivery: Delivery
      }
      return listener?.delivery(conversationId, messageId, delivery)
    }
    case 'conversation:updated':
      return change(data as Conversation)
    case 'conversation:joined':
      return listener?.joined((data as { conversationId: string }).conversationId)
    case 'typing:indicator': {
      const { conversationId, userId, typing } = data as {
        conversationId: string
        userId: string
        typing: boolean
      }
      return listener?.typing(conversationId, userId, typing)
    }
    case 'presence':
      return listener?.presence((data as { online: string[] }).online)
    case 'reload':
      return listener?.reload()
    case 'token:expired':
      return void renew()
  }
}

function later() {
  clearTimeout(timer)
  timer = setTimeout(connect, waits * (0.5 + Math.random() / 2))
  waits = Math.min(waits * 2, LONGEST_WAIT_MS)
}

function connect() {
  clearTimeout(timer)
  const { token } = useSession.getState()
  if (socket !== null || listener === null || token === null) return
  const address = new URL('/api/live', window.location.href)
  address.protocol = address.protocol.replace('http', 'ws')
  const line = new WebSocket(address)
  socket = line
  line.onopen = () => send('hello', { token, joined: [...joined], ...(last === null ? {} : { last }) })
  line.onmessage = ({ data }) => {
    const frame = JSON.parse(data as string) as { event: string; id?: number; data: Data }
    if (frame.id !== undefined) last = frame.id
    take(frame.event, frame.data)
  }
  line.onclose = ({ code }) => gone(line, code)
}

function gone(line: WebSocket, code: number) {
  if (socket !== line) return
  socket = null
  useLine.setState({ state: 'off' })
  if (listener === null || code === NOT_A_MEMBER) return
  if (code === NO_GOOD_TOKEN) void renewToken().then((renewed) => renewed && later())
  else later()
}

function drop() {
  const line = socket
  socket = null
  line?.close()
}

function lost() {
  drop()
  useLine.setState({ state: 'off' })
}

function back() {
  waits = FIRST_WAIT_MS
  connect()
}

/** Listens until the answer is called; one listens at a time. */
export function listen(to: Live): () => void {
  listener = to
  last = null
  useLine.setState({ state: 'connecting' })
  connect()
  // The browser knows at once that it has no network; a socket finds out when somebody waits for it.
  window.addEventListener('offline', lost)
  window.addEventListener('online', back)
  const stop = useSession.subscribe((now, before) => {
    if (now.token !== before.token && now.token !== null) send('auth', { token: now.token })
  })
  return () => {
    stop()
    window.removeEventListener('offline', lost)
    window.removeEventListener('online', back)
    clearTimeout(timer)
    clearTimeout(flush)
    flush = undefined
    changed.clear()
    joined.clear()
    listener = null
    drop()
  }
}

/** Messages of this conversation are told from now on; leaves it when the answer is called. */
export function join(conversationId: string): () => void {
  joined.add(conversationId)
  send('conversation:join', { conversationId })
  return () => {
    joined.delete(conversationId)
    send('conversation:leave', { conversationId })
  }
}

/** Says to others who look at the conversation that one is writing, or has stopped. */
export function tellTyping(conversationId: string, typing: boolean) {
  send(typing ? 'typing:start' : 'typing:stop', { conversationId })
}
