import { inBrowser, openPage } from './open-page'
import { newest, send } from './panel'
import { longPrompt } from './slack-conversation'

const at = openPage()
const { slack, discord } = at

const thread = () => slack().panel.getByRole('region', { name: 'Thread' })
const reply = () => thread().getByRole('combobox', { name: 'Reply in the thread in Slack' })
const messagesIn = (place: ReturnType<typeof thread>) => place.locator('.slack-message')

inBrowser('an answer in Slack grows in its thread, not in the channel', async () => {
  const { box, panel } = slack()
  await send(box, '@Rolecall where is it?')
  await panel.getByRole('button', { name: /^1 reply.*Rolecall is answering/ }).click()
  const growing = messagesIn(thread()).last()
  await growing.getByText('in the handbook').waitFor()
  await growing.getByRole('img', { name: 'Still writing' }).waitFor()
  expect(await growing.locator('strong', { hasText: 'in the handbook' }).count()).toBe(1)
  await send(reply(), 'go on')
  await growing.page().getByText(', on page 2.').waitFor()
  await thread().getByRole('img', { name: 'Still writing' }).waitFor({ state: 'detached' })
  expect(await messagesIn(thread()).count()).toBe(3)
  await thread()
    .getByRole('button', { name: /Back to #general/ })
    .click()
  await panel.getByRole('button', { name: '2 replies' }).waitFor()
  expect(await panel.locator('.slack-message', { hasText: 'go on' }).count()).toBe(0)
})

inBrowser(
  'a thread begins from the menu of a message, and lasts while another person is played',
  async () => {
    const { box, panel, play } = slack()
    await send(box, 'lunch?')
    await newest(panel).getByText('lunch?').waitFor()
    const message = panel.locator('.message', { hasText: 'lunch?' }).last()
    await message.getByRole('button', { name: 'Message menu' }).click()
    await panel.getByRole('menuitem', { name: 'Reply in thread' }).click()
    await send(reply(), 'at noon')
    await messagesIn(thread()).getByText('at noon').waitFor()
    await play('Adam')
    await message.getByRole('button', { name: '1 reply' }).waitFor()
    await play('Olivia')
    await messagesIn(thread()).getByText('at noon').waitFor()
  },
)

inBrowser('Slack takes no commands in threads, and says so', async () => {
  const { box, panel } = slack()
  await send(box, 'a root')
  await panel.locator('.message', { hasText: 'a root' }).getByRole('button', { name: 'Message menu' }).click()
  await panel.getByRole('menuitem', { name: 'Reply in thread' }).click()
  await send(reply(), '/docs')
  await thread().getByText('/docs is not supported in threads').waitFor()
})

inBrowser(
  'the assistant view begins a thread with something to ask, and tells what the bot does',
  async () => {
    const { panel } = slack()
    await panel.getByRole('button', { name: 'Rolecall', exact: true }).click()
    await panel.getByRole('button', { name: 'Assistant' }).click()
    await thread().getByText('Try this').waitFor()
    const wide = thread().getByRole('button', { name: longPrompt })
    expect(await wide.evaluate((button) => button.scrollHeight <= button.clientHeight)).toBe(true)
    await thread().getByRole('button', { name: 'What do you know?' }).click()
    await messagesIn(thread()).getByText('Tell me what you know').waitFor()
    await thread().getByRole('status').getByText('Rolecall is thinking…').waitFor()
    await send(reply(), 'go on')
    await messagesIn(thread()).getByText('Done thinking').waitFor()
    await thread().getByText('Rolecall is thinking…').waitFor({ state: 'detached' })
    await thread()
      .getByRole('button', { name: /Back to Rolecall/ })
      .click()
    await panel.getByRole('button', { name: '3 replies' }).waitFor()
  },
)

inBrowser('a thread in Discord stands below its channel, and below the message it began on', async () => {
  const { box, panel } = discord()
  await box.pressSequentially('@role')
  await box.press('Enter')
  await box.pressSequentially('I am ill')
  await box.press('Enter')
  await panel.getByRole('button', { name: /Sick leave · 1 message/ }).click()
  await newest(panel).getByText('It is in the handbook').waitFor()
  await panel.locator('discord-message').first().getByText('I am ill').waitFor()
  const entries = panel.getByRole('navigation').getByRole('listitem')
  const names = (await entries.allTextContents()).slice(0, 2)
  expect(names.map((name) => name.trim())).toEqual(['#general', 'Sick leave'])
  expect(
    await panel.getByRole('button', { name: 'Sick leave', exact: true }).getAttribute('aria-current'),
  ).toBe('true')
  await send(panel.getByRole('combobox', { name: /Message .*Sick leave/ }), '@Rolecall and then?')
  await panel.getByText('and then?').waitFor()
  await panel.getByRole('button', { name: /Back to #general/ }).click()
  await panel.getByRole('button', { name: /Sick leave · 3 messages/ }).waitFor()
})
