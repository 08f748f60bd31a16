import { type DestinationStream, type Logger, pino } from 'pino'

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

/** JSON lines on standard error. Secrets are redacted by the names of the fields that hold them. */
export function createLog(level: string, destination: DestinationStream = pino.destination(2)): Log {
  return pino(
    {
      level,
      base: null,
      redact: {
        paths: [...SECRET, ...SECRET.map((name) => `*.${name}`), ...HEADERS.flatMap(inHeaders)],
        censor: '[redacted]',
      },
    },
    destination,
  )
}

const inHeaders = (name: string) => {
  const path = name.startsWith('"') ? `[${name}]` : `.${name}`
  return [`headers${path}`, `*.headers${path}`]
}
