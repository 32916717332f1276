// Figures: what customers did is counted, compared, listed step by step, and saved as a file.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { isAccessible, lookAt, somebody, wear } from '../fixture.mjs'
import { logIn, writes } from '../inbox/customer.mjs'
import { signUp } from '../person.mjs'

const DAYS = 30

/** Counting runs every few seconds. */
async function counted(page) {
  const card = page.getByRole('listitem').filter({ hasText: 'Handed to people' })
  for (;;) {
    await page.goto('/analytics')
    await page.getByRole('heading', { level: 1, name: 'Analytics' }).waitFor()
    await page.waitForLoadState('networkidle')
    const met = page.getByRole('region', { name: 'Where customers stop' })
    if ((await card.count()) > 0 && (await met.count()) > 0) return
  }
}

test('figures of the days are shown, compared, as a table and as a file', async () => {
  await writes('27820000701', 'Hi', { name: 'Lindiwe' })
  await writes('27820000702', 'Hi', { name: 'Pieter' })
  await somebody(async (page) => {
    await logIn(page, 'clara')
    await counted(page)
    const conversations = page.getByRole('listitem').filter({ hasText: /^Conversations/ })
    await conversations.getByText('before: 0').waitFor()
    await page.getByRole('img', { name: 'Conversations by day, as lines' }).waitFor()
    await page.getByRole('img', { name: 'Messages by day, as bars' }).waitFor()
    await page.locator('.recharts-line-curve').first().waitFor()
    await page.locator('.recharts-bar-rectangle').first().waitFor()

    await page.getByText('As a table').first().click()
    const table = page.getByRole('region', { name: 'Conversations by day' })
    assert.equal(await table.getByRole('row').count(), DAYS + 1, 'each day, and the headings')

    const steps = page.getByRole('region', { name: 'Where customers stop' })
    await steps.getByRole('row', { name: /Question/ }).waitFor()
    await page.getByRole('region', { name: 'By bot' }).getByRole('link', { name: 'Counter' }).waitFor()
    await page.getByRole('region', { name: 'By number' }).getByText('Shop').waitFor()
    await lookAt(page, 'analytics-light-en-1440')

    const file = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export as CSV' }).click()
    const csv = await readFile(await (await file).path(), 'utf8')
    assert.match(csv, /^"?day"?,/)
    assert.equal(csv.trimEnd().split('\n').length, 2, 'one day, one bot, one number')

    await page.getByRole('button', { name: /Period/ }).click()
    await page.getByRole('option', { name: 'Other days' }).click()
    await page.getByLabel('First day').fill('2026-01-01')
    await page.getByLabel('Last day').fill('2026-01-31')
    await page.getByRole('heading', { name: 'Nothing happened in these days' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Nothing happened in these days' }).waitFor()
    await isAccessible(page, 'no figures')
  })
})

test('a question that nothing answered becomes an article', async () => {
  await somebody(async (page) => {
    await logIn(page, 'clara')
    await page.goto('/analytics')
    await page.getByText('Do you deliver on Sundays?').waitFor()
    await page.getByRole('button', { name: 'Add to knowledge base' }).click()
    const dialog = page.getByRole('dialog')
    assert.equal(await dialog.getByLabel('Title').inputValue(), 'Do you deliver on Sundays?')
    await dialog.getByLabel('Text').fill('Not on Sundays, but on Saturdays until noon.')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Do you deliver on Sundays?').waitFor({ state: 'detached' })
  })
})

test('figures are accessible, light and dark, from right to left, on a phone', async () => {
  await writes('27820000703', 'Hi', { name: 'Sipho' })
  await somebody(async (page) => {
    await logIn(page, 'clara')
    await counted(page)
    for (const [theme, language, width] of [
      ['light', 'en', 1440],
      ['dark', 'en', 1440],
      ['dark', 'ar', 1440],
      ['light', 'en', 360],
    ]) {
      await wear(page, theme, language)
      await page.setViewportSize({ width, height: 800 })
      await page.goto('/analytics')
      await page.locator('.recharts-line-curve').first().waitFor()
      await page.waitForLoadState('networkidle')
      for (const closed of await page.locator('main details').all()) await closed.locator('summary').click()
      await isAccessible(page, `/analytics ${theme} ${language} ${width}`)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      assert.ok(wide <= 0, `figures are ${wide} px too wide at ${width} px`)
      await lookAt(page, `analytics-${theme}-${language}-${width}`)
    }
  })
})

test('where nothing has happened yet, the page says what will come', async () => {
  await somebody(async (page, address) => {
    await signUp(page, address)
    await page.getByRole('link', { name: 'Analytics' }).click()
    await page.getByRole('heading', { name: 'Nothing happened in these days' }).waitFor()
    await isAccessible(page, 'nothing yet')
  })
})
