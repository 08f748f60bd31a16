import type { Context } from './context'
import type { User } from './types'

/** Who reads, and where: names and times are shown to them in their way. */
export interface Reader {
  context: Context
  user: User
  guildId?: string | undefined
}

const styles: Record<string, Intl.DateTimeFormatOptions> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
}

/**
 * Discord's markdown as a reader sees it, without the marks.
 * https://docs.discord.com/developers/reference#message-formatting
 */
export function readable(markdown: string, reader: Reader): string {
  const literal: string[] = []
  const keep = (text: string) => `\uE000${literal.push(text) - 1}\uE001`
  return (
    markdown
      // Code is literal, and an escaped character stands for itself; both are put aside before marks are read.
      .replace(
        /```(?:[\w+-]*\n)?([\s\S]*?)```|``([\s\S]+?)``|`([^`]+)`|\\([^A-Za-z0-9\s])/g,
        (_all, block, twice, once, escaped) => keep((block?.trimEnd() ?? twice ?? once ?? escaped) as string),
      )
      .replace(/<(?:@[!&]?|#|\/[^:>]+:)\d+>|<a?:\w+:\d+>|<t:-?\d+(?::[a-zA-Z])?>/g, (token) =>
        keep(resolve(token, reader)),
      )
      .replace(/\[([^\]]+)\]\(<?[^)\s]+>?(?:\s"[^"]*")?\)/g, '$1')
      .replace(/<(https?:\/\/[^>\s]+)>/g, '$1')
      .replace(/^(?:#{1,3}|-#|>>>|>) /gm, '')
      .replace(/(\*\*|__|~~|\|\|)(?=\S)([\s\S]*?\S)\1/g, '$2')
      .replace(/(\*\*|__|~~|\|\|)(?=\S)([\s\S]*?\S)\1/g, '$2')
      .replace(/(?<![\w*])\*(?=\S)([^*]*?\S)\*(?!\*)/g, '$1')
      .replace(/(?<!\w)_(?=\S)([^_]*?\S)_(?!\w)/g, '$1')
      .replace(/\uE000(\d+)\uE001/g, (_all, index) => literal[Number(index)] ?? '')
  )
}

/** A mention, custom emoji or timestamp in words. */
function resolve(token: string, { context, user, guildId }: Reader): string {
  const id = /(\d+)>$/.exec(token)?.[1] ?? ''
  const guild = guildId === undefined ? undefined : context.guilds.get(guildId)
  if (token.startsWith('<t:')) return readableTime(token, user, context.clock.now())
  if (token.startsWith('<@&')) return `@${guild?.roles.get(id)?.name.replace(/^@/, '') ?? 'unknown-role'}`
  if (token.startsWith('<@')) return `@${displayName(context, id, guildId) ?? 'unknown-user'}`
  if (token.startsWith('<#')) return `#${context.channels.get(id)?.name ?? 'unknown'}`
  if (token.startsWith('</')) return token.slice(1, token.lastIndexOf(':'))
  return `:${token.split(':').at(-2)}:`
}

/** https://docs.discord.com/developers/reference#message-formatting-timestamp-styles */
function readableTime(token: string, user: User, nowMs: number): string {
  const [, seconds = '0', style = 'f'] = /<t:(-?\d+)(?::(\w))?>/.exec(token) ?? []
  const atMs = Number(seconds) * 1_000
  if (style === 'R') return relativeTime(atMs - nowMs, user.locale)
  return new Intl.DateTimeFormat(user.locale, {
    ...(styles[style] ?? styles.f),
    timeZone: user.timeZone,
  }).format(atMs)
}

const units = [
  ['year', 31_536_000_000],
  ['month', 2_592_000_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

function relativeTime(aheadMs: number, locale: string): string {
  const format = new Intl.RelativeTimeFormat(locale)
  for (const [unit, ms] of units)
    if (Math.abs(aheadMs) >= ms * 0.99) return format.format(Math.round(aheadMs / ms), unit)
  return format.format(Math.round(aheadMs / 1_000), 'second')
}

/** The name others see: nickname in the guild, else the account's display name. */
export function displayName(context: Context, userId: string, guildId?: string): string | undefined {
  const nick = guildId === undefined ? undefined : context.guilds.get(guildId)?.members.get(userId)?.nick
  return nick ?? context.users.get(userId)?.global_name
}
