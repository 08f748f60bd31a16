import { z } from 'zod'
import { INVOICE_VARIABLES } from './invoice-variables'
import { MODEL_VARIABLES } from './model-variables'
import { OPERATOR_VARIABLES } from './operator-variables'
import { PAYMENT_VARIABLES } from './payment-variables'
import { PLAN_VARIABLES } from './plan-variables'
import { STORAGE_VARIABLES } from './storage-variables'
import { address, port, secret, variable, words } from './variable'

export type { Variable } from './variable'

const SANDBOX_PARTS = ['slack', 'discord', 'mail', 'stripe'] as const
export type SandboxPart = (typeof SANDBOX_PARTS)[number]

const sandboxParts = z
  .string()
  .transform((text) => (text === 'off' ? [] : text.split(',').map((part) => part.trim())))
  .pipe(z.array(z.enum(SANDBOX_PARTS, 'must be "off" or a list of slack, discord, mail and stripe')))

/** A key of AES-256-GCM; its id is stored beside what it encrypted. */
export interface EncryptionKey {
  id: string
  key: Buffer
}

const KEYS = 'must be a list of id:key, each key 32 bytes in base64 and each id given once'
export const encryptionKeys = z
  .string()
  .transform((text) => text.split(',').map((entry) => parseKey(entry.trim())))
  .refine((keys) => keys.every((key) => key.id !== '' && key.key.length === 32), KEYS)
  .refine((keys) => new Set(keys.map((key) => key.id)).size === keys.length, KEYS)

function parseKey(entry: string): EncryptionKey {
  const [, id = '', key = ''] = /^([\w-]{1,32}):([A-Za-z0-9+/]{43}=)$/.exec(entry) ?? []
  return { id, key: Buffer.from(key, 'base64') }
}

export const VARIABLES = {
  PORT: variable({
    schema: port,
    default: '3000, or the next free port',
    example: '8080',
    means: 'Port of the HTTP server; 0 takes any free one. When set and taken, Rolecall does not start.',
  }),
  HOST: variable({
    schema: z.string().regex(/^[\w.:-]+$/, 'must be an address to listen on'),
    default: '127.0.0.1',
    example: '0.0.0.0',
    means: 'Address to listen on. The sandbox runs on loopback only.',
  }),
  PUBLIC_URL: variable({
    schema: address(['http:', 'https:'], 'must be an http or https address').transform((text) =>
      text.replace(/\/+$/, ''),
    ),
    default: 'http://127.0.0.1:PORT',
    example: 'https://rolecall.example.com',
    means: 'Where people reach the pages: the base of links in mails. Needed with SMTP_URL and with OAuth.',
  }),
  DATABASE_URL: variable({
    schema: address(['postgres:', 'postgresql:'], 'must be a postgres:// address'),
    example: 'postgres://rolecall:secret@db.example.com:5432/rolecall',
    means: 'PostgreSQL 14 or newer. When not set, Rolecall runs one of its own in ROLECALL_DATA.',
    secret: true,
  }),
  REDIS_URL: variable({
    schema: address(['redis:', 'rediss:'], 'must be a redis:// or rediss:// address'),
    example: 'redis://127.0.0.1:6379',
    means:
      'Redis for the job queue, with maxmemory-policy noeviction. When not set, PostgreSQL is the queue.',
    secret: true,
  }),
  SLACK_BOT_TOKEN: variable({
    schema: secret.startsWith('xoxb-', 'must start with "xoxb-"'),
    example: 'xoxb-1111-2222-abcd',
    means:
      'Bot token of the one Slack workspace to serve; goes with SLACK_APP_TOKEN or SLACK_SIGNING_SECRET.',
    secret: true,
  }),
  SLACK_APP_TOKEN: variable({
    schema: secret.startsWith('xapp-', 'must start with "xapp-"'),
    example: 'xapp-1-A111-2222-abcd',
    means: 'App-level token (connections:write): Slack over Socket Mode, without a public address.',
    secret: true,
  }),
  SLACK_SIGNING_SECRET: variable({
    schema: secret.min(16, 'must have at least 16 characters'),
    example: '0123456789abcdef0123456789abcdef',
    means: 'Slack over HTTP: proves that requests come from Slack.',
    secret: true,
  }),
  SLACK_CLIENT_ID: variable({
    schema: secret,
    example: '1111111111.2222222222',
    means: 'With SLACK_CLIENT_SECRET: workspaces add Rolecall themselves (OAuth).',
  }),
  SLACK_CLIENT_SECRET: variable({
    schema: secret,
    example: '0123456789abcdef0123456789abcdef',
    means: 'See SLACK_CLIENT_ID.',
    secret: true,
  }),
  SLACK_API_URL: variable({
    schema: address(['http:', 'https:'], 'must be an http or https address'),
    default: 'https://slack.com/api/',
    example: 'http://127.0.0.1:4000/api/',
    means: 'Another place for the Slack Web API, for tests.',
  }),
  DISCORD_BOT_TOKEN: variable({
    schema: z
      .string()
      .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/, 'must be three parts with dots, without the word "Bot"'),
    example: 'MTE0.Gabcde.0123456789',
    means: 'Token of the Discord bot.',
    secret: true,
  }),
  DISCORD_API_URL: variable({
    schema: address(['http:', 'https:'], 'must be an http or https address'),
    default: 'https://discord.com/api',
    example: 'http://127.0.0.1:4001/api',
    means: 'Another place for the Discord API, for tests.',
  }),
  SMTP_URL: variable({
    schema: address(['smtp:', 'smtps:'], 'must be an smtp:// or smtps:// address'),
    example: 'smtps://user:password@mail.example.com:465',
    means: 'Mail server for invitations and sign-in codes; goes with MAIL_FROM.',
    secret: true,
  }),
  MAIL_FROM: variable({
    schema: z.string().regex(/^[^<>\r\n]*<?[^\s<>@]+@[^\s<>@]+>?$/, 'must be a mail address'),
    example: 'Rolecall <rolecall@example.com>',
    means: 'Sender of mails.',
  }),
  ...MODEL_VARIABLES,
  ...STORAGE_VARIABLES,
  ...PLAN_VARIABLES,
  ...INVOICE_VARIABLES,
  ...PAYMENT_VARIABLES,
  ...OPERATOR_VARIABLES,
  ENCRYPTION_KEYS: variable({
    schema: encryptionKeys,
    default: 'made once in ROLECALL_DATA',
    example: `k1:${Buffer.alloc(32, 'example-').toString('base64')}`,
    means:
      'Keys for stored tokens, `id:base64` of 32 bytes; the first encrypts, all decrypt. ' +
      'Needed when DATABASE_URL is set together with Slack. `openssl rand -base64 32` makes one.',
    secret: true,
  }),
  SANDBOX: variable({
    schema: sandboxParts,
    default: 'everything, when neither Slack nor Discord is set',
    example: 'discord,mail',
    means:
      'What the sandbox stands in for under `rolecall start`: a list of slack, discord, mail, stripe; or off.',
  }),
  LOG_LEVEL: variable({
    schema: z.enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be fatal, error, warn, info, debug, trace or silent',
    ),
    default: 'info',
    example: 'debug',
    means: 'How much is logged.',
  }),
  ROLECALL_DATA: variable({
    schema: words('must be a folder'),
    default: '.rolecall',
    example: '/var/lib/rolecall',
    means: 'Folder of the embedded PostgreSQL and of generated keys.',
  }),
}
