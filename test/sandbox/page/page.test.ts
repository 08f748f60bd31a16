import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { findChromium, launchChromium } from './chromium'
import { expectTexts, newest, panelOf, send, tabOrder } from './panel'
import { type RunningPage, sendInvitation, startPage } from './stage'

const chromium = findChromium()
if (!chromium.found) console.warn(`The page was not tested: ${chromium.why}`)
const inBrowser = chromium.found ? test : test.skip

let running: RunningPage
let browser: Browser
let page: Page
const complaints: string[] = []

beforeAll(async () => {
  if (!chromium.found) return
  execFileSync(process.execPath, [join(__dirname, '../../../sandbox/page/build.mjs')])
  running = await startPage()
  browser = await launchChromium()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await running?.close()
})

beforeEach(async () => {
  if (!chromium.found) return
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  page.setDefaultTimeout(8_000)
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('request', (request) => {
    const isOwn = request.url().startsWith(running.address) || request.url().startsWith('data:')
    if (!isOwn) complaints.push(`fetched ${request.url()}`)
  })
  await page.goto(running.address)
  await slack().box.waitFor()
  await discord().box.waitFor()
})

afterEach(async () => {
  await page?.close()
  expect(complaints.splice(0)).toEqual([])
})

const slack = () => panelOf(page, 'Slack')
const discord = () => panelOf(page, 'Discord')

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

inBrowser('a mail is counted as unread, opens safely, and its links open elsewhere', async () => {
  await sendInvitation(running.sandbox)
  const mailbox = page.getByRole('region', { name: /^Mailbox/ })
  await mailbox.getByText('1 unread').waitFor()
  await mailbox.getByRole('button', { name: /Olivia Owner invites you/ }).click()
  const body = mailbox.frameLocator('iframe')
  await body.getByRole('heading', { name: 'Join the team Acme' }).waitFor()
  expect(await mailbox.locator('iframe').getAttribute('sandbox')).not.toMatch(/allow-(scripts|same-origin)/)
  await mailbox.getByText('1 unread').waitFor({ state: 'hidden' })
  const opened = page.context().waitForEvent('page')
  await body.getByRole('link', { name: 'See the invitation' }).click()
  await (await opened).close()
  await mailbox.getByRole('button', { name: 'As text' }).click()
  await mailbox.getByText('See the invitation:').waitFor()
})

inBrowser('the clock moves forward for everybody, and what was today is no longer', async () => {
  await send(slack().box, '/team invite maya@builders.test')
  await newest(slack().panel)
    .getByText(/today at \d/)
    .waitFor()
  const before = running.sandbox.clock.now()
  await page.getByRole('button', { name: '+7 days' }).click()
  const shown = page.getByRole('region', { name: 'Clock', exact: true }).locator('time')
  const after = new Date(before + 7 * 86_400_000).toISOString().slice(0, 10)
  await page.locator(`time[datetime^="${after}"]`).waitFor()
  expect(await shown.count()).toBe(1)
  await newest(slack().panel)
    .getByText(/today at \d/)
    .waitFor({ state: 'detached' })
  expect(running.sandbox.clock.now()).toBeGreaterThanOrEqual(before + 7 * 86_400_000)
})

inBrowser(
  'a step of the journey chooses the person and writes the command; later steps are only announced',
  async () => {
    await slack().play('Adam')
    await page.getByRole('button', { name: /invite Maya/ }).click()
    await slack().panel.getByText('You are Olivia Owner').waitFor()
    expect(await slack().box.inputValue()).toBe('/team invite maya@builders.test role:member')
    await sendInvitation(running.sandbox)
    await page
      .getByRole('region', { name: /^Mailbox/ })
      .getByText(/\d unread/)
      .waitFor()
    await page.getByRole('button', { name: /she accepts/ }).click()
    expect(await discord().box.inputValue()).toBe('/invite accept 4F7K-22QD')
    expect(await page.getByRole('button', { name: /builds a chatbot.*coming/ }).isDisabled()).toBe(true)
  },
)

inBrowser('faults are caused and mended from the page', async () => {
  await page.getByRole('button', { name: 'Mail is down' }).click()
  await expect(sendInvitation(running.sandbox)).rejects.toMatchObject({ name: 'TryLater' })
  await page.getByRole('button', { name: 'Mend all' }).click()
  await page.getByRole('button', { name: 'Mail is down', pressed: false }).waitFor()
  await sendInvitation(running.sandbox)
})

inBrowser.each(['light', 'dark'] as const)(
  'in %s, everything that can be operated has a name, and ids are unique',
  async (colorScheme) => {
    await page.emulateMedia({ colorScheme })
    await send(slack().box, '/team invite maya@builders.test')
    await slack().panel.getByRole('link', { name: 'Open page' }).last().waitFor()
    const tree = await page.locator('body').ariaSnapshot()
    expect(tree).not.toMatch(/- (button|link|textbox|combobox|radio|checkbox|option|dialog)(:|\s*$|\s\[)/m)
    const ids = await page.evaluate<string[]>(
      '[...document.querySelectorAll("body [id]")].map(({ id }) => id)',
    )
    // slack-blocks-to-jsx gives every block the id that its style sheet needs, and Slack's own block id.
    const ours = ids.filter((id) => id !== 'slack_blocks_to_jsx' && !/^[\w+/=-]{3,6}$/.test(id))
    expect(ours).toEqual([...new Set(ours)])
  },
)

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
  const order = await tabOrder(page)
  expect(order.filter((name) => wanted.includes(name))).toEqual(wanted)
})
