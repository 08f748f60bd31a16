import type { Locator } from 'playwright-core'
import { until } from '../../support/until'
import { inBrowser, openPage } from './open-page'
import { expectTexts, newest, send, tabOrder } from './panel'
import { sendInvitation } from './stage'

const DAY_MS = 24 * 3_600_000

const at = openPage()
const { slack, discord, mailbox } = at

inBrowser('a command is completed word by word from the keyboard, and Enter sends it', async () => {
  const { box, options, panel } = slack()
  await box.pressSequentially('/te')
  await expectTexts(options, ['/team invite', '/team settings'])
  await box.press('Tab')
  expect(await box.inputValue()).toBe('/team invite ')
  await box.pressSequentially('people:maya@builders.test ro')
  await box.press('Tab')
  await box.press('ArrowDown')
  expect(await box.getAttribute('aria-activedescendant')).toBe(await options.first().getAttribute('id'))
  await box.press('Enter')
  expect(await box.inputValue()).toBe('/team invite people:maya@builders.test role:admin ')
  await box.press('Enter')
  await newest(panel).getByText('Only visible to you').waitFor()
  await newest(panel).getByText('Invitation to Acme').waitFor()
  await box.press('ArrowUp')
  expect(await box.inputValue()).toBe('/team invite people:maya@builders.test role:admin')
})

inBrowser('half a name after @ becomes a person of the workspace, whom Slack then mentions', async () => {
  const { box, options, panel } = slack()
  await box.pressSequentially('hello @ma')
  await expectTexts(options, ['Maya Member'])
  await box.press('Enter')
  expect(await box.inputValue()).toBe('hello @Maya Member ')
  await box.press('Enter')
  await newest(panel).locator('.slack-mention', { hasText: '@Maya Member' }).waitFor()
})

inBrowser('the completions close when the focus goes elsewhere, and leave out what is filled', async () => {
  const { box, options, panel } = slack()
  await box.pressSequentially('/team invite maya@builders.test ')
  await expectTexts(options, ['role'])
  expect(await panel.locator('.hint').textContent()).toBe('role?')
  await discord().box.focus()
  await options.first().waitFor({ state: 'detached' })
})

inBrowser('a button before the messages leads to the message box', async () => {
  await slack().panel.getByRole('button', { name: 'Skip to the message box' }).press('Enter')
  await slack().panel.locator('textarea:focus').waitFor()
})

inBrowser('a pressed button changes its card, and a menu answers', async () => {
  const { box, panel } = slack()
  await send(box, '/team invite maya@builders.test')
  const card = newest(panel)
  await card.locator('code', { hasText: 'member' }).waitFor()
  expect(await card.getByRole('link', { name: 'admin', exact: true }).count()).toBe(0)
  await card.getByRole('combobox', { name: 'Change role' }).selectOption('Make member')
  await newest(panel).getByText('Adam is now member').waitFor()
  await panel.getByRole('button', { name: 'Cancel' }).last().click()
  await panel.getByText('cancelled').last().waitFor()
})

inBrowser('a form keeps what was typed and shows the error at its field, then closes', async () => {
  const { box, dialog } = slack()
  await send(box, '/team settings')
  const name = dialog.getByLabel('Name')
  const save = dialog.getByRole('button', { name: 'Save' })
  await save.click()
  await dialog.getByText('Please complete this required field.').waitFor()
  await name.fill('ab')
  await save.click()
  await dialog.getByText('That name is too short.').waitFor()
  expect(await name.inputValue()).toBe('ab')
  expect(await name.getAttribute('aria-invalid')).toBe('true')
  await dialog.getByLabel('Successor').fill('may')
  await dialog.getByRole('option', { name: 'Maya Member' }).click()
  await name.fill('abc')
  await name.press('Enter')
  await dialog.waitFor({ state: 'detached' })
})

inBrowser('Escape closes a form and gives the focus back to the message box', async () => {
  const { box, dialog, panel } = slack()
  await send(box, '/team settings')
  await dialog.getByLabel('Name').press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await panel.locator('textarea:focus').waitFor()
})

