// The chat's snippet on a page of somebody else: SHOP_URL is the page.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import { openBrowser, watch } from '../browser.mjs'

const shop = process.env.SHOP_URL
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const WAIT_MS = 30_000
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
let browser

before(async () => {
  browser = await openBrowser()
})
after(() => browser?.close())

/** A visitor with a browser of their own, whose page must not fail. */
async function visitor(work, settings = {}) {
  const context = await browser.newContext({ locale: 'en-GB', ...settings })
  const page = await context.newPage()
  page.setDefaultTimeout(WAIT_MS)
  const problems = []
  watch(page, problems)
  try {
    await work(page, context)
    assert.deepEqual(problems, [])
  } finally {
    await context.close()
  }
}

/** Opens the shop, with attributes of its html element and of the snippet. */
function visit(page, html = '', snippet = '') {
  return page.goto(`${shop}/?${encodeURIComponent(`${html}|${snippet}`)}`)
}

const launcher = (page) => page.getByRole('button', { name: /^Open chat/ })
const lines = (page) => page.getByRole('log').locator('.line')

/** Everything that axe finds against WCAG 2.2 AA, in the chat as well as around it. */
async function isAccessible(page, where) {
  // Not as a script element: the policy of the page forbids that.
  await page.evaluate(axe)
  const found = await page.evaluate(
    async (rules) => (await window.axe.run(document, { runOnly: rules })).violations,
    RULES,
  )
  const told = found.flatMap((rule) =>
    rule.nodes.map((node) => `${where}: ${rule.id} ${node.html.slice(0, 200)}`),
  )
  assert.deepEqual(told, [])
}

test('a visitor writes, is answered, and goes on after a reload, by keyboard alone', () =>
  visitor(async (page) => {
    await visit(page)
    await launcher(page).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Good morning')
    await page.keyboard.press('Enter')
    await page.getByText('Which bread?').waitFor()
    assert.deepEqual(await lines(page).allInnerTexts(), [
      'You:\nGood morning',
      'Reply:\nWhich bread?\nRye\nOat',
    ])
    await isAccessible(page, 'with choices')

    // Back from the words to the choices: close, log, first choice.
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Enter')
    await page.getByText('How many Oat?').waitFor()
    assert.equal(await page.getByRole('button', { name: 'Rye' }).isDisabled(), true)

    await page.reload()
    await launcher(page).waitFor()
    await launcher(page).focus()
    await page.keyboard.press('Enter')
    await page.getByText('How many Oat?').waitFor()
    assert.equal(await lines(page).count(), 4)
    await page.keyboard.type('three')
    await page.keyboard.press('Enter')
    await page.getByText('three Oat, see').waitFor()
    assert.equal(await lines(page).count(), 6)
    assert.equal(
      await page.getByRole('link', { name: 'https://shop.example/orders' }).getAttribute('rel'),
      'noopener noreferrer',
    )
    await isAccessible(page, 'with a link')

    await page.keyboard.press('Escape')
    assert.equal(await page.getByRole('dialog').count(), 0)
    assert.equal(await launcher(page).evaluate((one) => one.getRootNode().activeElement === one), true)
    await isAccessible(page, 'closed')
  }))

/** Cuts the lines of a page, and lets none last while it is down. */
const CUTS = `
  window.cut = { down: false, lines: [] }
  window.WebSocket = class extends WebSocket {
    constructor(url) {
      super(url)
      window.cut.lines.push(this)
      this.addEventListener('open', () => window.cut.down && this.close())
    }
  }`

test('what was said while the line was down arrives once when it is back', () =>
  visitor(async (page) => {
    await page.addInitScript(CUTS)
    await visit(page, '', 'data-open="true"')
    const status = page.getByRole('status')
    await page.waitForFunction(() => window.cut.lines.length > 0)
    await status.filter({ hasText: /^$/ }).waitFor({ state: 'attached' })
    await page.evaluate(() => {
      window.cut.down = true
      for (const line of window.cut.lines) line.close()
    })
    await page.getByLabel('Write a message').fill('Hello?')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => window.cut.lines.length > 2)
    assert.equal(await lines(page).count(), 1)
    await page.evaluate(() => {
      window.cut.down = false
    })
    await page.getByText('Which bread?').waitFor()
    assert.equal(await lines(page).count(), 2)
  }))

