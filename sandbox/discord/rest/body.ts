import type { IncomingMessage } from 'node:http'
import { DiscordError, discordError } from '../errors'
import type { ApiRequest } from './router'

/** https://docs.discord.com/developers/resources/message#create-message */
const largestBodyBytes = 25 * 1_048_576

/** Reads JSON, `multipart/form-data` with `payload_json` and files, or a form. Throws 50109 for broken JSON. */
export async function readBody(
  incoming: IncomingMessage,
  largestFileBytes: number,
): Promise<Pick<ApiRequest, 'body' | 'files'>> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > largestBodyBytes) throw discordError('requestTooLarge')
    chunks.push(chunk)
  }
  if (size === 0) return { body: undefined, files: [] }
  const bytes = Buffer.concat(chunks)
  const contentType = incoming.headers['content-type'] ?? ''
  if (contentType.startsWith('multipart/form-data'))
    return readMultipart(bytes, contentType, largestFileBytes)
  if (contentType.startsWith('application/x-www-form-urlencoded'))
    return { body: Object.fromEntries(new URLSearchParams(bytes.toString())), files: [] }
  return { body: parseJson(bytes.toString()), files: [] }
}

async function readMultipart(
  bytes: Buffer,
  contentType: string,
  largestFileBytes: number,
): Promise<Pick<ApiRequest, 'body' | 'files'>> {
  const form = await new Response(bytes, { headers: { 'content-type': contentType } }).formData()
  const files: ApiRequest['files'] = []
  for (const [, value] of form) {
    if (typeof value === 'string') continue
    if (value.size > largestFileBytes) throw discordError('requestTooLarge')
    files.push({
      filename: value.name,
      contentType: value.type,
      bytes: Buffer.from(await value.arrayBuffer()),
    })
  }
  const payload = form.get('payload_json')
  return { body: typeof payload === 'string' ? parseJson(payload) : undefined, files }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new DiscordError(400, 50_109, 'The request body contains invalid JSON.')
  }
}
