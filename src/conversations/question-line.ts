import { oneLine, shorten } from '../chat'

/** A question as a title: its first paragraph, without the message it was asked about, and with mentions as words. */
export function questionLine(question: string, length: number): string {
  const [first = ''] = question.trim().split(/\n\s*\n/)
  return shorten(oneLine(first.replace(MENTION, named)), length)
}

/** As Slack and Discord write them: `<@U012AB3CD>`, `<@U012AB3CD|ann>`, `<@!80351110224678912>`. */
const MENTION = /<@[!&]?[A-Z0-9]+(?:\|([^>]*))?>/g

const named = (_mention: string, name: string | undefined) => `@${name || 'somebody'}`
