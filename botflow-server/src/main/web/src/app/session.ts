import { create } from 'zustand'

/**
 * Who is logged in. The access token lives in memory alone; what goes on with the session is an HttpOnly
 * cookie that no script can read.
 */
interface Session {
  /** Null when nobody is logged in, or nobody has answered yet who is. */
  token: string | null
  /** Whether a cookie may be there that the server could not be asked about: that is no end of the session. */
  unanswered: boolean
  begin(token: string): void
  end(): void
}

/** Says that a cookie may be there, so that strangers are not asked for one. */
const MARK = 'botflow.session'
const LOCK = 'botflow.refresh'
const UNAUTHENTICATED = 401
const AGAIN_MS = 5_000

export const useSession = create<Session>((set) => ({
  token: null,
  unanswered: false,
  begin: (token) => {
    localStorage.setItem(MARK, 'yes')
    set({ token, unanswered: false })
  },
  end: () => {
    localStorage.removeItem(MARK)
    set({ token: null, unanswered: false })
  },
}))

/** One tab after the other: a refresh token that is used twice ends the session. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks ? navigator.locks.request(LOCK, work) : work()
}

let running: Promise<boolean> | null = null
let later: ReturnType<typeof setTimeout> | undefined

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
  if (answer.status === UNAUTHENTICATED) useSession.getState().end()
  else waitForAnswer()
  return false
}

/** No network, or a server that starts anew: whoever is logged in stays so, and is asked for again. */
function waitForAnswer(): false {
  if (localStorage.getItem(MARK) && useSession.getState().token === null) {
    useSession.setState({ unanswered: true })
    clearTimeout(later)
    later = setTimeout(askAgain, AGAIN_MS)
  }
  return false
}

function askAgain() {
  if (useSession.getState().unanswered) void renewToken()
}

/** Gets a new access token; false when there is no session any more, or nobody answers. */
export function renewToken(): Promise<boolean> {
  running ??= inTurn(refresh)
    .catch(waitForAnswer)
    .finally(() => {
      running = null
    })
  return running
}

/** At the start of a page: goes on where the last one was. */
export async function continueSession() {
  if (localStorage.getItem(MARK)) await renewToken()
}

window.addEventListener('online', askAgain)
window.addEventListener('storage', (event) => {
  // Logged out in another tab.
  if (event.key === MARK && event.newValue === null) useSession.setState({ token: null, unanswered: false })
})
