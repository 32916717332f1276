// Whatever customers and people write is shown as they wrote it, and nothing of it runs.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { somebody } from '../fixture.mjs'
import { apiOf, logIn, thread, writes } from './customer.mjs'

const STRINGS = readFileSync(new URL('injections.txt', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
const TALKER = '27820000200'
const SCREENS_PX = 2_000

/** What only markup out of a text could have made. */
const MADE =
  '#root :is(script, iframe, object, embed, base, meta, form[action], [onerror], [onload], [onclick], [onfocus], [onmouseover], [href^="javascript:" i], [href^="data:" i])'

async function awaits(check) {
  for (;;) {
    const found = await check()
    if (found) return found
  }
}

/** Says that nothing of a text ran, and none of it became markup. */
function watchFor(page) {
  const ran = []
  page.on('dialog', async (dialog) => {
    ran.push(dialog.message())
    await dialog.dismiss()
  })
  return async (where) => {
    assert.equal(await page.evaluate(() => window.ran), undefined, where)
    assert.equal(await page.locator(MADE).count(), 0, where)
    assert.deepEqual(ran, [], where)
  }
}

/** Everything of a list that comes page by page. */
async function showAll(page) {
  const more = page.getByRole('button', { name: 'Show more' })
  await page.waitForLoadState('networkidle')
  while ((await more.count()) > 0) {
    await more.click().catch(() => undefined)
    await page.waitForLoadState('networkidle')
  }
}

test('two hundred strings that would run a script are texts everywhere', async () => {
  assert.equal(STRINGS.length, 200)
  const api = await apiOf('clara')
  for (const [index, text] of STRINGS.entries()) {
    await writes(`2783${String(index).padStart(7, '0')}`, text, { name: text })
    await writes(TALKER, text, { name: 'Talker' })
  }
  const { data } = await awaits(async () => {
    const found = await api('GET', `/api/conversations?search=${TALKER}`)
    return found.data.length === 1 ? found : null
  })
  const [talker] = data
  for (const text of STRINGS) {
    await api('POST', `/api/conversations/${talker.id}/notes`, { text })
    await api('POST', '/api/labels', { name: text, color: '#0969da' })
  }
  const labels = (await api('GET', '/api/labels')).data.slice(0, 20).map((label) => label.id)
  await api('PATCH', `/api/conversations/${talker.id}`, { labels })
  const fields = Object.fromEntries(STRINGS.slice(0, 100).map((text, index) => [`field_${index}`, text]))
  await api('PATCH', `/api/contacts/${talker.contact.id}`, { fields, tags: STRINGS.slice(0, 50) })

  await somebody(async (page) => {
    const nothingRan = watchFor(page)
    await logIn(page, 'clara')
    await page.goto('/inbox')
    const list = page.locator('[data-conversations]')
    await list.getByRole('link').first().waitFor()
    const names = new Set()
    for (;;) {
      for (const name of await list.getByRole('link').allTextContents()) names.add(name)
      const ended = await list.evaluate((box, step) => {
        const before = box.scrollTop
        box.scrollTop += step
        return box.scrollTop === before
      }, SCREENS_PX / 4)
      await nothingRan('in the list')
      if (ended && STRINGS.every((text) => names.has(text))) break
    }

    await page.goto(`/inbox/${talker.id}`)
    await thread(page).locator('[data-sent-by=note]').first().waitFor()
    const older = page.getByRole('button', { name: 'Earlier messages' })
    while ((await older.count()) > 0) {
      await older.click({ trial: false }).catch(() => undefined)
      await nothingRan('in the thread')
    }
    const said = new Set(
      await thread(page).locator('[data-sent-by=customer] p:first-of-type').allTextContents(),
    )
    const noted = await thread(page).locator('[data-sent-by=note]').allTextContents()
    for (const text of STRINGS) {
      assert.ok(said.has(text), `the message ${text}`)
      assert.ok(
        noted.some((note) => note.includes(text)),
        `the note ${text}`,
      )
    }
    await page.getByRole('button', { name: 'Labels' }).click()
    await page.getByRole('menuitemcheckbox', { name: STRINGS[0], exact: true }).waitFor()
    await nothingRan('among the labels')
    await page.keyboard.press('Escape')

    await page.goto(`/contacts/${talker.contact.id}`)
    await page.getByText('field_99', { exact: true }).first().waitFor()
    await nothingRan('on the contact')
    await page.goto('/contacts')
    const more = page.getByRole('button', { name: 'Show more' })
    await page.getByRole('heading', { name: 'Contacts' }).waitFor()
    await page.locator('main li a').first().waitFor()
    while ((await more.count()) > 0) await more.click().catch(() => undefined)
    const contacts = new Set(await page.locator('main li a').allTextContents())
    for (const text of STRINGS) assert.ok(contacts.has(text), `the contact ${text}`)
    await nothingRan('among the contacts')
  })
})

test('neither do they run where people of the business wrote them', async () => {
  const api = await apiOf('clara')
  const [account] = (await api('GET', '/api/whatsapp-accounts')).data
  for (const [index, text] of STRINGS.entries()) {
    await api('POST', '/api/knowledge-base', { title: text, text, category: text.slice(0, 60) })
    await api('POST', '/api/bots', { name: text, description: text })
    await api('POST', '/api/canned-replies', { shortCode: `s${index}`, text })
    await api('POST', '/api/templates', {
      whatsappAccountId: account.id,
      name: `template_${index}`,
      language: 'en',
      category: 'utility',
      components: [
        { type: 'HEADER', format: 'TEXT', text: text.slice(0, 60) },
        { type: 'BODY', text },
        { type: 'FOOTER', text: text.slice(0, 60) },
      ],
    })
  }
  for (const text of STRINGS.slice(0, 40))
    await api('POST', '/api/saved-views', { name: text, query: 'view=all' })

  await somebody(async (page) => {
    const nothingRan = watchFor(page)
    await logIn(page, 'clara')
    await page.goto('/knowledge')
    await page.getByRole('row').nth(1).waitFor()
    await showAll(page)
    await nothingRan('among the articles')
    const articles = await page.locator('main').textContent()
    for (const text of STRINGS) assert.ok(articles.includes(text), `the article ${text}`)
    await page.getByRole('button', { name: STRINGS[0], exact: true }).first().click()
    await page.getByRole('dialog').getByLabel('Text').waitFor()
    await nothingRan('in an article')

    await page.goto('/templates')
    await page.getByText('template_0', { exact: true }).or(page.getByText('template_199')).first().waitFor()
    await showAll(page)
    await nothingRan('among the templates')
    const templates = await page.locator('main').textContent()
    for (const text of STRINGS) assert.ok(templates.includes(text), `the template ${text}`)

    await page.goto('/bots')
    await page
      .getByRole('link', { name: STRINGS[0], exact: true })
      .or(page.locator('main li'))
      .first()
      .waitFor()
    await showAll(page)
    await nothingRan('among the bots')
    const bots = new Set(await page.locator('main li a').allTextContents())
    for (const text of STRINGS) assert.ok(bots.has(text), `the bot ${text}`)

    await page.goto('/analytics')
    await page.getByRole('button', { name: /All bots/ }).click()
    await page.getByRole('option').nth(50).waitFor()
    await nothingRan('among the figures')
    await page.keyboard.press('Escape')
    await page.goto('/settings/audit-log')
    await page
      .getByRole('cell', { name: 'bot.made', exact: true })
      .or(page.getByRole('cell'))
      .first()
      .waitFor()
    await showAll(page)
    await nothingRan('in the audit log')

    await page.goto('/inbox')
    await page.locator('[data-conversations]').getByRole('link').first().click()
    const field = page.getByLabel('Message to the customer')
    await field.pressSequentially('/s1')
    await page.getByRole('option').first().waitFor()
    await nothingRan('among the canned replies')
  })
})
