// A partner's own node type, of which the dashboard knows nothing but what the server says.
import { test } from 'node:test'
import { isAccessible, somebody } from '../fixture.mjs'
import { makeBot, signUp } from '../person.mjs'
import { saved, stepWith } from './steps.mjs'

test("a partner's step has its words, its form and its ways out", async () => {
  await somebody(async (page, address) => {
    await signUp(page, address)
    await makeBot(page)
    const palette = page.getByRole('region', { name: 'Steps to add' })
    await palette.getByRole('button', { name: 'Send an invoice' }).click()
    const step = page.getByRole('complementary', { name: 'Step' })
    await step.getByRole('heading', { name: 'Send an invoice' }).waitFor()
    await step.getByText('Sends what is to be paid.').waitFor()
    await step.getByRole('textbox', { name: 'Words on the invoice' }).fill('What you owe us')
    await step.getByRole('button', { name: 'Add to Copies' }).click()
    await step.getByRole('button', { name: 'mail Copies 1' }).waitFor()

    const onCanvas = stepWith(page, 'What you owe us')
    await onCanvas.getByRole('button', { name: 'From “Sent” on to …' }).waitFor()
    await step.getByText('In parts').click()
    await onCanvas.getByRole('button', { name: 'From “Partly paid” on to …' }).waitFor()
    await saved(page)
    await isAccessible(page, "a partner's step")

    await page.reload()
    await stepWith(page, 'What you owe us')
      .getByRole('button', { name: 'From “Partly paid” on to …' })
      .waitFor()
  })
})
