// Chromium, driven like a person; what every browser test needs.
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
]

/** Starts a browser that belongs to the test alone. */
export function openBrowser() {
  const executablePath = process.env.BOTFLOW_CHROMIUM ?? PLACES.find((path) => existsSync(path))
  if (!executablePath) {
    throw new Error('The browser tests need Chromium: apt-get install chromium, or BOTFLOW_CHROMIUM=path')
  }
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
}

/** What a page must not do: fail, or want what its policy forbids. */
export function watch(page, problems) {
  page.on('pageerror', (error) => problems.push(`${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    const text = message.text()
    if (message.type() === 'error' && !text.includes('Failed to load resource'))
      problems.push(`${page.url()}: ${text}`)
  })
}
