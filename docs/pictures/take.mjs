// Takes docs/pictures/sandbox.png: `npm run build && node docs/pictures/take.mjs`. Needs Chromium; CHROMIUM names another one.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const root = fileURLToPath(new URL('../..', import.meta.url))
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
]

const folder = mkdtempSync(join(tmpdir(), 'rolecall-picture-'))
// Root's PostgreSQL runs as another user.
chmodSync(folder, 0o755)
const server = spawn(process.execPath, [join(root, 'dist/src/main.js'), 'start'], {
  env: { ...process.env, PORT: '0', ROLECALL_DATA: folder },
  stdio: ['ignore', 'pipe', 'inherit'],
})
const stopped = once(server, 'exit')
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: flags,
})
try {
  const page = await browser.newPage({ viewport: { width: 1600, height: 1060 }, colorScheme: 'light' })
  await page.goto(await address())
  await play(page)
  await page.screenshot({ path: join(root, 'docs/pictures/sandbox.png') })
} finally {
  await browser.close()
  server.kill('SIGTERM')
  await stopped
  rmSync(folder, { recursive: true })
}

async function address() {
  for await (const line of createInterface({ input: server.stdout })) {
    const [found] = /http:\/\/\S+/.exec(line) ?? []
    if (found) return found
  }
  throw new Error('Rolecall did not start')
}

/** The journey up to the moment when both cards say who decided: Maya has asked in Discord, Olivia has approved in Slack. */
async function play(page) {
  const slack = page.getByRole('region', { name: 'Slack', exact: true })
  const discord = page.getByRole('region', { name: 'Discord', exact: true })
  const boxOf = (panel) => panel.getByRole('combobox', { name: /^Message / })
  const choose = (name) => page.getByRole('button', { name }).click()
  const step = async (name, panel, line) => {
    await choose(name)
    await page.waitForFunction(
      ([id, start]) => document.getElementById(id)?.value.startsWith(start),
      [await boxOf(panel).getAttribute('id'), line],
    )
    await boxOf(panel).press('Enter')
  }
  const fill = async (panel, label, words) => {
    const form = panel.getByRole('dialog')
    await form.getByLabel(label).fill(words)
    await form.locator('[type=submit]').click()
  }

  await boxOf(slack).waitFor()
  await step(/invite Maya/, slack, '/team invite')
  await slack.getByText('Invited 1 person').waitFor()
  await page.getByRole('button', { name: /^maya@/ }).click()
  await step(/she accepts in Discord/, discord, '/invite accept')
  await discord.getByText('Welcome to team').waitFor()
  await page.getByRole('button', { name: 'Close the mail' }).click()

  await step(/let members build/, slack, '/team settings')
  const settings = slack.getByRole('dialog')
  await settings.getByRole('checkbox').first().waitFor()
  for (const box of await settings.getByRole('checkbox').all()) await box.check()
  await settings.locator('[type=submit]').click()
  await slack.getByText('Settings saved').waitFor()

  await step(/she builds a chatbot/, discord, '/chatbot create')
  await fill(discord, 'Description', 'What new people ask')
  await discord.getByText(/Handbook is there/).waitFor()

  await choose(/fill it and ask/)
  await discord.getByRole('button', { name: 'Use a sample handbook' }).click()
  await boxOf(discord).press('Enter')
  await discord.getByText('Press Enter to send it').waitFor()
  await discord.getByText(/is ready/).waitFor()
  await boxOf(discord).press('Enter')
  const answers = discord.getByRole('button', { name: 'Not helpful' })
  await answers.waitFor()
  await step(/follow up/, discord, 'And when')
  await answers.nth(1).waitFor()
  await discord.getByRole('button', { name: 'Show' }).last().click()
  await discord.getByText('Tell Adam by message').last().waitFor()

  await step(/she asks to share it/, discord, '/chatbot share')
  await fill(discord, 'Reason', 'New people ask me the same every week')
  await choose(/Olivia approves in Slack/)
  await slack.getByRole('button', { name: 'Approve: view, no documents' }).click()
  await slack.getByText('Approved by').waitFor()
  await discord.getByText('Olivia Owner approved your request').waitFor()
  // The order of the two is not fixed.
  await discord.getByText('Approved by').waitFor()
  await choose(/both cards change/)
  // No link is to look as if somebody pointed at it.
  await page.mouse.move(0, 0)
}
