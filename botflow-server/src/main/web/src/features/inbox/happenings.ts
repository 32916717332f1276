import { create } from 'zustand'
import { queries } from '../../app/queries'
import { showChanges } from './conversations'
import type { Live } from './live'
import { readMessagesAnew, showDelivery, showMessage } from './messages'

interface Others {
  /** Who has a page open. */
  online: string[]
  /** Who writes to which conversation, and until when that holds without being said again. */
  writing: Record<string, { person: string; until: number }>
}

export const useOthers = create<Others>(() => ({ online: [], writing: {} }))

/** Who writes says so again and again; a page that is gone says nothing any more. */
const WRITING_MS = 8_000

/** What happens goes into what the pages show. */
export function happenings(me: string): Live {
  return {
    message: showMessage,
    delivery: showDelivery,
    conversations: (news) => showChanges(news, me),
    typing: (conversation, person, typing) =>
      useOthers.setState(({ writing: { [conversation]: _, ...writing } }) => ({
        writing: typing
          ? { ...writing, [conversation]: { person, until: Date.now() + WRITING_MS } }
          : writing,
      })),
    presence: (online) => useOthers.setState({ online }),
    joined: (conversation) => void readMessagesAnew(conversation),
    reload: () => {
      void queries.invalidateQueries({ queryKey: ['conversations'] })
      void queries.invalidateQueries({ queryKey: ['conversation'] })
      void readMessagesAnew()
    },
  }
}
