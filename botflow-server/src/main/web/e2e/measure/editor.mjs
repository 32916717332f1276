// How fast the editor opens a large flow, and how smoothly its canvas moves:
//   node e2e/measure/editor.mjs [folder of the built dashboard] [steps ...]
// The page is the real one; in the server's place is a small one that says the same, so that the figures
// are those of the browser alone, and so that there may be more steps than a flow can have.
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openBrowser } from '../browser.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const folder = process.argv[2] ?? join(here, '../../../../../target/classes/dashboard')
const sizes = process.argv.length > 3 ? process.argv.slice(3).map(Number) : [500, 2000]
const RUNS = 3
const PANS = 120
const ID = '00000000-0000-4000-8000-000000000001'
const PORTS = ['next', 'invalid', 'timeout']
const ports = PORTS.map((name) => ({ name, required: name === 'next', unless: [] }))

/** Questions in rows of 25, each with two ways on. */
function flowOf(steps) {
  const nodes = Array.from({ length: steps }, (_, index) => ({
    id: `step-${index}`,
    type: index === 0 ? 'trigger' : 'question',
    position: { x: (index % 25) * 400, y: Math.floor(index / 25) * 320 },
    data: {
      label: `Step ${index}`,
      config: index === 0 ? { on: 'any_message' } : { text: `What about ${index}?`, variable: `v${index}` },
    },
  }))
  const edge = (from, to, port) => ({
    id: `${from}-${port}`,
    source: `step-${from}`,
    sourceHandle: port,
    target: `step-${to}`,
  })
  const edges = nodes.flatMap((_, index) => [
    ...(index + 1 < steps ? [edge(index, index + 1, 'next')] : []),
    ...(index > 0 && index + 25 < steps ? [edge(index, index + 25, 'timeout')] : []),
  ])
  return { id: 'large', name: 'Large', nodes, edges }
}

let flow = flowOf(sizes[0])

function answer(path) {
  const now = new Date().toISOString()
  if (path === '/api/auth/refresh') return { accessToken: 'token' }
  if (path === '/api/auth/me') return { id: ID, name: 'Ada', email: 'ada@example.org', organization: ID }
  if (path === '/api/organizations') return { data: [{ id: ID, name: 'Shop' }] }
  if (path.endsWith('/members')) return { data: [{ userId: ID, name: 'Ada', email: '', role: 'owner' }] }
  if (path === '/api/node-types') {
    const type = (name, out) => ({
      name,
      label: name,
      category: 'talk',
      description: '',
      ports: out,
      settings: {},
    })
    return { data: [type('trigger', ports.slice(0, 1)), type('question', ports)], limits: {} }
  }
  if (path === `/api/bots/${ID}`) return { id: ID, name: 'Large', mainWorkflowId: ID, active: true }
  if (path.startsWith(`/api/bots/${ID}/workflows/`)) {
    const out = flow.nodes.map((node) => [node.id, node.type === 'trigger' ? ports.slice(0, 1) : ports])
    return {
      id: ID,
      botId: ID,
      flowId: 'large',
      name: 'Large',
      main: true,
      revision: 1,
      changed: true,
      document: flow,
      problems: [],
      ports: Object.fromEntries(out),
      createdAt: now,
      updatedAt: now,
    }
  }
  return { data: [] }
}

const TYPES = { js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml', woff2: 'font/woff2' }
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost')
  if (pathname.startsWith('/api/')) {
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(answer(pathname)))
    return
  }
  const file = join(folder, pathname)
  const known = pathname.startsWith('/assets/') && existsSync(file)
  response.setHeader('Content-Type', known ? (TYPES[file.split('.').at(-1)] ?? 'text/plain') : 'text/html')
  response.end(readFileSync(known ? file : join(folder, 'index.html')))
})
await new Promise((ready) => server.listen(0, ready))
const address = `http://localhost:${server.address().port}/bots/${ID}`
const browser = await openBrowser()

/** From the address to the first picture with steps, and the times between the frames of a long pan. */
async function run() {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.addInitScript(() => {
    localStorage.setItem('botflow.session', 'yes')
    const look = () => {
      const seen = document.querySelector('.react-flow__node:not([style*="hidden"]) .step')
      if (seen)
        requestAnimationFrame(() => setTimeout(() => Object.assign(window, { opened_: performance.now() })))
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
  await page.goto(address)
  const opened = await (await page.waitForFunction(() => window.opened_)).jsonValue()
  await page.mouse.move(720, 450)
  await page.evaluate(() => {
    window.frames_ = []
    let last = performance.now()
    const next = (now) => {
      window.frames_.push(now - last)
      last = now
      requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
  })
  for (let pan = 0; pan < PANS; pan += 1) await page.mouse.wheel(40, pan % 60 < 30 ? 25 : -25)
  const frames = await page.evaluate(() => window.frames_)
  await page.close()
  return { opened, frames }
}

const at = (values, part) => {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]
}

for (const steps of sizes) {
  flow = flowOf(steps)
  const all = []
  for (let each = 0; each < RUNS; each += 1) all.push(await run())
  const words = all.map(
    ({ opened, frames }) =>
      `opens in ${(opened / 1000).toFixed(2)} s, frames of a pan p50 ${at(frames, 0.5).toFixed(1)} ms, p95 ${at(frames, 0.95).toFixed(1)} ms`,
  )
  console.log(`${steps} steps, load ${loadavg()[0].toFixed(1)}\n  ${words.join('\n  ')}`)
}
await browser.close()
server.closeAllConnections()
server.close()
process.exit()
