import type { Json } from '../json'
import type { Call } from '../method'
import { ApiRefusal } from '../refusal'
import type { Channel } from '../state'

export function named({ workspace, args }: Call): Channel {
  const channel = workspace.channels.get(String(args.channel ?? ''))
  if (!channel) throw new ApiRefusal('channel_not_found')
  return channel
}

/** A page of `items`: https://docs.slack.dev/apis/web-api/pagination */
export function page<T>(args: Json, items: T[]): { items: T[]; next: string } {
  const decoded = args.cursor ? Buffer.from(String(args.cursor), 'base64').toString() : '0'
  if (!/^\d+$/.test(decoded)) throw new ApiRefusal('invalid_cursor')
  const start = Number(decoded)
  const limit = Math.min(Number(args.limit) || 100, 1_000)
  const end = start + limit
  return {
    items: items.slice(start, end),
    next: end < items.length ? Buffer.from(String(end)).toString('base64') : '',
  }
}
