// From nothing to a published flow without a mouse: not one click, and no focus but by Tab.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { somebody } from '../fixture.mjs'
import { linkOfMail } from '../person.mjs'
import { command, saved, stepWith } from './steps.mjs'

const MOST_TABS = 120

/** Goes on by Tab, or back, until the focus is there. */
async function reach(page, target, key = 'Tab') {
  await target.waitFor()
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(key)
  }
  assert.fail(`${target} is not reached by ${key}`)
}

async function press(page, target) {
  await reach(page, target)
  await page.keyboard.press('Enter')
}

async function write(page, target, words) {
  await reach(page, target)
  await page.keyboard.type(words)
}

test('somebody signs up, draws, connects and publishes a flow by keyboard alone', async () => {
  await somebody(async (page, address) => {
    await page.goto('/')
    await press(page, page.getByRole('link', { name: 'Sign up' }))
    await write(page, page.getByLabel('Your name'), 'Ada Example')
    await write(page, page.getByLabel('E-mail'), address)
    await write(page, page.getByLabel('Password'), 'correct horse battery')
    await page.keyboard.press('Enter')
    await press(page, page.getByRole('link', { name: 'This server shows its mails here' }))
    await page.waitForURL('**/mails**')
    await page.waitForLoadState()
    await page.goto(await linkOfMail(page, address))
    await page.getByText('Your address is confirmed').waitFor()
    await press(page, page.getByRole('link', { name: 'Log in' }))
    await write(page, page.getByLabel('E-mail'), address)
    await write(page, page.getByLabel('Password'), 'correct horse battery')
    await page.keyboard.press('Enter')
    await write(page, page.getByLabel('Name of the business'), 'Bean & Leaf')
    await page.keyboard.press('Enter')

    await page.getByRole('heading', { name: 'No bots yet' }).waitFor()
    await press(page, page.getByRole('link', { name: 'New bot' }).first())
    await press(page, page.getByRole('button', { name: 'Something else' }))
    await write(page, page.getByLabel('Name of the bot'), 'Keyboard bot')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Publish' }).waitFor()

    await command(page, 'Tidy up')
    const start = page.locator('.react-flow__node').first()
    await press(page, start.getByRole('button', { name: /on to/ }))
    await page.getByRole('dialog', { name: 'What comes next?' }).getByRole('searchbox').waitFor()
    await page.keyboard.type('Ends the conversation')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    const step = page.getByRole('complementary', { name: 'Step' })
    await write(page, step.getByRole('textbox', { name: 'Closing words' }), 'Goodbye, and thank you!')
    const end = stepWith(page, 'Goodbye, and thank you!')
    await end.waitFor()
    assert.equal(await page.locator('.react-flow__edge').count(), 1)

    // Moved by arrows, and that is taken back and done again.
    await reach(page, end, 'Shift+Tab')
    const place = () => end.evaluate((element) => element.style.transform)
    const before = await place()
    await page.keyboard.press('ArrowDown')
    const after = await place()
    assert.notEqual(after, before)
    await page.keyboard.press('Control+z')
    assert.equal(await place(), before)
    await page.keyboard.press('Control+y')
    assert.equal(await place(), after)
    await saved(page)

    await press(page, page.getByRole('button', { name: 'Publish' }))
    const dialog = page.getByRole('dialog', { name: 'Publish' })
    await press(page, dialog.getByRole('button', { name: 'Publish' }))
    await page.getByText('Version 1 is live').waitFor()
  })
})
