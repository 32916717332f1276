import { useCallback, useState } from 'react'

/** What is written and not sent, for each conversation; it outlives the page. */
export interface Draft {
  text: string
  kind: 'reply' | 'note'
}

const KEPT = 'botflow.draft.'
const EMPTY: Draft = { text: '', kind: 'reply' }

function read(key: string): Draft {
  const kept = localStorage.getItem(key)
  return kept ? { ...EMPTY, ...(JSON.parse(kept) as Draft) } : EMPTY
}

/** The draft of a conversation, kept with every key that is pressed. */
export function useDraft(owner: string, conversationId: string): [Draft, (change: Partial<Draft>) => void] {
  const key = `${KEPT}${owner}.${conversationId}`
  const [draft, setDraft] = useState(() => read(key))
  const change = useCallback(
    (part: Partial<Draft>) => {
      setDraft((before) => {
        const next = { ...before, ...part }
        if (next.text === '' && next.kind === 'reply') localStorage.removeItem(key)
        else localStorage.setItem(key, JSON.stringify(next))
        return next
      })
    },
    [key],
  )
  return [draft, change]
}

/** Whether something is written that has not gone. */
export function hasDraft(owner: string, conversationId: string): boolean {
  return read(`${KEPT}${owner}.${conversationId}`).text !== ''
}
