import type { Locator } from 'playwright-core'
import { inBrowser, openPage } from './open-page'
import { expectTexts, newest, send } from './panel'

const at = openPage()
const { slack, discord } = at

const file = (name: string, size = 12) => ({ name, mimeType: 'text/plain', buffer: Buffer.alloc(size, 'x') })
const chips = (place: Locator) => place.getByRole('list', { name: 'Attached' }).getByRole('listitem')
const attach = (panel: Locator, ...files: ReturnType<typeof file>[]) =>
  panel.getByLabel('Attach files').setInputFiles(files)

/** What a browser does when files are dropped on an element. */
async function drop(on: Locator, name: string) {
  const files = `(() => {
    const dropped = new DataTransfer()
    dropped.items.add(new File(['words'], '${name}'))
    return dropped
  })()`
  const dataTransfer = await on.page().evaluateHandle(files)
  for (const type of ['dragover', 'drop']) await on.dispatchEvent(type, { dataTransfer })
}

inBrowser('files are attached, taken away again, and go with a message to the bot', async () => {
  const { box, panel } = slack()
  await attach(panel, file('minutes.txt', 2_000), file('wrong.txt'))
  await attach(panel, file('plan.md'))
  await chips(panel).nth(2).waitFor()
  expect(await chips(panel).first().textContent()).toContain('2 KB')
  await panel.getByRole('button', { name: 'Remove wrong.txt' }).click()
  await panel.getByRole('button', { name: 'Rolecall', exact: true }).click()
  await send(box, 'please read')
  await panel.getByText('Got minutes.txt, plan.md').waitFor()
  const message = panel.locator('.slack-message', { hasText: 'please read' }).last()
  const shown = message.getByRole('list', { name: 'Files' }).getByRole('listitem')
  expect(await shown.allTextContents()).toEqual(['TXTminutes.txt2 KB', 'MDplan.md12 bytes'])
  expect(await chips(panel).count()).toBe(0)
})

inBrowser('a dropped file waits beside the box, and needs no words to be sent', async () => {
  const { box, panel } = discord()
  await drop(box, 'dropped.csv')
  await chips(panel).getByText('dropped.csv').waitFor()
  await box.press('Enter')
  const shown = newest(panel).getByRole('list', { name: 'Files' })
  await shown.getByText('dropped.csv').waitFor()
  expect(await shown.textContent()).toContain('5 bytes')
})

inBrowser('what a platform does not take waits on, with the reason', async () => {
  const { box, panel } = discord()
  await attach(panel, file('one.txt'), file('two.txt'))
  await send(box, '/docs')
  await panel.getByRole('alert').getByText('/docs takes no more than 1 files').waitFor()
  expect(await chips(panel).count()).toBe(2)
})

inBrowser('a file beside a command waits on in Slack, which takes none there', async () => {
  const { box, panel } = slack()
  await attach(panel, file('one.txt'))
  await send(box, '/docs')
  await newest(panel).getByText('/docs takes no files. Send them as a message.').waitFor()
  expect(await chips(panel).count()).toBe(1)
})

inBrowser('an attached file fills the file option of a Discord command, named or not', async () => {
  const { box, options, panel } = discord()
  await attach(panel, file('handbook.pdf'))
  await box.pressSequentially('/docs note:rules ')
  await expectTexts(options, ['file'])
  await box.press('Tab')
  expect(await box.inputValue()).toBe('/docs note:rules file:')
  await box.press('Enter')
  await newest(panel).getByText('Got handbook.pdf with note rules').waitFor()
  await attach(panel, file('again.pdf'))
  await send(box, '/docs newer')
  await newest(panel).getByText('Got again.pdf with note newer').waitFor()
})

inBrowser.each(['Slack', 'Discord'] as const)('a file field of a form takes files in %s', async (name) => {
  const { box, dialog, panel } = name === 'Slack' ? slack() : discord()
  if (name === 'Slack') await panel.getByRole('button', { name: 'Rolecall', exact: true }).click()
  await send(box, name === 'Slack' ? '/docs' : '/upload')
  const submit = dialog.getByRole('button', { name: /Upload|Submit/ })
  await submit.click()
  await dialog.getByText('Please complete this required field.').waitFor()
  await dialog.getByLabel('Documents').setInputFiles([file('a.txt'), file('b.txt')])
  await dialog.getByRole('button', { name: 'Remove a.txt' }).click()
  await dialog.getByRole('button', { name: 'Use a sample handbook' }).click()
  await dialog.getByText('team-handbook.md').waitFor()
  await submit.click()
  await dialog.waitFor({ state: 'detached' })
  await newest(panel).getByText('Uploaded b.txt, team-handbook.md').waitFor()
})

inBrowser('the platform says at the field when it takes fewer files', async () => {
  const { box, dialog } = slack()
  await send(box, '/docs')
  await dialog.getByLabel('Documents').setInputFiles([file('a.txt'), file('b.txt'), file('c.txt')])
  await dialog.getByRole('button', { name: 'Upload' }).click()
  await dialog.getByText('Please choose at most 2 files.').waitFor()
  await dialog.getByRole('button', { name: 'Remove c.txt' }).click()
  await dialog.getByRole('button', { name: 'Upload' }).click()
  await dialog.waitFor({ state: 'detached' })
})

inBrowser('who has no document at hand takes the sample', async () => {
  const { box, panel } = slack()
  await panel.getByRole('button', { name: 'Rolecall', exact: true }).click()
  await panel.getByRole('button', { name: 'Use a sample handbook' }).click()
  await chips(panel).getByText('team-handbook.md').waitFor()
  await box.press('Enter')
  await newest(panel).getByText('Got team-handbook.md').waitFor()
})
