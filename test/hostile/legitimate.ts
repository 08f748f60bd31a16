import type { Who } from './scene'

type Given = Readonly<Record<string, string>>
type Rule = (given: Given, who: Who) => boolean

const manages = (who: Who) => who === 'owner' || who === 'admin'
export const isText = (words: string, most: number) => SEEN.test(words) && words.length <= most
/** Something a reader can see. */
const SEEN = /[^\s\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}]/u

const WORKSPACE_ROLES = ['chatUser', 'contentManager', 'agentManager', 'billingAdmin', 'workspaceAdmin']

const invites = ({ people = '', role = '', note = '' }: Given, roles: readonly string[]) =>
  /@/.test(people) &&
  people.length <= 3_000 &&
  (!SEEN.test(role) || roles.includes(role)) &&
  note.length <= 500

/**
 * The commands that write at once, and with which words they may: a name or a note is anybody's own business, however
 * odd. A command that is not listed here must not change anything, whatever is typed.
 */
const MAY_WRITE: Readonly<Record<string, Rule>> = {
  'team create': ({ name = '', workspace = '' }, who) =>
    who !== 'stranger' && isText(name, 80) && !SEEN.test(workspace),
  'team invite': (given, who) =>
    manages(who) && invites(given, ['member', 'admin']) && !SEEN.test(given.team ?? ''),
  'workspace invite': (given, who) =>
    who === 'owner' && invites(given, WORKSPACE_ROLES) && !SEEN.test(given.workspace ?? ''),
  'account invite': (given, who) => who === 'owner' && invites(given, []) && !SEEN.test(given.account ?? ''),
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
