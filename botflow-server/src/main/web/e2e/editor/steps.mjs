// What authors do in the flow editor, in the words that stand on it.

/** The step of this text on the canvas. */
export function stepWith(page, text) {
  return page.locator('.react-flow__node', { hasText: text }).first()
}

/** Opens a step beside the canvas. */
export async function openStep(page, text) {
  await stepWith(page, text).click({ position: { x: 60, y: 20 } })
  return page.getByRole('complementary', { name: 'Step' })
}

/** Does something by its name. */
export async function command(page, words) {
  await page.keyboard.press('Control+k')
  const dialog = page.getByRole('dialog', { name: 'Commands' })
  await dialog.getByRole('searchbox').waitFor()
  await page.keyboard.type(words)
  await dialog.getByRole('option', { name: words }).first().waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
}

/** Everything that was drawn is on the server. */
export async function saved(page) {
  await page.getByRole('status').getByText('Saved', { exact: true }).waitFor()
}
