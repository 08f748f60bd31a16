import { createHmac } from 'node:crypto'
import type { Context } from './context'
import type { StoredFile } from './stored-file'

/** "Signed URLs with a preset expiry time": a day. https://docs.discord.com/developers/reference#signed-attachment-cdn-urls */
const lifetimeSeconds = 24 * 3_600

/** A fresh address: payloads always carry one that is valid, whenever the file was uploaded. */
export function signedAddress(context: Context, file: StoredFile): string {
  const issued = Math.floor(context.clock.now() / 1_000)
  const [ex, is] = [(issued + lifetimeSeconds).toString(16), issued.toString(16)]
  const hm = signature(context, file, ex, is)
  const name = encodeURIComponent(file.filename)
  return `${context.origin}/attachments/${file.channelId}/${file.id}/${name}?ex=${ex}&is=${is}&hm=${hm}&`
}

/** Whether the parameters of an address were issued for this file and have not expired. */
export function isSigned(context: Context, file: StoredFile, query: URLSearchParams): boolean {
  const [ex = '', is = '', hm = ''] = ['ex', 'is', 'hm'].map((name) => query.get(name) ?? '')
  const expiresAtMs = Number.parseInt(ex, 16) * 1_000
  return hm === signature(context, file, ex, is) && context.clock.now() < expiresAtMs
}

function signature(context: Context, file: StoredFile, ex: string, is: string): string {
  const signed = [file.channelId, file.id, file.filename, ex, is].join('/')
  return createHmac('sha256', context.signingKey).update(signed).digest('hex')
}
