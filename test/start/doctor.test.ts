import { createSandboxClock } from '../../sandbox/clock'
import { type DiscordSandbox, startDiscordSandbox } from '../../sandbox/discord'
import { type Mailbox, startMailbox } from '../../sandbox/mail'
import { type SlackSandbox, startSlackSandbox } from '../../sandbox/slack'
import type { Config } from '../../src/config'
import { doctorCommand } from '../../src/doctor'
import { delta, type OpenAiServer, startOpenAi, stream } from '../adapters/model/openai-server'
import { type S3Server, startS3 } from '../adapters/storage/s3-server'
import { runChild } from '../support/child'
import { makeFolder } from '../support/server'
import { instruments } from './instruments'
import { runHere } from './operator-command'

const clock = createSandboxClock()
const keys = { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' }

let slack: SlackSandbox
let discord: DiscordSandbox
let mailbox: Mailbox
let model: OpenAiServer
let s3: S3Server

beforeAll(async () => {
  ;[slack, discord, mailbox, model, s3] = await Promise.all([
    startSlackSandbox({ clock, commands: [] }),
    startDiscordSandbox({ clock }),
    startMailbox({ clock }),
    startOpenAi(),
    startS3('documents', 'us-east-1', keys),
  ])
})

afterAll(() => Promise.all([slack, discord, mailbox, model, s3].map((server) => server.close())))

async function doctor(variables: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const child = runChild('src/main.ts', ['doctor'], { cwd: makeFolder(), env: variables })
  return { code: await child.ended, output: child.output() }
}

const configured = (): Record<string, string> => ({
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_APP_TOKEN: slack.appToken,
  SLACK_API_URL: slack.apiUrl,
  DISCORD_BOT_TOKEN: discord.botToken,
  DISCORD_API_URL: discord.apiUrl,
  SMTP_URL: mailbox.smtpUrl,
  MAIL_FROM: 'Rolecall <rolecall@example.com>',
  PUBLIC_URL: 'https://rolecall.example.com',
  MODEL_URL: model.url,
  MODEL_NAME: 'tiny',
  S3_BUCKET: 'documents',
  S3_URL: s3.url,
  S3_ACCESS_KEY_ID: keys.accessKeyId,
  S3_SECRET_ACCESS_KEY: keys.secretAccessKey,
})

test('with nothing configured all is well, and every line says what that means', async () => {
  const { code, output } = await doctor({})
  expect(code).toBe(0)
  const names = [...output.matchAll(/^ok {4}(\w+) +\S/gm)].map(([, name]) => name)
  expect(names).toEqual([
    'Database',
    'Queue',
    'Deliveries',
    'Slack',
    'Discord',
    'Mail',
    'Model',
    'Embedding',
    'Files',
    'Payments',
    'Operators',
  ])
  const sandboxed = [...output.matchAll(/^ok {4}(\w+) +not set: `rolecall start` stands in for it/gm)]
  expect(sandboxed.map(([, name]) => name)).toEqual(['Slack', 'Discord', 'Mail', 'Payments'])
  expect(output).toContain(
    'Operators  not set: `rolecall start` makes one for its sandbox, in .rolecall/operator-token',
  )
})

test('what no sandbox stands in for is told to be missing', async () => {
  const run = (config: Config) => doctorCommand(config, instruments)
  const { output } = await runHere(run, { SANDBOX: 'off' }, [])
  expect(output).toMatch(/^ok {4}Slack {6}not set$/m)
  expect(output).toContain(
    'Mail       not set: invitations by address reach only people who are known in chat',
  )
  expect(output).toContain('Operators  not set: there is no /operate and no /metrics')
})

test('everything that is configured is tried over its own connection, and all is well', async () => {
  model.answers(stream([delta({ content: 'Yes' })]))
  const { code, output } = await doctor(configured())
  expect(output).toMatch(/^ok {4}Slack {6}rolecall in /m)
  expect(output).toMatch(/^ok {4}Discord {4}Rolecall, which reads follow-ups in threads$/m)
  expect(output).toMatch(/^ok {4}Mail {7}the server takes mails from Rolecall <rolecall@example.com>$/m)
  expect(output).toMatch(/^ok {4}Model {6}tiny answers$/m)
  expect(output).toMatch(/^ok {4}Files {6}an object was written to documents, read and removed$/m)
  expect(code).toBe(0)
})

test('what is wrong ends it with 1, tells no secret, and keeps nothing else from being tried', async () => {
  model.answers(stream([delta({ content: 'Yes' })]))
  const { code, output } = await doctor({
    ...configured(),
    DISCORD_BOT_TOKEN: 'geheim.b.c',
    S3_URL: 'http://127.0.0.1:1',
    SMTP_URL: 'smtp://rolecall:geheim@127.0.0.1:1',
  })
  expect(code).toBe(1)
  expect(output.match(/^WRONG \w+/gm)).toEqual(['WRONG Discord', 'WRONG Mail', 'WRONG Files'])
  expect(output).toContain('an object cannot be written (ECONNREFUSED): does S3_URL name the storage')
  expect(output).toMatch(/^ok {4}Model/m)
  expect(output).not.toContain('geheim')
})
