// The flow's texts in other languages.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAccessible, lookAt, somebody, wear } from '../fixture.mjs'
import { makeBot, signUp } from '../person.mjs'
import { command, saved } from './steps.mjs'

test('the texts of a flow are translated, what is missing is seen and proposed', async () => {
  await somebody(async (page, address) => {
    await signUp(page, address)
    await makeBot(page)
    await page.getByRole('button', { name: 'Translations' }).click()
    const panel = page.getByRole('complementary', { name: 'Translations' })
    const language = panel.getByRole('textbox', { name: 'Another language' })
    await language.fill('no such thing')
    await panel.getByRole('button', { name: 'Add the language' }).click()
    await panel.getByRole('alert').getByText('A language is written as').waitFor()
    await language.fill('zu')
    await panel.getByRole('button', { name: 'Add the language' }).click()
    await panel
      .getByText(/Translated: 0 of \d+/)
      .first()
      .waitFor()
    await saved(page)

    const question = panel.getByRole('textbox', { name: /^For which day\?/ })
    await question.fill('Ngoluphi usuku?')
    await panel
      .getByText(/Translated: 1 of \d+/)
      .first()
      .waitFor()
    await panel.getByText('Only what is missing').click()
    assert.equal(await question.count(), 0, 'what is translated is not missing')
    await isAccessible(page, 'translations')
    await lookAt(page, 'translations')

    await panel.getByRole('button', { name: 'Propose what is missing' }).click()
    await page.getByText(/^Proposed: \d+$/).waitFor()
    await panel.getByText('Only what is missing').click()
    assert.match(await panel.getByRole('textbox', { name: /^Under which name/ }).inputValue(), /^zu: Under/)
    assert.equal(await question.inputValue(), 'Ngoluphi usuku?', 'what an author wrote stays')
    assert.equal(await panel.getByText('Missing', { exact: true }).count(), 0)

    await command(page, 'Undo')
    await panel
      .getByText(/Translated: 1 of \d+/)
      .first()
      .waitFor()
    await saved(page)
    await wear(page, 'dark', 'ar')
    await page.reload()
    await page.getByRole('button', { name: 'الترجمات' }).click()
    const arabic = page.getByRole('complementary', { name: 'الترجمات' })
    await arabic.getByRole('progressbar').waitFor()
    await isAccessible(page, 'translations, dark, from right to left')
  })
})
