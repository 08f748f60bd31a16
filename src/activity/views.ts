import type { TeamSettings } from '../access'
import {
  bold,
  type Card,
  COMMAND_FORM,
  PAGE_SIZE,
  pager,
  ROLE_NAMES,
  ref,
  SETTING_NAMES,
  shorten,
  slash,
  type Text,
  text,
  time,
} from '../chat'
import { inWorkspaceLine } from '../scopes'
import { inTeamLine } from '../teams'
import type { People } from './people'
import { personRow } from './rows'
import type { Scope } from './scope'
import { countWhere, type Group } from './shape'
import type { Standing } from './standing'

export const scopeLine = ({ kind, name }: Scope): Text =>
  kind === 'team' ? inTeamLine(name) : inWorkspaceLine(name)

/** Room for a sentence is left behind it. */
export const titleOf = (words: string, { kind, name }: Scope) => `${words} ${kind} ${shorten(name, 60)}`

function inactiveWords(count: number, days: number): string {
  if (count === 0) return `Everybody was seen, or has joined, in the last ${days} days.`
  return `${count === 1 ? 'One of them was' : `${count} of them were`} not seen in chat for ${days} days.`
}

export const personsWords = (count: number) => (count === 1 ? '1 person' : `${count} people`)

/** What stands beside the list of a review. */
export interface Standings {
  shape: readonly Group[]
  /** Of a team. */
  settings: TeamSettings | null
  /** Of the account of a workspace. */
  accountAdmins: number | null
  /** The reader is one of them. */
  invitesAdmins: boolean
}

/** Everybody by last activity, how many have which role, and the settings; `posted`: it stays, so it has no pages. */
export function reviewCard(
  standing: Standing,
  { people, total }: People,
  { shape, settings, accountAdmins, invitesAdmins }: Standings,
): Card {
  const { scope, inactiveAfterDays, review } = standing.at
  const inactive = countWhere(shape, (group) => group.inactive)
  const open = (page: number) => ref('reviews.show', scope.kind, scope.id, String(page))
  return {
    title: titleOf(review ? 'Monthly review of' : 'Review of', scope),
    text: text`${bold(personsWords(total))}, the longest silent first. ${inactiveWords(inactive, inactiveAfterDays)}`,
    fields: [
      ...rolesOf(shape),
      ...(settings ? settingFields(settings) : []),
      ...(accountAdmins === null ? [] : [{ name: 'Account admins', value: adminsWords(accountAdmins) }]),
    ],
    rows: people.map((person) => personRow(person, standing)),
    context: scopeLine(scope),
    buttons: [
      ...(review ? moreButton(scope, total) : pager(standing.page ?? 0, total, open)),
      ...(settings ? [{ label: 'Settings', press: ref('teams.settings', scope.id) }] : []),
      ...(invitesAdmins && isFew(accountAdmins) ? [INVITE_ADMIN] : []),
    ],
  }
}

const moreButton = ({ kind, id }: Scope, total: number) =>
  total > PAGE_SIZE ? [{ label: `All ${total}`, press: ref('reviews.show', kind, id) }] : []

function rolesOf(shape: readonly Group[]): Required<Card>['fields'] {
  const roles = Object.keys(ROLE_NAMES) as (keyof typeof ROLE_NAMES)[]
  return roles.flatMap((role) => {
    const all = countWhere(shape, (group) => group.role === role)
    const away = countWhere(shape, (group) => group.role === role && group.inactive)
    return all === 0
      ? []
      : [{ name: ROLE_NAMES[role], value: `${all}${away > 0 ? ` (${away} inactive)` : ''}` }]
  })
}

const settingFields = (settings: TeamSettings) =>
  (['memberChatbotCreation', 'memberDocumentUploads'] as const).map((setting) => ({
    name: SETTING_NAMES[setting],
    value: settings[setting] ? 'On' : 'Off',
  }))

/** R14. */
const isFew = (admins: number | null) => admins !== null && admins < 2

const adminsWords = (count: number) => (isFew(count) ? `${count}; two are advised` : String(count))

const INVITE_ADMIN = { label: 'Invite an account admin', press: ref(COMMAND_FORM, 'account invite') }

/** In the place of a review that its reader may not see any more. */
export const closedCard: Card = {
  title: 'This review is over',
  text: 'You no longer see who is there.',
}

/** R14. */
export const fewAdminsCard = (account: string): Card => ({
  tone: 'warning',
  title: `Account ${shorten(account, 80)} hangs on one person`,
  text: text`You are its only account admin, and nobody else could help when you are away. Two are advised: ${slash('account invite')} invites a second one.`,
  buttons: [INVITE_ADMIN],
})

/** What somebody who is away for long is asked. */
export function reminderCard({
  workspace,
  days,
  lastActiveAt,
  by,
}: {
  workspace: string
  days: number
  lastActiveAt: number | null
  by: string | null
}): Card {
  const seen =
    lastActiveAt === null
      ? 'You have not been seen in chat yet.'
      : text`You were last seen in chat ${time(lastActiveAt, 'relative')}.`
  const asks = by === null ? '' : text`${bold(shorten(by))} asks whether you still need your place. `
  return {
    title: 'Are you still there?',
    text: text`${asks}${seen} After ${String(days)} days people are inactive here, and its admins get a list of them. If you need your place, one click or any command is enough. Nobody is removed automatically.`,
    context: text`${inWorkspaceLine(workspace)} · ${slash('profile')} switches reminders off`,
    buttons: [{ label: 'I am still here', press: ref('reviews.here'), style: 'primary' }],
  }
}

/** In its place when they have been seen since. */
export const hereCard = (seenAt: number): Card => ({
  tone: 'success',
  title: 'Good to see you',
  text: text`You were here ${time(seenAt)}. ${slash('rolecall')} shows what waits for you.`,
})

/** The same for whoever is no user of the workspace any more. */
export const leftCard: Card = {
  title: 'This reminder is over',
  text: 'You are not in the workspace it was about any more.',
}
