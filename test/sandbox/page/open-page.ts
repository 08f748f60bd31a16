import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { oncePerRun } from '../../support/server'
import { findChromium, launchChromium } from './chromium'
import { panelOf } from './panel'
import { type RunningPage, startPage } from './stage'

const chromium = findChromium()
if (!chromium.found) console.warn(`The page was not tested: ${chromium.why}`)

/** `test`, where there is a browser to test with. */
export const inBrowser = chromium.found ? test : test.skip

/** Opens the page afresh for every test of a file; a test fails when the page complains or fetches from elsewhere. */
export function openPage() {
  let running: RunningPage
  let browser: Browser
  let page: Page
  const complaints: string[] = []

  beforeAll(async () => {
    if (!chromium.found) return
    await oncePerRun('page', buildPage)
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
    await panelOf(page, 'Slack').box.waitFor()
    await panelOf(page, 'Discord').box.waitFor()
  })

  afterEach(async () => {
    await page?.close()
    expect(complaints.splice(0)).toEqual([])
  })

  return {
    get page() {
      return page
    },
    get sandbox() {
      return running.sandbox
    },
    slack: () => panelOf(page, 'Slack'),
    discord: () => panelOf(page, 'Discord'),
    mailbox: () => page.getByRole('region', { name: /^Mailbox/ }),
  }
}

async function buildPage(): Promise<string> {
  const script = join(__dirname, '../../../sandbox/page/build.mjs')
  await promisify(execFile)(process.execPath, [script])
  return script
}
