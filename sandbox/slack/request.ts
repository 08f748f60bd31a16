import type { IncomingMessage } from 'node:http'
import type { Json } from './json'

export const bearer = (request: IncomingMessage) =>
  /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]

export function basicCredentials(request: IncomingMessage): Json {
  const encoded = /^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  if (encoded === undefined) return {}
  const [client_id, client_secret] = Buffer.from(encoded, 'base64').toString().split(':')
  return { client_id, client_secret }
}

export async function readBody(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const pieces: Uint8Array[] = []
  for await (const piece of request) pieces.push(piece as Uint8Array)
  return Buffer.concat(pieces)
}

/** Arguments that are JSON within a form. */
const complex = new Set(
  'attachments blocks chunks file_ids files loading_messages metadata prompts view'.split(' '),
)

/** Arguments come as JSON or as a form whose complex values are JSON: https://docs.slack.dev/apis/web-api/#post-bodies */
export async function readArguments(request: IncomingMessage): Promise<Json> {
  const text = String(await readBody(request))
  if (text === '') return {}
  if ((request.headers['content-type'] ?? '').includes('application/json')) return JSON.parse(text) as Json
  const fields = [...new URLSearchParams(text)].map(([key, value]) => [
    key,
    complex.has(key) ? parseJson(value) : value,
  ])
  return Object.fromEntries(fields) as Json
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
