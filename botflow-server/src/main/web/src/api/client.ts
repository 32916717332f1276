import createClient from 'openapi-fetch'
import { renewToken, useSession } from '../app/session'
import type { components, paths } from './schema'

/** The records of the API by name. */
export type Schemas = components['schemas']

/** An answer of the server that is not good (RFC 9457). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    title: string,
    readonly places: { path: string; message: string }[] = [],
  ) {
    super(title)
  }
}

const UNAUTHENTICATED = 401

async function authorized(request: Request): Promise<Response> {
  if (useSession.getState().unanswered && !(await renewToken()) && useSession.getState().unanswered) {
    throw new TypeError('Nobody answers who is logged in')
  }
  const { token } = useSession.getState()
  if (token === null) return fetch(request)
  const again = request.clone()
  request.headers.set('Authorization', `Bearer ${token}`)
  const answer = await fetch(request)
  if (answer.status !== UNAUTHENTICATED || !(await renewToken())) return answer
  again.headers.set('Authorization', `Bearer ${useSession.getState().token}`)
  return fetch(again)
}

/** The server's API, typed by its own description. */
export const api = createClient<paths>({ baseUrl: window.location.origin, fetch: authorized })

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

function problem(error: unknown, response: Response): Problem {
  const document = (typeof error === 'object' && error !== null ? error : {}) as Partial<Schemas['Problem']>
  return new Problem(
    response.status,
    document.code ?? 'unknown',
    document.title ?? response.statusText,
    (document.problems ?? []) as { path: string; message: string }[],
  )
}

/** The body of a good answer. @throws Problem for every other */
export async function good<T>(answer: Promise<Answer<T>>): Promise<T> {
  return (await tagged(answer)).data
}

/** As {@link good}, with the tag that a change names in If-Match. */
export async function tagged<T>(answer: Promise<Answer<T>>): Promise<{ data: T; tag: string | null }> {
  const { data, error, response } = await answer
  if (!response.ok) throw problem(error, response)
  return { data: data as T, tag: response.headers.get('ETag') }
}
