import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const executablePath = '/usr/bin/chromium'

const quietly = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Debian's Chromium, installed when it is absent and we may; otherwise why there is none. */
export function findChromium(): { found: true } | { found: false; why: string } {
  if (existsSync(executablePath)) return { found: true }
  if (process.getuid?.() !== 0)
    return { found: false, why: `${executablePath} is absent, and only root may install it` }
  try {
    execFileSync('apt-get', ['install', '-y', 'chromium'], { stdio: 'ignore' })
  } catch (error) {
    return { found: false, why: `apt-get install chromium failed: ${error}` }
  }
  return existsSync(executablePath)
    ? { found: true }
    : { found: false, why: `${executablePath} is still absent` }
}

export const launchChromium = (): Promise<Browser> => chromium.launch({ executablePath, args: quietly })
