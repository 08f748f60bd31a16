import { inBrowser, openPage } from './open-page'
import { newest, send } from './panel'

const at = openPage()
type Side = ReturnType<typeof at.slack>

const sides = [
  ['Slack', () => at.slack()],
  ['Discord', () => at.discord()],
] as const

const message = ({ panel }: Side, text: string) => panel.locator('.message', { hasText: text }).last()
const entry = ({ panel }: Side, name: string) => panel.getByRole('menuitem', { name })
const open = (side: Side, text: string) =>
  message(side, text).getByRole('button', { name: 'Message menu' }).press('Enter')

inBrowser.each(sides)('the menu of a message offers in %s what the bot does with it', async (_, side) => {
  await send(side().box, 'We leave at six')
  await open(side(), 'We leave at six')
  await entry(side(), 'Ask about this').click()
  await newest(side().panel).getByText('You chose "We leave at six"').waitFor()
  expect(await message(side(), 'You chose').getByRole('button', { name: 'Message menu' }).count()).toBe(0)
})

inBrowser.each(sides)(
  'people change and delete their own messages in %s, from the keyboard',
  async (_, side) => {
    await send(side().box, 'Helo there')
    await open(side(), 'Helo there')
    await side().panel.locator('[role=menuitem]:focus').waitFor()
    await entry(side(), 'Edit message').press('Enter')
    const box = side().panel.getByRole('textbox', { name: 'Edit the message' })
    expect(await box.inputValue()).toBe('Helo there')
    await box.fill('Hello there')
    await box.press('Enter')
    await message(side(), 'Hello there').getByText('(edited)').waitFor()
    await open(side(), 'Hello there')
    at.page.once('dialog', (dialog) => void dialog.accept())
    await entry(side(), 'Delete message').press('Enter')
    await message(side(), 'Hello there').waitFor({ state: 'detached' })
  },
)

inBrowser.each(sides)('nobody changes what others wrote in %s', async (_, side) => {
  await side().play('Olivia')
  await send(side().box, 'This is mine')
  await side().play('Adam')
  await open(side(), 'This is mine')
  await entry(side(), 'Ask about this').waitFor()
  expect(await entry(side(), 'Edit message').count()).toBe(0)
})

inBrowser('arrows move in the menu, and Escape gives the focus back to its button', async () => {
  const side = at.slack()
  await send(side.box, 'a message of mine')
  await open(side, 'a message of mine')
  await side.panel.getByRole('menuitem', { name: 'Reply in thread' }).press('ArrowUp')
  await side.panel.locator('[role=menuitem]:focus', { hasText: 'Delete message' }).press('ArrowDown')
  await side.panel.locator('[role=menuitem]:focus', { hasText: 'Reply in thread' }).press('Escape')
  await side.panel.locator('.menu-button:focus').waitFor()
  expect(await side.panel.getByRole('menu').count()).toBe(0)
})
