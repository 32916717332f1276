// The dashboard in a browser, against a real server: BOTFLOW_URL says where it is.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAccessible, lookAt, somebody, wear } from './fixture.mjs'
import { makeBot, signUp } from './person.mjs'

test('from the sign-up to a published bot that has answered', async () => {
  await somebody(async (page, address) => {
    await signUp(page, address)
    await makeBot(page)

    await page.getByRole('button', { name: 'Test', exact: true }).click()
    const chat = page.getByRole('log', { name: 'Conversation' })
    await page.getByRole('textbox', { name: 'Message' }).fill('Hi')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await chat.getByText('Hello, this is Bean & Leaf!').waitFor()
    await chat.getByRole('button', { name: 'Haircut' }).click()
    await chat.getByText('For which day?').waitFor()
    assert.equal(await page.locator('.step.is-running').count(), 1, 'the step that waits is lit')
    await lookAt(page, 'chat')

    await page.getByRole('button', { name: 'Test', exact: true }).click()
    await page
      .locator('.react-flow__node', { hasText: 'Which service?' })
      .first()
      .click({ position: { x: 60, y: 20 } })
    const step = page.getByRole('complementary', { name: 'Step' })
    await step.getByRole('textbox', { name: 'Question', exact: true }).fill('What may we do for you?')
    await page.getByRole('status').getByText('Saved', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Publish' }).click()
    const dialog = page.getByRole('dialog', { name: 'Publish' })
    await dialog.getByRole('textbox').fill('The first one')
    await dialog.getByRole('button', { name: 'Publish' }).click()
    await page.getByText('Version 1 is live').waitFor()

    await page.reload()
    await page.locator('.react-flow__node', { hasText: 'What may we do for you?' }).first().waitFor()
  })
})

test('every page is accessible, light and dark, and from right to left', async () => {
  await somebody(async (page, address) => {
    for (const path of ['/login', '/signup', '/forgot-password']) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await isAccessible(page, path)
    }
    await signUp(page, address)
    await makeBot(page)
    const editor = new URL(page.url()).pathname
    for (const [theme, language] of [
      ['light', 'en'],
      ['dark', 'en'],
      ['dark', 'ar'],
    ]) {
      await wear(page, theme, language)
      for (const path of ['/bots', '/bots/new', '/settings', editor]) {
        await page.goto(path)
        await page.getByRole('navigation').first().waitFor()
        await page.getByRole('heading', { level: 1 }).waitFor()
        if (path === editor) {
          await page.locator('.react-flow__node').first().waitFor()
          await page
            .locator('.react-flow__node')
            .nth(2)
            .click({ position: { x: 60, y: 20 } })
          await page.getByRole('complementary').waitFor()
        }
        await isAccessible(page, `${path} ${theme} ${language}`)
        await lookAt(page, `${path.split('/').slice(1, 3).join('-').slice(0, 12)}-${theme}-${language}`)
      }
    }
  })
})
