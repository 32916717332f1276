// Contacts out of a file: what it holds is seen first, and each row that is left out says why.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAccessible, lookAt, somebody } from '../fixture.mjs'
import { logIn, writes } from './customer.mjs'

const FILE = `Phone;Name;Tags;city;shoe size
+27 82 000 0901;"Naidoo; Priya";vip, new;Durban;38
27820000902;Sipho;;Soweto;44
unknown;Nobody;;;
27820000903;Known already;;;
`

test('contacts are imported from a file, and rows that cannot be are told', async () => {
  await writes('27820000903', 'Hi', { name: 'Known' })
  await somebody(async (page) => {
    await logIn(page, 'clara')
    await page.goto('/contacts')
    await page.getByRole('link', { name: 'Known', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Import contacts' })
    const choose = (name, text) =>
      dialog
        .getByLabel('Choose a CSV file')
        .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
    await choose('names.csv', 'name\nAda\n')
    await dialog.getByText('No column is called “phone”').waitFor()
    assert.ok(await dialog.getByRole('button', { name: 'Import them' }).isDisabled())

    await choose('customers.csv', FILE)
    await dialog.getByText('3 of 4 rows can be imported.').waitFor()
    await dialog.getByText('shoe size').waitFor()
    await dialog.getByRole('cell', { name: 'Naidoo; Priya' }).waitFor()
    await dialog
      .getByRole('row', { name: /unknown/ })
      .getByText('The phone number is not in international form')
      .waitFor()
    await isAccessible(page, 'an import')
    await lookAt(page, 'import')
    await dialog.getByRole('button', { name: 'Import them' }).click()
    await dialog.getByText('Contacts made: 2').waitFor()
    await dialog.getByRole('row', { name: /27820000903/ }).waitFor()
    await isAccessible(page, 'what became of an import')
    await dialog.getByRole('button', { name: 'Done' }).click()

    await page.getByRole('link', { name: 'Naidoo; Priya' }).click()
    await page.getByText('Durban').first().waitFor()
    await page.getByText('vip').first().waitFor()
  })
})