inBrowser('Discord suggests values, draws cards and opens forms like Slack', async () => {
  const { box, options, panel, dialog } = discord()
  await box.pressSequentially('/team role person:may')
  await expectTexts(options, ['Maya Member'])
  await box.press('Tab')
  expect(await box.inputValue()).toBe('/team role person:"Maya Member" ')
  await send(box, '/invite accept')
  await newest(panel).getByText('Only you can see this').waitFor()
  await newest(panel).getByRole('button', { name: 'Accept' }).click()
  await newest(panel).getByText('accepted').waitFor()
  await send(box, '/invite decline')
  await dialog.getByLabel('Note to Olivia').fill('No time')
  await dialog.getByRole('button', { name: 'Submit' }).click()
  await newest(panel).getByText('Noted: No time').waitFor()
})

inBrowser('a card with a menu fits beside the other chat on a small screen', async () => {
  await at.page.setViewportSize({ width: 1100, height: 900 })
  const { box, panel } = discord()
  await send(box, '/invite accept')
  const menu = newest(panel).getByRole('combobox', { name: 'Change role' })
  await menu.waitFor()
  const rightOf = (item: Locator) =>
    item.evaluate(
      (element: { getBoundingClientRect(): { right: number } }) => element.getBoundingClientRect().right,
    )
  expect(await rightOf(newest(panel).locator('.discord-container'))).toBeLessThan(await rightOf(panel))
  expect(await rightOf(menu)).toBeLessThan(await rightOf(newest(panel).locator('.discord-container')))
})

inBrowser('what the platform refuses to send is said at the box', async () => {
  await send(discord().box, '/nonsense')
  await discord().panel.getByRole('alert').getByText('there is no command /nonsense').waitFor()
})

inBrowser('another person sees their own channels, not the private answers to somebody else', async () => {
  await send(slack().box, 'hello everybody')
  await send(slack().box, '/team invite maya@builders.test')
  await slack().panel.getByText('Only visible to you').last().waitFor()
  await slack()
    .panel.getByRole('radio', { name: /Maya.*something new/ })
    .waitFor()
  await slack().play('Maya')
  await slack().panel.getByText('You are Maya Member').waitFor()
  await slack().panel.getByText('hello everybody').last().waitFor()
  expect(await slack().panel.getByText('Only visible to you').count()).toBe(0)
})

inBrowser('a mail that arrives opens by itself, safely, and its links open elsewhere', async () => {
  await sendInvitation(at.sandbox)
  const body = mailbox().frameLocator('iframe')
  await body.getByRole('heading', { name: 'Join the team Acme' }).waitFor()
  const chat = await slack().panel.boundingBox()
  expect(chat?.height).toBeGreaterThan(0.6 * 900)
  expect(await mailbox().locator('iframe').getAttribute('sandbox')).not.toMatch(/allow-(scripts|same-origin)/)
  const opened = at.page.context().waitForEvent('page')
  await body.getByRole('link', { name: 'See the invitation' }).click()
  await (await opened).close()
  await mailbox().getByRole('button', { name: 'As text' }).click()
  await mailbox().getByText('See the invitation:').waitFor()
})

inBrowser('a mail that arrives during another is counted as unread, over a reload too', async () => {
  await sendInvitation(at.sandbox)
  await mailbox().locator('iframe').waitFor()
  expect(await mailbox().getByText('unread').isVisible()).toBe(false)
  await sendInvitation(at.sandbox)
  await mailbox().getByText('1 unread').waitFor()
  await mailbox().getByRole('button', { name: 'Close the mail' }).click()
  await at.page.reload()
  await mailbox().getByText('1 unread').waitFor()
  await mailbox()
    .getByRole('button', { name: /Olivia Owner invites you/ })
    .first()
    .click()
  await mailbox().getByText('1 unread').waitFor({ state: 'hidden' })
})

