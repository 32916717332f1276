import { create } from 'zustand'
import { api, good, Problem } from '../../api/client'
import { useSession } from '../../app/session'
import { reasonOf } from '../../ui/toasts'
import { type Message, showMessage } from './messages'

/** What a person has sent and the server has not taken yet. It outlives the page. */
export interface Waiting {
  /** Under this the server takes it once, however often it is sent. */
  id: string
  conversationId: string
  kind: 'reply' | 'note'
  text: string
  replyTo?: string
  template?: { name: string; language: string; components?: unknown }
  media?: { kind: string; uploadId: string; caption?: string; filename?: string }
  at: string
  /** Why the server refused it; it waits for the person then. */
  why?: string
}

interface Outbox {
  owner: string | null
  waiting: Waiting[]
}

const KEPT = 'botflow.outbox.'
const LOCK = 'botflow.outbox'
const AGAIN_MS = 3_000

export const useOutbox = create<Outbox>(() => ({ owner: null, waiting: [] }))

function kept(owner: string | null): Waiting[] {
  const text = localStorage.getItem(KEPT + owner)
  return text ? (JSON.parse(text) as Waiting[]) : []
}

/** What is kept is what holds: another window may have written to it. */
function keep(change: (waiting: Waiting[]) => Waiting[]) {
  const { owner } = useOutbox.getState()
  const next = change(kept(owner))
  useOutbox.setState({ waiting: next })
  if (next.length > 0) localStorage.setItem(KEPT + owner, JSON.stringify(next))
  else localStorage.removeItem(KEPT + owner)
}

/** Takes up what an earlier page left; of one person in one organisation. */
export function openOutbox(owner: string) {
  if (useOutbox.getState().owner === owner) return
  useOutbox.setState({ owner, waiting: kept(owner) })
  void deliver()
}

export function put(said: Omit<Waiting, 'id' | 'at'>) {
  const id = crypto.randomUUID()
  keep((waiting) => [...waiting, { ...said, id, at: new Date().toISOString() }])
  void deliver()
}

/** Takes one back that has not gone; its text, to be written on. */
export function takeBack(id: string) {
  keep((waiting) => waiting.filter((each) => each.id !== id))
}

/** Sends one again that was refused, as something new. */
export function sendAgain(id: string) {
  keep((waiting) =>
    waiting.map(({ why, ...each }) => (each.id === id ? { ...each, id: crypto.randomUUID() } : each)),
  )
  void deliver()
}

async function post(said: Waiting): Promise<Message[]> {
  const params = { path: { id: said.conversationId }, header: { 'Idempotency-Key': said.id } }
  if (said.kind === 'note') {
    return [await good(api.POST('/api/conversations/{id}/notes', { params, body: { text: said.text } }))]
  }
  const { template, media, text, replyTo } = said
  const what = template ? { template } : media ? { media } : { text }
  const body = { ...what, ...(replyTo ? { replyTo } : {}) }
  return (await good(api.POST('/api/conversations/{id}/messages', { params, body }))).data
}

/** Whether the same request may go well later without anybody doing something. */
function passes(error: unknown): boolean {
  if (!(error instanceof Problem)) return true
  return error.status >= 500 || error.status === 429 || error.status === 401
}

let running = false
let timer: ReturnType<typeof setTimeout> | undefined

/** One window sends at a time. */
async function deliver() {
  if (running) return
  running = true
  clearTimeout(timer)
  try {
    await navigator.locks.request(LOCK, inOrder)
  } finally {
    running = false
  }
}

/** One after the other, in the order in which they were written. */
async function inOrder() {
  for (let next = first(); next; next = first()) {
    const { id } = next
    try {
      for (const message of await post(next)) showMessage(message)
      keep((waiting) => waiting.filter((each) => each.id !== id))
    } catch (error) {
      if (passes(error)) {
        if (useSession.getState().token !== null) timer = setTimeout(() => void deliver(), AGAIN_MS)
        return
      }
      keep((waiting) => waiting.map((each) => (each.id === id ? { ...each, why: reasonOf(error) } : each)))
    }
  }
}

function first(): Waiting | undefined {
  const { owner } = useOutbox.getState()
  return kept(owner).find((each) => each.why === undefined)
}

window.addEventListener('online', () => void deliver())
window.addEventListener('storage', ({ key }) => {
  const { owner } = useOutbox.getState()
  if (owner !== null && key === KEPT + owner) useOutbox.setState({ waiting: kept(owner) })
})
