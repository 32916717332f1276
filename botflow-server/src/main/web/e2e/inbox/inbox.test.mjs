// The inbox in browsers: who has a conversation, a lost network, keys, and what axe says.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAccessible, lookAt, somebody, wear } from '../fixture.mjs'
import { apiOf, logIn, open, row, thread, writes } from './customer.mjs'

const OFFLINE_MS = 30_000
const DAY_MS = 86_400_000
const PHONE = { width: 360, height: 740 }

test('one takes a conversation over and gives it back, and the other sees it', async () => {
  await writes('27820000101', 'Hi', { name: 'Amira Haddad' })
  await somebody(async (clara) => {
    await somebody(async (victor) => {
      await logIn(clara, 'clara')
      await logIn(victor, 'victor')
      await clara.goto('/inbox')
      await victor.goto('/inbox')
      await open(clara, 'Amira Haddad')
      await thread(clara).getByText('1: Hi').waitFor()
      await row(victor, 'Amira Haddad').getByText('Bot', { exact: true }).waitFor()

      await clara.getByRole('button', { name: 'Take over' }).click()
      await row(victor, 'Amira Haddad').getByText('clara', { exact: true }).waitFor()
      await open(victor, 'Amira Haddad')
      await thread(victor).getByText('clara took over').waitFor()

      const field = clara.getByLabel('Message to the customer')
      await field.pressSequentially('/he')
      await clara.getByRole('option', { name: /hello/ }).waitFor()
      await clara.keyboard.press('Enter')
      assert.equal(await field.inputValue(), 'Hello Amira Haddad, this is clara.')
      await victor.getByText('clara is writing to this customer').waitFor()
      await clara.keyboard.press('Enter')
      const said = thread(victor).locator('[data-sent-by=person]', { hasText: 'this is clara' })
      await said.waitFor()
      await said.getByText('Read', { exact: true }).waitFor({ state: 'attached' })

      await clara.getByText('Note', { exact: true }).click()
      await clara.getByLabel('Note for the team').fill('A regular')
      await clara.keyboard.press('Enter')
      await thread(victor).locator('[data-sent-by=note]', { hasText: 'A regular' }).waitFor()

      await writes('27820000101', 'Are you there?', { name: 'Amira Haddad' })
      await thread(victor).getByText('Are you there?').waitFor()
      assert.equal(await thread(victor).locator('[data-sent-by=bot]').count(), 1, 'the bot is silent')

      await clara.getByRole('button', { name: 'Give back' }).click()
      const where = clara.getByRole('dialog', { name: 'Give back to the bot' })
      await where.getByRole('searchbox').fill('count')
      await where.getByRole('option', { name: /Set/ }).click()
      await thread(victor).getByText('clara gave it back to the bot').waitFor()
      await thread(victor).getByText('2: Hi').waitFor()
      await row(victor, 'Amira Haddad').getByText('Bot', { exact: true }).waitFor()
      await lookAt(victor, 'inbox-given-back')

      await thread(victor).locator('[data-sent-by=bot]').last().hover()
      await thread(victor).getByRole('button', { name: 'Why the bot said this' }).last().click()
      await victor.getByRole('dialog').getByText('“Question” says: 2: Hi').waitFor()
    })
  })
})

test('without the network for half a minute nothing is lost and nothing comes twice', async () => {
  await writes('27820000102', 'Hi', { name: 'João Silva' })
  const api = await apiOf('clara')
  await somebody(async (page) => {
    await page.clock.install()
    await logIn(page, 'clara')
    await page.goto('/inbox')
    await open(page, 'João Silva')
    await thread(page).getByText('1: Hi').waitFor()

    await page.context().setOffline(true)
    await page.getByText('No connection.').waitFor()
    const field = page.getByLabel('Message to the customer')
    await field.fill('Written in a tunnel')
    await page.keyboard.press('Enter')
    await page.getByText('Note', { exact: true }).click()
    await page.getByLabel('Note for the team').fill('Noted in a tunnel')
    await page.keyboard.press('Enter')
    await page.getByText('Reply', { exact: true }).click()
    await field.fill('Half a sent')
    await page.getByText('2 to be sent').waitFor()
    await writes('27820000102', 'Still there?', { name: 'João Silva' })
    await writes('27820000103', 'Hello', { name: 'Lerato' })
    await page.clock.fastForward(OFFLINE_MS)
    assert.equal(await thread(page).locator('[data-waiting]').count(), 2)
    await lookAt(page, 'inbox-offline')

    await page.context().setOffline(false)
    await thread(page).locator('[data-sent-by=person]', { hasText: 'Written in a tunnel' }).waitFor()
    await thread(page).locator('[data-sent-by=note]', { hasText: 'Noted in a tunnel' }).waitFor()
    await thread(page).getByText('Still there?', { exact: true }).waitFor()
    await row(page, 'Lerato').waitFor()
    assert.equal(await thread(page).locator('[data-waiting]').count(), 0)
    assert.equal(await page.getByText('No connection.').count(), 0)

    await page.reload()
    await page.getByLabel('Message to the customer').waitFor()
    assert.equal(await page.getByLabel('Message to the customer').inputValue(), 'Half a sent')
    const id = new URL(page.url()).pathname.split('/').at(-1)
    const { data } = await api('GET', `/api/conversations/${id}/messages`)
    const texts = data.filter((each) => each.text.includes('tunnel')).map((each) => each.text)
    assert.deepEqual(texts.sort(), ['Noted in a tunnel', 'Written in a tunnel'])
  })
})