inBrowser('the clock moves forward for everybody, and what was today is no longer', async () => {
  await send(slack().box, '/team invite maya@builders.test')
  await newest(slack().panel)
    .getByText(/today at \d/)
    .waitFor()
  const before = at.sandbox.clock.now()
  await at.page.getByRole('button', { name: '+7 days' }).click()
  const shown = at.page.getByRole('region', { name: 'Clock', exact: true }).locator('time')
  const after = new Date(before + 7 * 86_400_000).toISOString().slice(0, 10)
  await at.page.locator(`time[datetime^="${after}"]`).waitFor()
  expect(await shown.count()).toBe(1)
  await newest(slack().panel)
    .getByText(/today at \d/)
    .waitFor({ state: 'detached' })
  expect(at.sandbox.clock.now()).toBeGreaterThanOrEqual(before + 7 * 86_400_000)
})

inBrowser('faults are caused and mended from the page', async () => {
  await at.page.getByRole('button', { name: 'Mail is down' }).click()
  await expect(sendInvitation(at.sandbox)).rejects.toMatchObject({ name: 'TryLater' })
  await at.page.getByRole('button', { name: 'Mend all' }).click()
  await at.page.getByRole('button', { name: 'Mail is down', pressed: false }).waitFor()
  await sendInvitation(at.sandbox)
})

inBrowser.each(['light', 'dark'] as const)(
  'in %s, everything that can be operated has a name, and ids are unique',
  async (colorScheme) => {
    await at.page.emulateMedia({ colorScheme })
    await send(slack().box, '/team invite maya@builders.test')
    await slack().panel.getByRole('link', { name: 'Open page' }).last().waitFor()
    const tree = await at.page.locator('body').ariaSnapshot()
    expect(tree).not.toMatch(/- (button|link|textbox|combobox|radio|checkbox|option|dialog)(:|\s*$|\s\[)/m)
    const ids = await at.page.evaluate<string[]>(
      '[...document.querySelectorAll("body [id]")].map(({ id }) => id)',
    )
    // slack-blocks-to-jsx gives every block the id that its style sheet needs, and Slack's own block id.
    const ours = ids.filter((id) => id !== 'slack_blocks_to_jsx' && !/^[\w+/=-]{3,6}$/.test(id))
    expect(ours).toEqual([...new Set(ours)])
  },
)

inBrowser('names in Discord stay readable when the reader turns to dark or light meanwhile', async () => {
  await send(discord().box, 'Hello')
  const name = discord().panel.locator('discord-message .discord-author-username').last()
  const colour = () =>
    at.page.evaluate<string>(
      `getComputedStyle([...document.querySelectorAll('discord-message')].at(-1).shadowRoot
        .querySelector('discord-author-info').shadowRoot.querySelector('.discord-author-username')).color`,
    )
  await name.waitFor()
  for (const [colorScheme, expected] of [
    ['dark', 'rgb(242, 243, 245)'],
    ['light', 'rgb(6, 6, 7)'],
  ] as const) {
    await at.page.emulateMedia({ colorScheme })
    await until(async () => (await colour()) === expected)
  }
})

inBrowser('Tab reaches everything, in reading order', async () => {
  const wanted = [
    'invite Maya',
    'slack-persona',
    'Message #general in Slack',
    'discord-persona',
    'Message #general in Discord',
    '+1 hour',
    'Mail is down',
  ]
  const order = await tabOrder(at.page)
  expect(order.filter((name) => wanted.includes(name))).toEqual(wanted)
})

inBrowser('the clock leads to the next Monday at nine, and thirty days on, from the keyboard', async () => {
  const { clock } = at.sandbox
  await at.page.getByRole('button', { name: '+7 days' }).focus()
  await at.page.keyboard.press('Tab')
  const before = clock.now()
  await at.page.keyboard.press('Enter')
  await until(() => clock.now() - before > 29 * DAY_MS)
  // Its step is reckoned from what the page shows.
  const shown = at.page.locator('.clock time')
  await until(async () => Date.parse((await shown.getAttribute('datetime')) ?? '') - before > 29 * DAY_MS)
  await at.page.keyboard.press('Tab')
  await at.page.keyboard.press('Enter')
  await until(() => /^Mon, .* 09:00:\d\d GMT$/.test(new Date(clock.now()).toUTCString()))
  expect(clock.now() - before).toBeLessThan(37.1 * DAY_MS)
})
