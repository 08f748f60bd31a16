import type { ChatUser, Platform } from './text'

/** One of the people somebody listed: an address, a user of the chat platform, or something that is neither. */
export type NamedPerson =
  | { kind: 'address'; typed: string }
  | { kind: 'user'; user: ChatUser; name?: string }
  | { kind: 'unreadable'; typed: string }

/** Slack `<@U123|name>`, Discord `<@123>` and `<@!123>`. https://docs.slack.dev/messaging/formatting-message-text */
const MENTION = /^<@!?([A-Z0-9]{2,32})(?:\|([^>]*))?>$/
/** Slack may turn an address into `<mailto:ann@acme.com|ann@acme.com>`. */
const MAIL_LINK = /^<mailto:([^|>]+)(?:\|[^>]*)?>$/

/** `Ann Smith` in `Ann Smith <ann@acme.com>`, as mail programs copy it; Slack puts a link between the brackets. */
const NAME_BEFORE = /(?<=^|[,;\n>])[^,;\n<>@]+(?=<(?!mailto:)(?:<mailto:)?[^<>@]+@)/g

/**
 * Reads a list of people as it was typed: separated by commas, semicolons, blanks or lines; an address may stand in
 * angle brackets after a name. Equal entries collapse.
 */
export function readPeople(list: string, asked: { platform: Platform; tenant: string }): NamedPerson[] {
  const words = list.replace(NAME_BEFORE, ' ').match(/<[^<>]+>|[^\s,;<>]+/g) ?? []
  const people = new Map<string, NamedPerson>()
  for (const word of words) {
    const person = readPerson(word, asked)
    people.set(person.kind === 'user' ? `<@${person.user.userId}>` : person.typed.toLowerCase(), person)
  }
  return [...people.values()]
}

function readPerson(word: string, { platform, tenant }: { platform: Platform; tenant: string }): NamedPerson {
  const mention = MENTION.exec(word)
  if (mention?.[1]) {
    const user = { platform, tenant, userId: mention[1] }
    return { kind: 'user', user, ...(mention[2] && { name: mention[2] }) }
  }
  const typed = MAIL_LINK.exec(word)?.[1] ?? word.replace(/^<(.*)>$/, '$1')
  return typed.includes('@') && !typed.startsWith('@')
    ? { kind: 'address', typed }
    : { kind: 'unreadable', typed }
}
