// The pictures of the help pages: every page in light, dark and at a phone's width, in BOTFLOW_PICTURES.
import { test } from 'node:test'
import { somebody, wear } from '../fixture.mjs'
import { logIn, open, thread, writes } from '../inbox/customer.mjs'
import { makeBot, signUp } from '../person.mjs'

const PHONE = { width: 390, height: 844 }
const DESK = { width: 1440, height: 900 }
const QUALITY = 70

/** One page three times; who looks at it stays where it is. */
async function picture(page, name, path) {
  for (const [look, theme, size] of [
    ['light', 'light', DESK],
    ['dark', 'dark', DESK],
    ['phone', 'light', PHONE],
  ]) {
    await wear(page, theme, 'en')
    await page.setViewportSize(size)
    await page.goto(path)
    await page.waitForLoadState('networkidle')
    await page.evaluate(() =>
      Promise.all(document.getAnimations().map((each) => each.finished.catch(() => {}))),
    )
    await page.screenshot({
      path: `${process.env.BOTFLOW_PICTURES}/${name}-${look}.jpg`,
      type: 'jpeg',
      quality: QUALITY,
    })
  }
  await page.setViewportSize(DESK)
}

test('of making a bot', async () => {
  await somebody(async (page, address) => {
    await page.goto('/')
    await picture(page, 'log-in', '/login')
    await picture(page, 'sign-up', '/signup')
    await signUp(page, address)
    await picture(page, 'new-bot', '/bots/new')
    await page.goto('/bots')
    await makeBot(page)
    await picture(page, 'editor', new URL(page.url()).pathname)
    await picture(page, 'bots', '/bots')
    for (const [name, path] of Object.entries({
      knowledge: '/knowledge',
      channels: '/channels',
      connect: '/channels/connect',
      templates: '/templates',
      settings: '/settings',
      team: '/settings/team',
      'api-keys': '/settings/api-keys',
      'audit-log': '/settings/audit-log',
      plan: '/settings/plan',
      profile: '/profile',
    })) {
      await picture(page, name, path)
    }
  })
})

test('of answering customers', async () => {
  await writes('27820000201', 'Hi', { name: 'Amira Haddad' })
  await writes('27820000202', 'Is my order on its way?', { name: 'Lwazi Dlamini' })
  await writes('27820000203', 'Do you open on Sunday?', { name: 'Maria Souza' })
  await somebody(async (page) => {
    await logIn(page, 'clara')
    await page.goto('/inbox')
    await open(page, 'Amira Haddad')
    await thread(page).getByText('1: Hi').waitFor()
    await picture(page, 'conversation', new URL(page.url()).pathname)
    await picture(page, 'inbox', '/inbox')
    await picture(page, 'contacts', '/contacts')
    await picture(page, 'analytics', '/analytics')
  })
})
