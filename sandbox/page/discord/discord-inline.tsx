import type { ReactNode } from 'react'
import { DiscordMention } from './discord-mention'
import { DiscordTime } from './discord-time'

/**
 * A mark ends at the next one of its kind that no backslash takes away.
 * https://docs.discord.com/developers/reference#message-formatting
 */
const markup = new RegExp(
  [
    /\\(?<escaped>[^A-Za-z0-9\s])/,
    /`(?<code>[^`\n]+)`/,
    /\*\*(?<bold>(?:\\.|[^\\])+?)\*\*/,
    /__(?<underlined>(?:\\.|[^\\])+?)__/,
    /~~(?<struck>(?:\\.|[^\\])+?)~~/,
    /\*(?<starred>(?:\\.|[^*\\\s])(?:\\.|[^*\\])*)\*/,
    /(?<!\w)_(?<slanted>(?:\\.|[^_\\])+)_(?!\w)/,
    /\[(?<label>(?:\\.|[^\]\\])+)\]\(<?(?<target>https?:[^)\s>]+)>?\)/,
    /<?(?<address>https?:\/\/[^\s<>]+)>?/,
    /<(?<mention>@[!&]?|#)(?<id>\d+)>/,
    /<t:(?<time>-?\d+)(?::(?<style>[tTdDfFR]))?>/,
    /<\/(?<command>[^:>]+):\d+>/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
)

/** Formatting within a line; what stands inside of bold, italic and links is read again. */
export function DiscordInline({ text }: { text: string }) {
  const parts: ReactNode[] = []
  let end = 0
  for (const match of text.matchAll(markup)) {
    parts.push(text.slice(end, match.index), <Piece key={match.index} found={match.groups ?? {}} />)
    end = match.index + match[0].length
  }
  return [...parts, text.slice(end)]
}

function Piece({ found }: { found: Record<string, string | undefined> }): ReactNode {
  const { escaped, code, bold, underlined, struck, label, target, address, mention, id, time, command } =
    found
  const slanted = found.starred ?? found.slanted
  if (escaped) return escaped
  if (code) return <code>{code}</code>
  if (bold)
    return (
      <strong>
        <DiscordInline text={bold} />
      </strong>
    )
  if (underlined)
    return (
      <u>
        <DiscordInline text={underlined} />
      </u>
    )
  if (struck)
    return (
      <s>
        <DiscordInline text={struck} />
      </s>
    )
  if (slanted)
    return (
      <em>
        <DiscordInline text={slanted} />
      </em>
    )
  if (label && target)
    return (
      <Link href={target}>
        <DiscordInline text={label} />
      </Link>
    )
  if (address) return <Link href={address}>{address}</Link>
  if (mention && id) return <DiscordMention mark={mention} id={id} />
  if (time) return <DiscordTime at={Number(time) * 1_000} style={found.style ?? 'f'} />
  return <code>/{command}</code>
}

function Link({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  )
}
