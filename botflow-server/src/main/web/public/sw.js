// The pages open without a network: the first page as it was last, and the files that it has fetched. What
// the server says of people and conversations is never kept here.
const KEPT = 'botflow-pages'
const PAGE = '/'
/** What the dashboard does not answer. */
const OTHERS = /^\/(api|mails|webchat|health|metrics|schema|sso|whatsapp-signup)(\/|$)/

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('message', (event) => {
  const paths = Array.isArray(event.data?.keep) ? event.data.keep : []
  event.waitUntil(keepAll(paths.filter((path) => typeof path === 'string' && path.startsWith('/assets/'))))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (request.mode === 'navigate') {
    if (!OTHERS.test(pathname)) event.respondWith(page(request))
  } else if (pathname.startsWith('/assets/')) {
    event.respondWith(asset(request))
  }
})

/** The page itself, and what it had fetched before there was a worker. */
async function keepAll(paths) {
  await page(new Request(PAGE))
  await Promise.all(paths.map((path) => asset(new Request(path)).catch(() => undefined)))
}

/** From the server; as it was last where that does not answer. */
async function page(request) {
  const kept = await caches.open(KEPT)
  try {
    const answer = await fetch(request)
    if (answer.ok && answer.headers.get('Content-Type')?.startsWith('text/html')) {
      await keep(kept, answer.clone())
    }
    return answer
  } catch {
    return (await kept.match(PAGE)) ?? Response.error()
  }
}

/** Another page comes with other files: those of the last one go. */
async function keep(kept, answer) {
  const text = await answer.clone().text()
  const before = await kept.match(PAGE)
  if (before && (await before.text()) === text) return
  for (const old of await kept.keys()) await kept.delete(old)
  await kept.put(PAGE, answer)
}

/** Their names change with their content. */
async function asset(request) {
  const kept = await caches.open(KEPT)
  const found = await kept.match(request)
  if (found) return found
  const answer = await fetch(request)
  if (answer.ok) await kept.put(request, answer.clone())
  return answer
}
