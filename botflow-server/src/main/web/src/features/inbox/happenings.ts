import i18n from 'i18next'
import { create } from 'zustand'
import { queries } from '../../app/queries'
import { router } from '../../app/router'
import { said, saidWithOffer } from '../../ui/toasts'
import { type Conversation, ownerShown, showChanges } from './conversations'
import type { Live } from './live'
import { readMessagesAnew, showDelivery, showMessage } from './messages'
import { nameOf } from './names'

interface Others {
  /** Who has a page open. */
  online: string[]
  /** Who writes to which conversation, and until when that holds without being said again. */
  writing: Record<string, { person: string; until: number }>
}

export const useOthers = create<Others>(() => ({ online: [], writing: {} }))

/** Who writes says so again and again; a page that is gone says nothing any more. */
const WRITING_MS = 8_000

/** More than these at once are counted: nobody reads ten names. */
const MOST_NAMED = 3

/** Customers who wait for a person now and did not before. */
function tellWaiting(news: readonly Conversation[]) {
  const waiting = news.filter((each) => each.owner === 'queue' && ownerShown(each.id) === 'bot')
  if (waiting.length > MOST_NAMED) {
    said(i18n.t('{{count}} customers wait for a person', { count: waiting.length }))
    return
  }
  for (const { id, contact } of waiting) {
    saidWithOffer(i18n.t('{{name}} waits for a person', { name: nameOf(contact) }), i18n.t('Look'), () => {
      void router.navigate({ to: '/inbox/$conversationId', params: { conversationId: id } })
    })
  }
}

/** What happens goes into what the pages show. */
export function happenings(me: string): Live {
  return {
    message: showMessage,
    delivery: showDelivery,
    conversations: (news) => {
      tellWaiting(news)
      showChanges(news, me)
    },
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
