// Customers who write to the number of TestServer.ONE, and the people who answer them.
import assert from 'node:assert/strict'
import { createHmac, randomUUID } from 'node:crypto'

const URL_OF_SERVER = process.env.BOTFLOW_URL
const NUMBER = '106540352242922'
const WEBHOOK = '/api/webhooks/whatsapp/af8253a4-c310-398d-a360-5769318cb388'
const APP_SECRET = 'secret-canary-1'
const PASSWORD = 'correct horse battery'
const SECOND_MS = 1000

/** Somebody writes, as the network tells it. */
export async function writes(phone, text, { name = 'Thandi', at = Date.now() } = {}) {
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '15550783881', phone_number_id: NUMBER },
    contacts: [{ profile: { name }, wa_id: phone }],
    messages: [
      {
        from: phone,
        id: `wamid.${randomUUID()}`,
        timestamp: String(Math.floor(at / SECOND_MS)),
        type: 'text',
        text: { body: text },
      },
    ],
  }
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: 'waba', changes: [{ field: 'messages', value }] }],
  })
  const signature = createHmac('sha256', APP_SECRET).update(body).digest('hex')
  const answer = await fetch(URL_OF_SERVER + WEBHOOK, {
    method: 'POST',
    headers: { 'X-Hub-Signature-256': `sha256=${signature}` },
    body,
  })
  assert.equal(answer.status, 200)
}

/** Logs a person of the business in. */
export async function logIn(page, name) {
  await page.goto('/login')
  await page.getByLabel('E-mail').fill(`${name}@example.org`)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
}

/** The API as a program of a person's sees it. */
export async function apiOf(name) {
  const call = async (method, path, body, token) => {
    const answer = await fetch(URL_OF_SERVER + path, {
      method,
      headers: {
        'Content-Type': 'application/json',
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${answer.ok ? '' : await answer.text()}`)
    return answer.json()
  }
  const login = await call('POST', '/api/auth/login', { email: `${name}@example.org`, password: PASSWORD })
  return (method, path, body) => call(method, path, body, login.accessToken)
}

/** The row of a customer in the list. */
export function row(page, name) {
  return page.getByRole('list', { name: 'Conversations' }).getByRole('listitem').filter({ hasText: name })
}

/** Opens the customer's conversation from the list. */
export async function open(page, name) {
  await row(page, name).getByRole('link', { name }).click()
  await page.getByRole('heading', { level: 2, name, exact: true }).waitFor()
}

export function thread(page) {
  return page.getByRole('log', { name: 'Messages' })
}
