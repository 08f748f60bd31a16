import { code, type Fragment, shorten } from './text'

const NAMED_MENTION = /<@!?\w+\|([^>]*)>/g
const BARE_MENTION = /^<@!?\w+>$/

/** What was typed, with a mention as the name it stood for; a bare one names nobody to a reader. */
export function quoted(typed: string): Fragment {
  if (BARE_MENTION.test(typed.trim())) return 'the mentioned user'
  return code(shorten(typed.replace(NAMED_MENTION, '@$1')))
}
