// What bots need around them: a number, knowledge, a team, keys; and one's own account.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { isAccessible, lookAt, somebody, wear } from '../fixture.mjs'
import { makeBot, signUp } from '../person.mjs'

const PASSWORD = 'correct horse battery'
const PAGES = [
  '/channels',
  '/channels/connect',
  '/templates',
  '/knowledge',
  '/knowledge/sources',
  '/knowledge/unanswered',
  '/knowledge/try',
  '/settings',
  '/settings/team',
  '/settings/api-keys',
  '/settings/single-sign-on',
  '/settings/audit-log',
  '/settings/plan',
  '/profile',
]

/** The code that an authenticator app shows now (RFC 6238). */
function codeOf(secret) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)))
  const time = Buffer.alloc(8)
  time.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const hash = createHmac('sha1', key).update(time).digest()
  const start = hash[19] & 15
  return String((hash.readUInt32BE(start) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

test('a number is connected by its steps, and what is wrong with one is explained', async () => {
  await somebody(async (page, address) => {
    await signUp(page, address)
    await makeBot(page)
    await page.getByRole('link', { name: 'All bots' }).click()
    await page.getByRole('link', { name: 'Channels' }).click()
    await page.getByRole('link', { name: 'Connect a number' }).click()
    await page.getByRole('button', { name: 'Meta Cloud API' }).click()
    await page.getByRole('button', { name: 'Connect and check' }).click()
    assert.equal(await page.getByText('Please fill this in').count(), 3)
    await page.getByLabel('Phone number ID').fill('4711')
    await page.getByLabel('WhatsApp Business Account ID').fill('4712')
    await page.getByLabel('Access token').fill('wrong')
    await page.getByRole('button', { name: 'Connect and check' }).click()
    await page.getByText('The number is kept, but something is still to do:').waitFor()
    await page.getByText('What to do:').first().waitFor()
    await lookAt(page, 'channel-wrong')
    await page.getByRole('button', { name: 'Disconnect' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click()
    await page.getByRole('heading', { name: 'No number yet' }).waitFor()

    await page.getByRole('link', { name: 'Connect a number' }).click()
    await page.getByRole('button', { name: 'A number to try' }).click()
    await page.getByLabel('Name of the number').fill('Front desk')
    await page.getByRole('button', { name: 'Connect and check' }).click()
    await page.getByRole('heading', { name: 'Front desk' }).waitFor()
    await page.getByText('Messages flow both ways.').waitFor()
    await page.getByRole('heading', { name: 'Access token works' }).waitFor()
    await page.getByText('Shown now only.').waitFor()
    await isAccessible(page, 'a number')
    await lookAt(page, 'channel')

    await page.getByRole('link', { name: 'All numbers' }).click()
    await page.getByText('Connected', { exact: true }).waitFor()
  })
})

test('what is written and uploaded is found', async () => {
  await somebody(async (page, address) => {
    await signUp(page, address)
    await page.getByRole('link', { name: 'Knowledge' }).click()
    await page.getByRole('button', { name: 'Write an article' }).click()
    await page.getByLabel('Title').fill('When are you open?')
    await page.getByLabel('Text').fill('We are open from nine to five, Monday to Saturday.')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('button', { name: 'When are you open?', exact: true }).click()
    await page.getByLabel('Text').fill('We are open from nine to six, Monday to Saturday.')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })

    await page.getByRole('link', { name: 'Sources' }).click()
    await page.getByLabel('Upload files').setInputFiles({
      name: 'prices.md',
      mimeType: 'text/markdown',
      buffer: Buffer.from('# What does a haircut cost?\n\nA haircut costs 250 rand.\n'),
    })
    await page.getByText('Ready', { exact: true }).waitFor()
    await lookAt(page, 'sources')
    await page.getByRole('link', { name: 'Try it out' }).click()
    await page.getByLabel('Question').fill('haircut cost')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByText('A haircut costs 250 rand.').waitFor()
    await lookAt(page, 'try')
  })
})

test('a team is invited, a key is made, and the log tells of it', async () => {
  await somebody(async (page, address) => {
    await signUp(page, address)
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('link', { name: 'Team' }).click()
    await page.getByRole('button', { name: 'Invite', exact: true }).click()
    await page.getByLabel('E-mail').fill('grace@example.org')
    await page.getByRole('button', { name: 'Send the invitation' }).click()
    await page.getByRole('cell', { name: 'grace@example.org', exact: true }).waitFor()
    await lookAt(page, 'team')

    await page.getByRole('link', { name: 'API keys' }).click()
    await page.getByRole('button', { name: 'Make a key' }).click()
    await page.getByLabel('What is it for?').fill('Reports')
    await page.getByText('bots:read').click()
    await page.getByRole('button', { name: 'Make the key' }).click()
    await page.getByText('bfk_live_').first().waitFor()
    await isAccessible(page, 'a new key')
    await page.getByRole('button', { name: 'I have kept it' }).click()
    await page.getByRole('button', { name: 'Revoke Reports' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    await page.getByRole('heading', { name: 'No keys yet' }).waitFor()

    await page.getByRole('link', { name: 'Audit log' }).click()
    await page.getByRole('cell', { name: 'key.made', exact: true }).waitFor()
    await page.getByRole('cell', { name: 'member.invited', exact: true }).waitFor()
  })
})

test('a second factor is set up with the code of an app', async () => {
  await somebody(async (page, address) => {
    await signUp(page, address)
    await page.getByRole('button', { name: /You: Ada/ }).click()
    await page.getByRole('menuitem', { name: 'Your account' }).click()
    await page.getByRole('button', { name: 'Turn it on' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Your password').fill(PASSWORD)
    await dialog.getByRole('button', { name: 'Go on' }).click()
    await dialog.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor()
    await isAccessible(page, 'the second factor')
    await lookAt(page, 'second-factor')
    const secret = await dialog.locator('code').textContent()
    await dialog.getByLabel('Code', { exact: true }).fill(codeOf(secret))
    await dialog.getByRole('button', { name: 'Turn it on' }).click()
    await page.getByRole('dialog', { name: 'Recovery codes' }).waitFor()
    await page.getByRole('button', { name: 'I have kept them' }).click()
    await page.getByRole('button', { name: 'Turn it off' }).waitFor()
    await page.getByText('This one').waitFor()
  })
})

test('every one of these pages is accessible, light and dark, from right to left, on a phone', async () => {
  await somebody(async (page, address) => {
    await signUp(page, address)
    for (const [theme, language, width] of [
      ['light', 'en', 1440],
      ['dark', 'en', 1440],
      ['dark', 'ar', 1440],
      ['light', 'en', 360],
    ]) {
      await wear(page, theme, language)
      await page.setViewportSize({ width, height: 800 })
      for (const path of PAGES) {
        await page.goto(path)
        await page.getByRole('heading', { level: 1 }).waitFor()
        await page.waitForLoadState('networkidle')
        await isAccessible(page, `${path} ${theme} ${language} ${width}`)
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        assert.ok(wide <= 0, `${path} is ${wide} px too wide at ${width} px`)
        await lookAt(page, `${path.slice(1).replaceAll('/', '-')}-${theme}-${language}-${width}`)
      }
    }
  })
})

test('a bot is shared by a link, and chats with somebody who has no account', async () => {
  await somebody(async (page, address) => {
    await signUp(page, address)
    await makeBot(page)
    await page.getByRole('link', { name: 'All bots' }).click()
    await page.getByRole('button', { name: /More for/ }).click()
    await page.getByRole('menuitem', { name: 'Share a test link' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Make a link' }).click()
    const link = new URL(await dialog.locator('code').textContent())
    await isAccessible(page, 'the link of a bot')
    await lookAt(page, 'share')
    await somebody(async (stranger) => {
      await stranger.goto(link.pathname + link.hash)
      await stranger.getByRole('textbox', { name: 'Message' }).fill('Hi')
      await stranger.getByRole('button', { name: 'Send' }).click()
      await stranger.getByText('Hello, this is Bean & Leaf!').waitFor()
      await stranger.getByRole('button', { name: 'Haircut' }).click()
      await stranger.getByText('For which day?').waitFor()
      await isAccessible(stranger, 'a bot to try')
      await lookAt(stranger, 'try-bot')
      await dialog.getByRole('button', { name: 'End the link' }).click()
      await page.getByText('The link leads nowhere any more').waitFor()
      await stranger.reload()
      await stranger.getByText('This link leads nowhere any more.').waitFor()
    })
  })
})

test('without a network the pages open, and go on by themselves when it is back', async () => {
  await somebody(async (page, address) => {
    await signUp(page, address)
    // The worker has what the page needs, also what came before there was one.
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await page.waitForFunction(async () => {
      const kept = await caches.open('botflow-pages')
      const names = (await kept.keys()).map((request) => new URL(request.url).pathname)
      return names.includes('/') && names.some((name) => name.endsWith('.css'))
    })
    await page.context().setOffline(true)
    await page.getByText('No network.').waitFor()
    await isAccessible(page, 'without a network')
    await page.goto('/inbox')
    await page.getByText('No network.').waitFor()
    await page.getByRole('navigation', { name: 'Main' }).waitFor()
    await lookAt(page, 'offline')
    await page.context().setOffline(false)
    await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor()
    assert.equal(new URL(page.url()).pathname, '/inbox')
    assert.equal(await page.getByText('No network.').count(), 0)

    const api = await page.evaluate(async () => {
      const kept = await caches.open('botflow-pages')
      return (await kept.keys()).map((request) => new URL(request.url).pathname)
    })
    assert.deepEqual(
      api.filter((path) => path !== '/' && !path.startsWith('/assets/')),
      [],
      'what the server says of people is not kept',
    )
    await page.goto('/login')
    await page.getByRole('heading', { name: 'No bots yet' }).waitFor()
  })
})

test('single sign-on is asked for by address, and says where there is none', async () => {
  await somebody(async (page) => {
    await page.goto('/login')
    await page.getByLabel('E-mail').fill('ada@nowhere.example')
    await page.getByRole('button', { name: 'Single sign-on' }).click()
    await page.getByRole('heading', { name: 'Single sign-on' }).waitFor()
    assert.equal(await page.getByLabel('E-mail').inputValue(), 'ada@nowhere.example')
    await isAccessible(page, 'single sign-on')
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByText('There is no single sign-on for this address').waitFor()
    await page.getByRole('button', { name: 'Log in with a password' }).click()
    await page.getByLabel('Password').waitFor()
  })
})

test('a template is drafted, found, and told what is wrong with it', async () => {
  await somebody(async (page, address) => {
    await signUp(page, address)
    await makeBot(page)
    await page.goto('/templates')
    await page.getByText('Templates belong to a WhatsApp number: connect one first.').waitFor()
    await page.getByRole('link', { name: 'Connect a number' }).click()
    await page.getByRole('button', { name: 'Meta Cloud API' }).click()
    await page.getByLabel('Phone number ID').fill('4721')
    await page.getByLabel('WhatsApp Business Account ID').fill('4722')
    await page.getByLabel('Access token').fill('wrong')
    await page.getByRole('button', { name: 'Connect and check' }).click()
    await page.getByText('The number is kept').waitFor()

    await page.getByRole('link', { name: 'Templates' }).click()
    await page.getByRole('button', { name: 'Draft a template' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Order Update')
    await dialog.getByLabel('Text').fill('Hello {{1}}, your order is on its way.')
    await dialog.getByRole('button', { name: 'Save the draft' }).click()
    await dialog.getByText('Small letters, digits and _ alone, such as order_update').waitFor()
    await isAccessible(page, 'a draft of a template')
    await dialog.getByLabel('Name').fill('order_update')
    await dialog.getByLabel('Samples for what is filled in').fill('Thandi')
    await dialog.getByRole('button', { name: 'Save the draft' }).click()
    const card = page.getByRole('listitem').filter({ hasText: 'order_update' })
    await card.getByText('Hello {{1}}, your order is on its way.').waitFor()
    await card.getByText('Draft', { exact: true }).waitFor()
    await isAccessible(page, 'templates')
    await lookAt(page, 'templates-drafted')

    await page.getByRole('searchbox', { name: 'Search' }).fill('nothing of the kind')
    await page.getByText('Nothing found').waitFor()
    await page.getByRole('searchbox', { name: 'Search' }).fill('order')
    await card.waitFor()
    await card.getByRole('button', { name: 'Delete “order_update”' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    assert.equal(await card.count(), 0)
  })
})

test('what the server refuses is said in the language of the pages', async () => {
  await somebody(async (page) => {
    await page.goto('/login')
    await wear(page, 'light', 'es')
    await page.reload()
    await page.locator('input[type=email]').fill('ada@example.org')
    await page.locator('input[type=password]').fill('not the password')
    await page.locator('button[type=submit]').click()
    await page.getByText('La dirección, la contraseña o el código no es correcto').waitFor()
  })
})
