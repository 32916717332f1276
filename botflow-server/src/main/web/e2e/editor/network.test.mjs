// The network is gone for 30 seconds of the page's clock, and nothing that was drawn is lost.
import { test } from 'node:test'
import { somebody } from '../fixture.mjs'
import { makeBot, signUp } from '../person.mjs'
import { openStep, saved, stepWith } from './steps.mjs'

test('what is drawn without a network is saved when it is back', async () => {
  await somebody(async (page, address) => {
    await signUp(page, address)
    await makeBot(page)
    const step = await openStep(page, 'Which service?')
    await page.clock.install()
    await page.context().setOffline(true)
    await step.getByRole('textbox', { name: 'Question', exact: true }).fill('Drawn in a tunnel?')
    await page.clock.runFor('00:30')
    await page.getByRole('status').getByText('Not saved: no connection').waitFor()
    await step.getByRole('textbox', { name: 'Name of the step' }).fill('Tunnel')
    await page.clock.runFor('00:05')

    await page.context().setOffline(false)
    await page.clock.runFor('00:05')
    await page.clock.resume()
    await saved(page)
    await page.reload()
    await stepWith(page, 'Drawn in a tunnel?').waitFor()
    await stepWith(page, 'Tunnel').waitFor()
  })
})