test('keys go through the list, and lists are kept under a name', async () => {
  await writes('27820000104', 'First', { name: 'Pieter' })
  await writes('27820000105', 'Second', { name: 'Naledi' })
  await somebody(async (page) => {
    await logIn(page, 'victor')
    await page.goto('/inbox')
    await open(page, 'Naledi')
    await thread(page).getByText('1: Second').waitFor()
    await page.keyboard.press('Alt+j')
    await page.getByRole('heading', { level: 2, name: 'Pieter' }).waitFor()
    await page.keyboard.press('Alt+k')
    await page.getByRole('heading', { level: 2, name: 'Naledi' }).waitFor()
    await page.keyboard.press('Alt+p')
    await page.keyboard.type('By keys')
    await page.keyboard.press('Enter')
    await thread(page).locator('[data-sent-by=note]', { hasText: 'By keys' }).waitFor()
    await page.keyboard.press('Alt+a')
    await page.getByRole('menuitemradio', { name: /You/ }).press('Enter')
    await page.getByRole('link', { name: 'Mine' }).click()
    await row(page, 'Naledi').waitFor()
    await row(page, 'Pieter').waitFor({ state: 'detached' })

    await page.getByRole('button', { name: 'Saved views' }).click()
    await page.getByRole('menuitem', { name: 'Keep this list' }).click()
    await page.getByRole('dialog').getByLabel('Name').fill('My own')
    await page.getByRole('button', { name: 'Keep it' }).click()
    await page.getByRole('link', { name: 'All' }).click()
    await row(page, 'Pieter').waitFor()
    await page.getByRole('button', { name: 'Saved views' }).click()
    await page.getByRole('menuitem', { name: 'My own' }).click()
    await row(page, 'Pieter').waitFor({ state: 'detached' })
    await row(page, 'Naledi').waitFor()

    await page.keyboard.press('Control+Alt+e')
    await row(page, 'Naledi').waitFor({ state: 'detached' })
  })
})

test('who wrote more than a day ago gets templates alone', async () => {
  await writes('27820000106', 'Long ago', { name: 'Sofía', at: Date.now() - 2 * DAY_MS })
  await somebody(async (page) => {
    await logIn(page, 'clara')
    await page.goto('/inbox')
    await open(page, 'Sofía')
    await page.getByText('only an approved template may go now').waitFor()
    assert.equal(await page.getByLabel('Message to the customer').count(), 0)
    await page.getByText('Note', { exact: true }).click()
    await page.getByLabel('Note for the team').waitFor()
  })
})

test('inbox and contacts are accessible, light and dark, from right to left and on a telephone', async () => {
  await writes('27820000107', 'Hi', { name: 'Zola' })
  await somebody(async (page) => {
    await logIn(page, 'clara')
    await page.goto('/inbox')
    await open(page, 'Zola')
    await thread(page).getByText('1: Hi').waitFor()
    const conversation = new URL(page.url()).pathname
    await page.goto('/contacts')
    await page.getByRole('link', { name: 'Zola' }).click()
    await page.getByRole('button', { name: 'Erase' }).waitFor()
    const contact = new URL(page.url()).pathname
    for (const [theme, language, size] of [
      ['light', 'en', null],
      ['dark', 'en', null],
      ['dark', 'ar', null],
      ['light', 'en', PHONE],
      ['dark', 'ar', PHONE],
    ]) {
      if (size) await page.setViewportSize(size)
      await wear(page, theme, language)
      for (const [path, shown] of [
        ['/inbox', 'section li a'],
        [conversation, '[data-sent-by=bot]'],
        ['/contacts', 'main li a'],
        [contact, 'main form'],
      ]) {
        await page.goto(path)
        await page.locator(shown).first().waitFor()
        const name = `${path.split('/').slice(1, 2)}${path.split('/').length > 2 ? '-one' : ''}`
        await isAccessible(page, `${name} ${theme} ${language} ${size ? 'phone' : ''}`)
        await lookAt(page, `${name}-${theme}-${language}${size ? '-phone' : ''}`)
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        assert.ok(wide <= 0, `${path} is ${wide} px wider than the window`)
      }
    }
  })
})

test('a conversation that sleeps, is done, or is somebody’s says so above its thread', async () => {
  await writes('27820000131', 'Hi', { name: 'Zanele Khumalo' })
  await somebody(async (page) => {
    await logIn(page, 'clara')
    await page.goto('/inbox')
    await open(page, 'Zanele Khumalo')
    await thread(page).getByText('1: Hi').waitFor()
    await page.getByRole('button', { name: 'Assign' }).click()
    await page.getByRole('menuitemradio', { name: 'victor' }).click()
    await page.getByRole('button', { name: 'Snooze' }).click()
    await page.getByRole('menuitem', { name: 'Until the customer writes' }).click()
    await page.getByText('Snoozed until the customer writes').waitFor()
    await page.getByRole('button', { name: 'Snooze' }).click()
    await page.getByRole('menuitem', { name: 'For three hours' }).click()
    await page.getByText(/Snoozed until .*\d/).waitFor()
    await isAccessible(page, 'a conversation that sleeps')
    await lookAt(page, 'snoozed')
    await page.getByRole('button', { name: 'Reopen' }).click()
    await page.getByRole('button', { name: 'Resolve', exact: true }).click()
    await page.getByText('Resolved', { exact: true }).first().waitFor()
  })
})
