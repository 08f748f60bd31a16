import { type DestinationStream, type Logger, pino } from 'pino'
import { describeFailure } from './failure'

export type Log = Logger

const SECRET = [
  'token',
  'botToken',
  'appToken',
  'signingSecret',
  'clientSecret',
  'password',
  'secret',
  'code',
]
const HEADERS = ['authorization', 'cookie', '"x-slack-signature"', '"set-cookie"']

/**
 * JSON lines on standard error. Secrets are redacted by the names of the fields that hold them; of an error (`err`, `error`)
 * only its kind and where it arose is written, for its message and its query may hold what somebody wrote.
 */
export function createLog(level: string, destination: DestinationStream = pino.destination(2)): Log {
  return pino(
    {
      level,
      base: null,
      serializers: { err: describeFailure, error: withoutMessage },
      redact: {
        paths: [...SECRET, ...SECRET.map((name) => `*.${name}`), ...HEADERS.flatMap(inHeaders)],
        censor: (value, path) => (path.at(-1) === 'code' && isPlatformCode(value) ? value : '[redacted]'),
      },
    },
    destination,
  )
}

/** Errors of the platforms' clients carry the whole request: the message, and a token in its address. */
const withoutMessage = (value: unknown) => (value instanceof Error ? describeFailure(value) : value)

/** Platforms number or name what went wrong (`4014`, `not_in_channel`); codes that let somebody in look otherwise. */
const isPlatformCode = (value: unknown) =>
  typeof value === 'number' || (typeof value === 'string' && /^[a-z]+(_[a-z]+)+$/.test(value))

const inHeaders = (name: string) => {
  const path = name.startsWith('"') ? `[${name}]` : `.${name}`
  return [`headers${path}`, `*.headers${path}`]
}
