import type { Who } from './scene'

type Given = Readonly<Record<string, string>>
type Rule = (given: Given, who: Who) => boolean

const manages = (who: Who) => who === 'owner' || who === 'admin'
export const isText = (words: string, most: number) => SEEN.test(words) && words.length <= most
/** Something a reader can see. */
const SEEN = /[^\s\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}]/u

/**
 * The commands that write at once, and with which words they may: a name or a note is anybody's own business, however
 * odd. A command that is not listed here must not change anything, whatever is typed.
 */
const MAY_WRITE: Readonly<Record<string, Rule>> = {
  'team create': ({ name = '', workspace = '' }, who) =>
    who !== 'stranger' && isText(name, 80) && !SEEN.test(workspace),
  'team invite': ({ people = '', role = '', note = '', team = '' }, who) =>
    manages(who) &&
    /@/.test(people) &&
    people.length <= 3_000 &&
    (!SEEN.test(role) || ['member', 'admin'].includes(role)) &&
    note.length <= 500 &&
    !SEEN.test(team),
  // The owner of the team administers the account, too.
  'workspace create': ({ name = '', account = '' }, who) =>
    who === 'owner' && isText(name, 80) && !SEEN.test(account),
  'workspace rename': ({ name = '', workspace = '' }, who) =>
    who === 'owner' && isText(name, 80) && !SEEN.test(workspace),
  // Alone it gives a code for the other platform.
  link: ({ code = '', address = '' }, who) => who !== 'stranger' && !SEEN.test(code + address),
}

export const mayWrite = (command: string, given: Given, who: Who): boolean =>
  MAY_WRITE[command]?.(given, who) ?? false
