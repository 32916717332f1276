// Olga's bot is live, and one customer came as far as its first question.
import { test } from 'node:test'
import { isAccessible, lookAt, somebody } from '../fixture.mjs'
import { logIn } from '../inbox/customer.mjs'
import { stepWith } from './steps.mjs'

test('traffic and drop-off are drawn on the flow, and hidden again', async () => {
  await somebody(async (page) => {
    await logIn(page, 'olga')
    await page.getByRole('link', { name: 'Desk' }).first().click()
    const asked = stepWith(page, 'Which service?')
    await asked.waitFor()
    await page.getByRole('button', { name: 'Show the traffic' }).click()
    await asked.getByText('Came: 1').waitFor()
    await asked.getByText('stayed: 100 %').waitFor()
    await stepWith(page, 'Starts over').getByText('Came: 0').waitFor()
    await isAccessible(page, 'traffic')
    await lookAt(page, 'traffic')
    await page.getByRole('button', { name: 'Hide the traffic' }).click()
    await asked.getByText('Came: 1').waitFor({ state: 'detached' })
  })
})
