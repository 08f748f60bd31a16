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
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 }, colorScheme: 'light' })
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

/** The journey up to an answer: Maya fills her chatbot with the handbook in Discord and asks it. */
async function play(page) {
  const slack = page.getByRole('region', { name: 'Slack', exact: true })
  const discord = page.getByRole('region', { name: 'Discord', exact: true })
  const boxOf = (panel) => panel.getByRole('combobox', { name: /^Message / })
  const step = async (name, panel, line) => {
    await page.getByRole('button', { name }).click()
    await page.waitForFunction(
      ([id, start]) => document.getElementById(id)?.value.startsWith(start),
      [await boxOf(panel).getAttribute('id'), line],
    )
    await boxOf(panel).press('Enter')
  }

  await boxOf(slack).waitFor()
  await step(/invite Maya/, slack, '/team invite')
  await slack.getByText('Invited 1 person').waitFor()
  await page.getByRole('button', { name: /^maya@/ }).click()
  await step(/she accepts in Discord/, discord, '/invite accept')
  await discord.getByText('Welcome to team').waitFor()
  await page.getByRole('button', { name: 'Close the mail' }).click()

  await step(/let members build chatbots/, slack, '/team settings')
  const settings = slack.getByRole('dialog')
  await settings.getByRole('checkbox').first().waitFor()
  for (const box of await settings.getByRole('checkbox').all()) await box.check()
  await settings.locator('[type=submit]').click()
  await slack.getByText('Settings saved').waitFor()

  await step(/she builds a chatbot/, discord, '/chatbot create')
  const made = discord.getByRole('dialog')
  await made.getByLabel('Description').fill('What new people ask')
  await made.locator('[type=submit]').click()
  await discord.getByText(/Handbook is there/).waitFor()

  await page.getByRole('button', { name: /fill it with a file/ }).click()
  await boxOf(discord).waitFor()
  await discord.getByRole('button', { name: 'Use a sample handbook' }).click()
  await boxOf(discord).press('Enter')
  await discord.getByText('Press Enter to send it').waitFor()
  await discord.getByText(/is ready/).waitFor()

  await boxOf(discord).press('Enter')
  await discord.getByRole('button', { name: 'Not helpful' }).waitFor()
  // No link is to look as if somebody pointed at it.
  await page.mouse.move(0, 0)
}
