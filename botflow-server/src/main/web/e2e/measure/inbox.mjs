// How smooth the inbox is with 100,000 conversations while 200 of them change each second:
//   node e2e/measure/inbox.mjs [folder of the built dashboard] [seconds] [changes a second]
// The page is the real one; in the server's place is a small one that says the same, so that the figures
// are those of the browser alone.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openBrowser } from '../browser.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const folder = process.argv[2] ?? join(here, '../../../../../target/classes/dashboard')
const seconds = Number(process.argv[3] ?? 60)
const CONVERSATIONS = 100_000
/** 0 says what the machine does by itself, with other work beside. */
const perSecond = Number(process.argv[4] ?? 200)
const TICK_MS = 50
const ORGANIZATION = '00000000-0000-4000-8000-000000000001'
const ME = '00000000-0000-4000-8000-000000000002'
const began = Date.now() - CONVERSATIONS * 1000

const idOf = (index) => `00000000-0000-4000-9000-${String(index).padStart(12, '0')}`
const lastActive = Array.from({ length: CONVERSATIONS }, (_, index) => began + index * 1000)

function conversation(index) {
  const at = new Date(lastActive[index]).toISOString()
  return {
    id: idOf(index),
    botId: ME,
    channelId: ME,
    channel: 'whatsapp',
    contact: { id: idOf(index), name: `Customer ${index}`, phone: `2782${index}` },
    owner: ['bot', 'queue', 'person'][index % 3],
    status: 'open',
    unread: index % 4,
    labels: [{ id: ME, name: 'VIP', color: '#1a7f37' }],
    lastMessage: { id: idOf(index), text: `Where is my order ${lastActive[index]}?`, sentBy: 'customer', at },
    lastActivityAt: at,
    windowEndsAt: new Date(Date.now() + 3_600_000).toISOString(),
    windowOpen: true,
    createdAt: at,
  }
}

function message(index, number) {
  return {
    id: `00000000-0000-4000-a000-${String(number).padStart(12, '0')}`,
    conversationId: idOf(index),
    sentBy: number % 2 ? 'customer' : 'bot',
    content: { kind: 'text', body: `Message ${number}` },
    text: `Message ${number}`,
    at: new Date().toISOString(),
    media: [],
    reactions: [],
    translations: [],
  }
}

const order = () => lastActive.map((at, index) => [at, index]).sort((one, other) => other[0] - one[0])

function answer(url) {
  const path = url.pathname
  const [, , , id] = path.split('/')
  if (path === '/api/auth/refresh') return { accessToken: 'token' }
  if (path === '/api/auth/me')
    return { id: ME, name: 'Ada', email: 'ada@example.org', organization: ORGANIZATION }
  if (path === '/api/organizations') return { data: [{ id: ORGANIZATION, name: 'Shop' }] }
  if (path.endsWith('/members')) return { data: [{ userId: ME, name: 'Ada', email: '', role: 'owner' }] }
  if (path === '/api/conversations') {
    const from = Number(url.searchParams.get('cursor') ?? 0)
    const limit = Number(url.searchParams.get('limit') ?? 50)
    const data = order()
      .slice(from, from + limit)
      .map(([, index]) => conversation(index))
    return { data, next: String(from + limit) }
  }
  if (path.endsWith('/messages')) {
    return { data: Array.from({ length: 40 }, (_, index) => message(Number(id.slice(-12)), 40 - index)) }
  }
  if (/^\/api\/conversations\/[^/]+$/.test(path)) return conversation(Number(id.slice(-12)))
  if (/^\/api\/contacts\/[^/]+$/.test(path)) {
    return { id, channelId: ME, fields: {}, tags: [], optedIn: false, optedOut: false, createdAt: new Date() }
  }
  return { data: [] }
}

const TYPES = { js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml', woff2: 'font/woff2' }

const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost')
  if (url.pathname.startsWith('/api/')) {
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(answer(url)))
    return
  }
  const file = join(folder, url.pathname)
  const known = url.pathname.startsWith('/assets/') && existsSync(file)
  response.setHeader('Content-Type', known ? (TYPES[file.split('.').at(-1)] ?? 'text/plain') : 'text/html')
  response.end(readFileSync(known ? file : join(folder, 'index.html')))
})

/** A text to a WebSocket (RFC 6455): one whole frame, as servers send it. */
function frame(text) {
  const body = Buffer.from(text)
  const head = body.length < 126 ? Buffer.from([0x81, body.length]) : Buffer.alloc(4)
  if (body.length >= 126) {
    head.writeUInt16BE(0x817e)
    head.writeUInt16BE(body.length, 2)
  }
  return Buffer.concat([head, body])
}

let told = 0
server.on('upgrade', (request, socket) => {
  const key = request.headers['sec-websocket-key']
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  )
  const tell = (event, data) => socket.write(frame(JSON.stringify({ event, id: told, data })))
  socket.write(frame(JSON.stringify({ event: 'welcome', data: { last: 0, resumed: false, joined: [] } })))
  let number = 1000
  const timer = setInterval(() => {
    for (let each = 0; each < (perSecond * TICK_MS) / 1000; each += 1) {
      const index = Math.floor(Math.random() * CONVERSATIONS)
      lastActive[index] = Date.now()
      told += 1
      tell('conversation:updated', conversation(index))
    }
    number += 1
    if (number % 10 === 0) tell('message:new', message(CONVERSATIONS - 1, number))
  }, TICK_MS)
  socket.on('data', () => {})
  socket.on('error', () => clearInterval(timer))
  socket.on('close', () => clearInterval(timer))
})

await new Promise((ready) => server.listen(0, ready))
const browser = await openBrowser()
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
await page.addInitScript(() => localStorage.setItem('botflow.session', 'yes'))
await page.goto(`http://localhost:${server.address().port}/inbox/${idOf(CONVERSATIONS - 1)}`)
await page.locator('[data-conversations] li a').first().waitFor()
await page.getByRole('log').locator('li').nth(10).waitFor()

const devtools = await page.context().newCDPSession(page)
async function heap() {
  await devtools.send('HeapProfiler.collectGarbage')
  return (await devtools.send('Runtime.getHeapUsage')).usedSize / 1e6
}
const before = await heap()
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
const from = told
for (let each = 0; each < seconds; each += 1) {
  await page.waitForTimeout(1000)
  await page.mouse.move(250, 500)
  await page.mouse.wheel(0, each % 10 < 5 ? 400 : -400)
  await page.getByLabel('Message to the customer').press('a')
}
const frames = (await page.evaluate(() => window.frames_)).sort((one, other) => one - other)
const at = (part) => frames[Math.min(frames.length - 1, Math.floor(frames.length * part))].toFixed(1)
console.log(`${((told - from) / seconds).toFixed(0)} changes a second for ${seconds} s over ${CONVERSATIONS}`)
console.log(`frames: ${frames.length}, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms`)
console.log(`frames over 100 ms: ${frames.filter((each) => each > 100).length}`)
console.log(`heap: ${before.toFixed(1)} MB before, ${(await heap()).toFixed(1)} MB after`)
await browser.close()
server.closeAllConnections()
server.close()
process.exit()
