import type { Locator, Page } from 'playwright-core'

/** One side of the page, by what a person can find there. */
export function panelOf(page: Page, name: 'Slack' | 'Discord') {
  const panel = page.getByRole('region', { name, exact: true })
  return {
    panel,
    box: panel.getByRole('combobox', { name: new RegExp(`^Message .* in ${name}$`) }),
    options: panel.getByRole('listbox', { name: 'Completions' }).getByRole('option'),
    dialog: panel.getByRole('dialog'),
    play: (person: string) => panel.getByRole('radio', { name: person }).check({ force: true }),
  }
}

/** The newest message of a panel. */
export const newest = (panel: Locator) => panel.locator('.slack-message, discord-message').last()

export async function send(box: Locator, line: string): Promise<void> {
  await box.fill(line)
  await box.press('Enter')
}

export async function expectTexts(items: Locator, texts: string[]): Promise<void> {
  await items.nth(texts.length - 1).waitFor()
  expect(await items.locator('strong').allTextContents()).toEqual(texts)
}

/** Names of what the Tab key visits, from the top of a fresh page to its end. */
export async function tabOrder(page: Page): Promise<string[]> {
  const visited: string[] = []
  for (let steps = 0; steps < 200; steps += 1) {
    await page.keyboard.press('Tab')
    const name = await page.evaluate<string | null>(`(() => {
      const { activeElement: at } = document
      if (!at || at === document.body) return null
      return at.getAttribute('aria-label') || at.name || at.lastChild?.textContent || at.textContent
    })()`)
    if (name === null) break
    visited.push(name)
  }
  return visited
}
