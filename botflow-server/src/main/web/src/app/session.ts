import { create } from 'zustand'

/**
 * Who is logged in. The access token lives in memory alone; what goes on with the session is an HttpOnly
 * cookie that no script can read.
 */
interface Session {
  /** Null when nobody is logged in. */
  token: string | null
  begin(token: string): void
  end(): void
}

/** Says that a cookie may be there, so that strangers are not asked for one. */
const MARK = 'botflow.session'
const LOCK = 'botflow.refresh'

export const useSession = create<Session>((set) => ({
  token: null,
  begin: (token) => {
    localStorage.setItem(MARK, 'yes')
    set({ token })
  },
  end: () => {
    localStorage.removeItem(MARK)
    set({ token: null })
  },
}))

/** One tab after the other: a refresh token that is used twice ends the session. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks ? navigator.locks.request(LOCK, work) : work()
}

let running: Promise<boolean> | null = null

async function refresh(): Promise<boolean> {
  const answer = await fetch('/api/auth/refresh', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{}',
    // The answer's cookie has to arrive even when the page is left meanwhile.
    keepalive: true,
  })
  if (answer.ok) {
    const { accessToken } = (await answer.json()) as { accessToken: string }
    useSession.getState().begin(accessToken)
    return true
  }
  if (answer.status === 401) useSession.getState().end()
  return false
}

/** Gets a new access token; false when there is no session any more, or nobody answers. */
export function renewToken(): Promise<boolean> {
  running ??= inTurn(refresh)
    .catch(() => false)
    .finally(() => {
      running = null
    })
  return running
}

/** At the start of a page: goes on where the last one was. */
export async function continueSession() {
  if (localStorage.getItem(MARK)) await renewToken()
}

window.addEventListener('storage', (event) => {
  // Logged out in another tab.
  if (event.key === MARK && event.newValue === null) useSession.setState({ token: null })
})
