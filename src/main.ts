#!/usr/bin/env node
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Roles } from './build'
import { type Config, readConfig } from './config'
import { requireFor } from './config/for-command'
import { createLog } from './log'
import { operatorTokenFile } from './operator-token'
import { untilSignalled } from './signals'
import type { Running } from './start'
import { EX_USAGE, StartError } from './start-error'

const USAGE = `Usage: rolecall <command>

  start      everything in one process; without tokens, against a sandbox of Slack, Discord and mail
  web        HTTP: Slack, pages, health
  discord    the Discord gateway
  worker     jobs: notices, mails, expiry
  migrate    make or update the tables of DATABASE_URL
  register   register the commands with Discord, print the app manifest for Slack
  doctor     check the configuration against the world
  plan       list the plans of all workspaces; with a workspace and a plan, give it that one
  top-up     list the budgets of all workspaces and what people wish to pay; with a workspace, or --team and a
             team, and an amount, add to one

  --help     this text
  --version  the version

Everything is configured by environment variables; README.md lists them.
`

const NOTHING: Roles = { web: false, discord: false, worker: false }

/** Each loads what it needs when it is called: a process holds only its own part in memory. */
const COMMANDS: Record<string, (config: Config, words: readonly string[]) => Promise<number>> = {
  start: (config) => serve('start', config, { web: true, discord: true, worker: true }),
  web: (config) => serve('web', config, { ...NOTHING, web: true }),
  discord: (config) => serve('discord', config, { ...NOTHING, discord: true }),
  worker: (config) => serve('worker', config, { ...NOTHING, worker: true }),
  migrate: async (config) => {
    const { migrateCommand }: typeof import('./migrate') = require('./migrate')
    return migrateCommand(config)
  },
  register: async (config) => {
    const { registerCommand }: typeof import('./register') = require('./register')
    const { registerDiscordCommands }: typeof import('../adapters/discord') = require('../adapters/discord')
    const { slackManifest }: typeof import('../adapters/slack') = require('../adapters/slack')
    return registerCommand(config, { registerDiscordCommands, slackManifest })
  },
  doctor: async (config) => {
    const { doctorCommand }: typeof import('./doctor') = require('./doctor')
    const { createMailer }: typeof import('../adapters/email') = require('../adapters/email')
    const { createModel }: typeof import('../adapters/model') = require('../adapters/model')
    const {
      createEmbedder,
    }: typeof import('../adapters/model/embedder') = require('../adapters/model/embedder')
    const {
      createS3Store: createFileStore,
    }: typeof import('../adapters/storage/s3') = require('../adapters/storage/s3')
    const { scopes }: typeof import('../adapters/slack/register') = require('../adapters/slack/register')
    const { EVENTS }: typeof import('../adapters/payments') = require('../adapters/payments')
    const told = { slackScopes: scopes, stripeEvents: EVENTS }
    return doctorCommand(config, { createMailer, createModel, createEmbedder, createFileStore, ...told })
  },
  plan: async (config, words) => {
    const { planCommand }: typeof import('./plan') = require('./plan')
    return planCommand(config, words)
  },
  'top-up': async (config, words) => {
    const { topUpCommand }: typeof import('./top-up') = require('./top-up')
    return topUpCommand(config, words)
  },
}

/** Runs until told to end; resolves to the exit code. */
async function serve(command: string, config: Config, roles: Roles): Promise<number> {
  requireFor(command, config)
  const { start }: typeof import('./start') = require('./start')
  const log = createLog(config.logLevel)
  const running = await start(config, roles, log)
  // Before anybody is told that it is ready: who is told may end it at once.
  const signalled = untilSignalled(running.abandon)
  process.stdout.write(`${greeting(command, config, running.url)}\n`)
  for (const hint of hints(command, config, running)) process.stdout.write(`${hint}\n`)
  await signalled
  log.info({}, 'Stopping')
  await running.stop()
  return 0
}

function greeting(command: string, { sandbox }: Config, url: string | null): string {
  if (url === null) return `Rolecall ${command} is ready.`
  if (command !== 'start' || sandbox.length === 0) return `Rolecall is ready at ${url}`
  return `Rolecall is ready: open ${url} (sandbox: ${sandbox.join(', ')})`
}

/** How somebody comes to own this installation, and where who runs it looks after it. */
function* hints(command: string, config: Config, { url, claimCode }: Running) {
  const { slack, discord, http, operatorToken } = config
  const isSandbox = command === 'start' && config.sandbox.length > 0
  if (url !== null && (operatorToken !== null || isSandbox)) {
    const token = operatorToken === null ? `the token in ${operatorTokenFile(config)}` : 'OPERATOR_TOKEN'
    yield `Operators sign in at ${http.publicUrl ?? url}/operate with ${token}`
  }
  if (slack?.oauth) yield `Slack workspaces add Rolecall at ${http.publicUrl}/slack/install`
  if (claimCode === null || (slack?.oauth && !slack.botToken && !discord)) return
  yield `Nobody owns this installation yet. Type /link ${claimCode} in Slack or Discord: whoever does so first owns it.`
}

async function main([name = '', ...rest]: readonly string[]): Promise<number> {
  if (name === '--help' || name === 'help') return say(USAGE)
  if (name === '--version') return say(`${version()}\n`)
  const command = COMMANDS[name]
  if (!command || (rest.length > 0 && name !== 'plan' && name !== 'top-up')) {
    process.stderr.write(name ? `Unknown: ${[name, ...rest].join(' ')}\n\n${USAGE}` : USAGE)
    return EX_USAGE
  }
  return command(readConfig(), rest)
}

function say(text: string): number {
  process.stdout.write(text)
  return 0
}

/** Of the package that holds this file, compiled or not. */
function version(): string {
  const places = ['../package.json', '../../package.json'].map((path) => join(__dirname, path))
  const file = places.find((place) => existsSync(place))
  return file ? JSON.parse(readFileSync(file, 'utf8')).version : 'unknown'
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: Error) => {
    process.stderr.write(`${error instanceof StartError ? error.message : error.stack}\n`)
    process.exit(error instanceof StartError ? error.exitCode : 1)
  },
)
