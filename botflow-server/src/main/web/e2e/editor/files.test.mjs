// A flow goes into a file and comes out of one; steps become a flow of their own.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { isAccessible, lookAt, somebody } from '../fixture.mjs'
import { makeBot, signUp } from '../person.mjs'
import { command, saved, stepWith } from './steps.mjs'

/** Chooses a file in the open dialog. */
async function give(page, content, name = 'some.flow.json') {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose a file' }).click(),
  ])
  await chooser.setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) })
}

test('a flow is exported, changed and imported as the draft, and that is taken back', async () => {
  await somebody(async (page, address) => {
    await signUp(page, address)
    await makeBot(page)
    await page.getByRole('button', { name: 'The flow', exact: true }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Export as a file' }).click(),
    ])
    const flow = JSON.parse(await readFile(await download.path(), 'utf8'))
    assert.equal(flow.nodes.length, await page.locator('.react-flow__node').count())

    await command(page, 'Import a file')
    const dialog = page.getByRole('dialog', { name: 'Import a file' })
    await give(page, '{ this is none')
    await dialog.getByText('The file is no JSON.').waitFor()
    await give(page, '{"nodes": [{"id": 7}]}')
    await dialog.getByText('The file has no flow').waitFor()

    flow.nodes.find((node) => node.id === 'service').data.config.text = 'From the file?'
    flow.edges = flow.edges.filter((edge) => edge.source !== 'service')
    await give(page, JSON.stringify(flow))
    await dialog.getByRole('list', { name: 'Problems' }).getByText('BF').first().waitFor()
    await isAccessible(page, 'import')
    await lookAt(page, 'import')
    await dialog.getByRole('button', { name: 'Take it as the draft' }).click()
    await stepWith(page, 'From the file?').waitFor()
    await saved(page)
    assert.notEqual(await page.getByRole('button', { name: /^Problems: [1-9]/ }).count(), 0)

    await command(page, 'Undo')
    await stepWith(page, 'From the file?').waitFor({ state: 'detached' })
    await saved(page)
    await page.getByRole('button', { name: 'Problems: 0' }).waitFor()
  })
})

test('chosen steps become a sub-flow, through which the flow still goes', async () => {
  await somebody(async (page, address) => {
    await signUp(page, address)
    await page.getByRole('link', { name: 'New bot' }).first().click()
    await page.getByRole('button', { name: 'Something else' }).click()
    await page.getByLabel('Name of the bot').fill('Sub-flows')
    await page.getByRole('button', { name: 'Make the bot' }).click()
    await page.locator('.react-flow__pane').waitFor()
    const step = (id, type, config, x) => ({ id, type, position: { x, y: 0 }, data: { config } })
    const flow = {
      name: 'Greeting',
      nodes: [
        step('start', 'trigger', { on: 'any_message' }, 0),
        step('name', 'question', { text: 'Who are you?', variable: 'name', input: { type: 'text' } }, 400),
        step(
          'town',
          'question',
          { text: 'Where from, {{ name }}?', variable: 'town', input: { type: 'text' } },
          800,
        ),
        step('bye', 'end', { text: 'Greetings to {{ town }}, {{ name }}' }, 1200),
      ],
      edges: [
        { id: '1', source: 'start', target: 'name' },
        { id: '2', source: 'name', sourceHandle: 'next', target: 'town' },
        { id: '3', source: 'town', sourceHandle: 'next', target: 'bye' },
      ],
    }
    await command(page, 'Import a file')
    await give(page, JSON.stringify(flow))
    await page.getByRole('button', { name: 'Take it as the draft' }).click()
    await stepWith(page, 'Where from').click({ position: { x: 60, y: 20 } })
    await saved(page)
    const problems = page.getByRole('button', { name: /^Problems: / })
    const before = await problems.getAttribute('aria-label')

    await command(page, 'Make a sub-flow of the chosen steps')
    const dialog = page.getByRole('dialog', { name: 'Make a sub-flow of the chosen steps' })
    await dialog.getByRole('textbox', { name: 'Name of the sub-flow' }).fill('Asks for the town')
    await isAccessible(page, 'sub-flow')
    await dialog.getByRole('button', { name: 'Make the sub-flow' }).click()
    await page.getByText('“Asks for the town” is a sub-flow').waitFor()
    await stepWith(page, 'Where from').waitFor({ state: 'detached' })
    await saved(page)
    assert.equal(await problems.getAttribute('aria-label'), before, 'nothing new is wrong')

    await page.getByRole('button', { name: 'Test', exact: true }).click()
    const chat = page.getByRole('log', { name: 'Conversation' })
    const say = async (text, answer) => {
      await page.getByRole('textbox', { name: 'Message' }).fill(text)
      await page.getByRole('button', { name: 'Send', exact: true }).click()
      await chat.getByText(answer).waitFor()
    }
    await say('Hi', 'Who are you?')
    await say('Thandi', 'Where from, Thandi?')
    await say('Knysna', 'Greetings to Knysna, Thandi')

    await page.getByRole('button', { name: 'The flow', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Asks for the town' }).click()
    await stepWith(page, 'Where from').waitFor()
    await page.getByText('Live', { exact: true }).waitFor()
    await page.goBack()
    await stepWith(page, 'Who are you?').waitFor()
  })
})
