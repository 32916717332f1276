// What a person does on the pages, in the words that stand on them.
const PASSWORD = 'correct horse battery'

/** Signs up, opens the mail's link, logs in and founds an organisation. */
export async function signUp(page, address, { organization = 'Bean & Leaf' } = {}) {
  await page.goto('/')
  await page.getByRole('link', { name: 'Sign up' }).click()
  await page.getByLabel('Your name').fill('Ada Example')
  await page.getByLabel('E-mail').fill(address)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign up' }).click()
  await page.getByRole('link', { name: 'This server shows its mails here' }).click()
  await page.goto(await linkOfMail(page, address))
  await page.getByText('Your address is confirmed').waitFor()
  await page.getByRole('link', { name: 'Log in' }).click()
  await page.getByLabel('E-mail').fill(address)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.getByLabel('Name of the business').fill(organization)
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByRole('heading', { name: 'No bots yet' }).waitFor()
}

/** A mail comes a moment after the answer. The link names no host of this test: only its path counts. */
export async function linkOfMail(page, address) {
  const link = page.locator('pre', { hasText: 'verify-email' }).locator('a').first()
  for (let tries = 0; tries < 50; tries += 1) {
    if ((await page.getByText(`To: ${address}`).count()) > 0 && (await link.count()) > 0) break
    await page.reload()
  }
  const { pathname, hash } = new URL(await link.getAttribute('href'))
  return pathname + hash
}

/** From a template to its flow. */
export async function makeBot(page, template = 'Appointment booking') {
  await page.getByRole('link', { name: 'New bot' }).first().click()
  await page.getByRole('button', { name: template }).click()
  await page.getByLabel('What is your business called?').fill('Bean & Leaf')
  await page.getByRole('button', { name: 'Make the bot' }).click()
  await page.locator('.react-flow__node').first().waitFor()
}