test('two windows of one visitor show the same', () =>
  visitor(async (page, context) => {
    await visit(page, '', 'data-open="true"')
    await page.getByLabel('Write a message').fill('Hi')
    await page.keyboard.press('Enter')
    await page.getByText('Which bread?').waitFor()
    const second = await context.newPage()
    await visit(second, '', 'data-open="true"')
    await second.getByText('Which bread?').waitFor()
    await second.getByRole('button', { name: 'Rye' }).click()
    await second.getByText('How many Rye?').waitFor()
    await page.getByText('How many Rye?').waitFor()
    assert.equal(await lines(page).count(), 4)
  }))

test('a visitor of one visit is forgotten with the window', () =>
  visitor(async (page) => {
    await visit(page, '', 'data-open="true" data-keep="session"')
    await page.getByLabel('Write a message').fill('Hi')
    await page.keyboard.press('Enter')
    await page.getByText('Which bread?').waitFor()
    assert.equal(await page.evaluate(() => localStorage.length), 0)
  }))

test('words, colours and place are the page’s', () =>
  visitor(async (page) => {
    await visit(
      page,
      '',
      'data-open="true" data-title="Ask the baker" data-greeting="Good morning!" data-position="left" ' +
        'data-accent="#7c2d12" data-accent-text="#fff7ed" data-background="#111827" data-text="#f9fafb"',
    )
    const panel = page.getByRole('dialog', { name: 'Ask the baker' })
    await panel.waitFor()
    assert.deepEqual(await lines(page).allInnerTexts(), ['Reply:\nGood morning!'])
    const seen = await panel.evaluate((one) => {
      const style = getComputedStyle(one)
      const head = getComputedStyle(one.querySelector('.head'))
      return [style.backgroundColor, style.color, head.backgroundColor, head.color]
    })
    assert.deepEqual(seen, [
      'rgb(17, 24, 39)',
      'rgb(249, 250, 251)',
      'rgb(124, 45, 18)',
      'rgb(255, 247, 237)',
    ])
    const box = await panel.boundingBox()
    assert.ok(box.x < 100, `at the left: ${box.x}`)
    // The page's own styles stay outside.
    const font = await panel.evaluate((one) => getComputedStyle(one.querySelector('button')).fontSize)
    assert.equal(font, '16px')
    await page.getByLabel('Write a message').fill('Hi')
    await page.keyboard.press('Enter')
    await page.getByText('Which bread?').waitFor()
    await isAccessible(page, 'dark')
  }))

const OPEN = {
  en: 'Open chat',
  af: 'Maak klets oop',
  ar: 'فتح الدردشة',
  de: 'Chat öffnen',
  es: 'Abrir el chat',
  fr: 'Ouvrir le chat',
  pt: 'Abrir o chat',
}

test('it speaks the page’s language, and reads from right to left', () =>
  visitor(async (page) => {
    for (const [language, name] of Object.entries(OPEN)) {
      await visit(page, `lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"`)
      await page.getByRole('button', { name }).click()
      const panel = page.getByRole('dialog')
      await panel.waitFor()
      const rightToLeft = language === 'ar'
      const box = await panel.boundingBox()
      assert.equal(box.x < 100, rightToLeft, `${language} stands at ${box.x}`)
      const [input, send] = await Promise.all(
        ['textarea', '.send'].map((what) => panel.locator(what).boundingBox()),
      )
      assert.equal(input.x > send.x, rightToLeft, `${language}: words before the button`)
      await isAccessible(page, language)
    }
    await visit(page, 'lang="ar" dir="rtl"', 'data-language="en" data-position="right"')
    await launcher(page).waitFor()
  }))

test('it fits a telephone', () =>
  visitor(
    async (page) => {
      await visit(page, '', 'data-open="true"')
      const box = await page.getByRole('dialog').boundingBox()
      assert.ok(box.x >= 0 && box.x + box.width <= 320, JSON.stringify(box))
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320)
    },
    { viewport: { width: 320, height: 568 } },
  ))
