const STEADY_MS = 3_000

/** Everything of the dashboard's own that the page has fetched so far. */
function fetched(): string[] {
  return performance
    .getEntriesByType('resource')
    .map((entry) => new URL(entry.name))
    .filter((url) => url.origin === window.location.origin && url.pathname.startsWith('/assets/'))
    .map((url) => url.pathname)
}

/**
 * Lets the pages open without a network. What the first page fetched came before its worker did: the
 * worker is told of it. Without a worker everything works but that.
 */
export function keepPages() {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const keep = async () => {
    if (!navigator.onLine) {
      // Without a network there is nothing to fetch a worker with.
      window.addEventListener('online', start, { once: true })
      return
    }
    await navigator.serviceWorker.register('/sw.js')
    const { active } = await navigator.serviceWorker.ready
    active?.postMessage({ keep: fetched() })
  }
  const start = () => void keep().catch(() => undefined)
  setTimeout(start, STEADY_MS)
}
