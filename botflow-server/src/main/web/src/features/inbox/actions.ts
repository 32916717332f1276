import { api, good, type Schemas } from '../../api/client'
import { queries } from '../../app/queries'
import { type Conversation, showChanges } from './conversations'

type Change = Schemas['ConversationChange']

const me = () => queries.getQueryData<Schemas['ProfileRoutesMe']>(['me'])?.id

const of = (id: string) => ({ params: { path: { id } } })

/** Shows what the server answered at once: the live line says the same a moment later. */
async function shown(answer: Promise<Conversation>): Promise<Conversation> {
  const conversation = await answer
  showChanges([conversation], me())
  return conversation
}

export const takeOver = (id: string) =>
  shown(good(api.POST('/api/conversations/{id}/handoff', { ...of(id), body: { to: 'person' } })))

export const toQueue = (id: string) =>
  shown(good(api.POST('/api/conversations/{id}/handoff', { ...of(id), body: { to: 'queue' } })))

/** The bot goes on: at a step, or where the flow says. */
export const giveBack = (id: string, node?: string) =>
  shown(
    good(
      api.POST('/api/conversations/{id}/handoff', {
        ...of(id),
        body: { to: 'bot', ...(node ? { node } : {}) },
      }),
    ),
  )

export const resolve = (id: string) => shown(good(api.POST('/api/conversations/{id}/resolve', of(id))))

export const reopen = (id: string) => shown(good(api.POST('/api/conversations/{id}/reopen', of(id))))

export const change = (id: string, body: Change) =>
  shown(good(api.PATCH('/api/conversations/{id}', { ...of(id), body })))

/** As many as one request takes. */
const TOGETHER = 100

/** The same with many; answers how many there are no more of. */
export async function changeMany(ids: readonly string[], what: { change?: Change; resolve?: boolean }) {
  let unknown = 0
  for (let from = 0; from < ids.length; from += TOGETHER) {
    const conversations = ids.slice(from, from + TOGETHER)
    const result = await good(api.POST('/api/conversations/bulk', { body: { conversations, ...what } }))
    showChanges(result.changed, me())
    unknown += result.unknown.length
  }
  return unknown
}
