// A browser for the tests of a file, people in it, and what every page has to keep.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before } from 'node:test'
import { openBrowser, watch } from './browser.mjs'

const baseURL = process.env.BOTFLOW_URL
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const WAIT_MS = 30_000
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
let browser
let number = 0

before(async () => {
  browser = await openBrowser()
})
after(() => browser?.close())

/** A browser of somebody new, whose pages must not fail. */
export async function somebody(work) {
  const context = await browser.newContext({
    baseURL,
    locale: 'en-GB',
    viewport: { width: 1440, height: 900 },
  })
  const page = await context.newPage()
  page.setDefaultTimeout(WAIT_MS)
  const problems = []
  watch(page, problems)
  number += 1
  try {
    await work(page, `person${number}-${Date.now()}@example.org`)
    assert.deepEqual(problems, [])
  } catch (error) {
    if (process.env.BOTFLOW_PICTURES) {
      await page.screenshot({ path: `${process.env.BOTFLOW_PICTURES}/failed-${number}.png` })
    }
    if (problems.length > 0) throw new AggregateError([error], problems.join('\n'))
    throw error
  } finally {
    await context.close()
  }
}

/** Everything that axe finds against WCAG 2.2 AA. */
export async function isAccessible(page, where) {
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((each) => each.finished.catch(() => {}))),
  )
  // For seconds, React Aria tells of a button that was pressed, even when the button is gone.
  await page.waitForFunction(() => !document.querySelector('[data-live-announcer] [role=img]'))
  // Not as a script element: the policy of the pages forbids that.
  await page.evaluate(readFileSync(axe, 'utf8'))
  const found = await page.evaluate(
    async (rules) => (await window.axe.run(document, { runOnly: rules })).violations,
    RULES,
  )
  const lines = found.flatMap((rule) =>
    rule.nodes.map((node) => `${where}: ${rule.id} ${node.html.slice(0, 200)}`),
  )
  assert.deepEqual(lines, [])
}

export async function lookAt(page, name) {
  if (process.env.BOTFLOW_PICTURES)
    await page.screenshot({ path: `${process.env.BOTFLOW_PICTURES}/${name}.png` })
}

/** From the next page on. */
export async function wear(page, theme, language) {
  await page.evaluate(
    ([shown, spoken]) => {
      localStorage.setItem('botflow.theme', shown)
      localStorage.setItem('botflow.language', spoken)
    },
    [theme, language],
  )
}
