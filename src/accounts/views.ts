import {
  bold,
  type Card,
  COMMAND_FORM,
  LIMITS,
  pager,
  type Row,
  ref,
  shorten,
  slash,
  type Text,
  text,
  time,
} from '../chat'
import type { OwnAccount } from '../scopes'
import { type Seats, seatsWords } from '../seats'
import { type Account, type AccountAdmin, type AccountWish, ADVISED_ADMINS } from './account'
import type { Holdings } from './statements'

/** Scope belongs into every message (B17). */
export const inAccountLine = (accountName: string): Text => text`In account ${bold(accountName)}`

/** A title holds 150 characters, also when two long names meet in it. */
export const NAMES_LENGTH = 60
const NAMES_SHOWN = 6

export function listed(names: readonly string[]): string {
  const shown = names.slice(0, NAMES_SHOWN).map((name) => shorten(name, NAMES_LENGTH))
  const more = names.length - shown.length
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ')
}

/** One workspace with what its plan allows. */
export type WorkspaceLine = Holdings['workspaces'][number] & { plan: string; seats: Seats | null }

export function overviewCard(
  account: Account,
  admins: { names: readonly string[]; total: number },
  workspaces: readonly WorkspaceLine[],
  { connections }: Pick<Holdings, 'connections'>,
): Card {
  const { accountId, accountName, billing, createdAt } = account
  const more = workspaces.length - LIMITS.rows
  return {
    ...(admins.total < ADVISED_ADMINS && { tone: 'warning' }),
    title: `Account ${shorten(accountName, 100)}`,
    ...(admins.total < ADVISED_ADMINS && { text: ADVICE }),
    fields: [
      { name: 'Account admins', value: `${admins.total} (${listed(admins.names)})` },
      {
        name: 'Connected with',
        value:
          connections.length === 0
            ? 'Nothing yet'
            : listed(connections.map(({ name, platform }) => `${name} (${PLATFORMS[platform]})`)),
      },
      { name: 'Invoices go to', value: billing.mail ?? 'The billing admins of each workspace' },
      ...(more > 0
        ? [{ name: 'Workspaces', value: `${workspaces.length}, of which these are the first` }]
        : []),
    ],
    rows: workspaces.slice(0, LIMITS.rows).map(workspaceRow),
    context: text`Since ${time(createdAt, 'absolute')}`,
    buttons: [
      { label: 'Admins', press: ref('account.admins', accountId, '0') },
      INVITE,
      { label: 'Settings', press: ref('account.settings', accountId) },
    ],
  }
}

/** R14. */
const ADVICE = text`There is only one account admin, and nobody else could help when that person is away: ${slash('account invite')} invites a second one.`

const INVITE = { label: 'Invite', press: ref(COMMAND_FORM, 'account invite') }

const PLATFORMS = { slack: 'Slack', discord: 'Discord' } as const

const workspaceRow = ({ workspaceId, name, users, teams, plan, seats }: WorkspaceLine): Row => ({
  text: text`Workspace ${bold(shorten(name, NAMES_LENGTH))} — ${plan} · ${counted(users, 'user')}, ${counted(teams, 'team')}${seats ? ` · seats ${seatsWords(seats)}` : ''}`,
  button: { label: 'Open', press: ref('workspaces.overview', workspaceId) },
})

const counted = (count: number, what: string) => `${count} ${count === 1 ? what : `${what}s`}`

export function adminsCard(
  { accountId, accountName }: OwnAccount,
  admins: readonly AccountAdmin[],
  page: number,
  total: number,
): Card {
  return {
    title: `Admins of account ${shorten(accountName, 100)}`,
    text: total < ADVISED_ADMINS ? ADVICE : 'They reach every workspace of the account.',
    rows: admins.map((admin) => adminRow(accountId, admin, total > 1)),
    context: inAccountLine(accountName),
    buttons: [
      ...pager(page, total, (other) => ref('account.admins', accountId, String(other))),
      INVITE,
      { label: 'Invitations', press: ref('invites.list', accountId, '0') },
    ],
  }
}

/** The last one stays, so nothing is offered beside them (R14). */
const adminRow = (
  accountId: string,
  { personId, name, since, lastActiveAt }: AccountAdmin,
  removable: boolean,
): Row => ({
  text: text`${bold(shorten(name, NAMES_LENGTH))} — since ${time(since, 'absolute')} · ${
    lastActiveAt === null ? 'not seen in chat yet' : text`active ${time(lastActiveAt, 'relative')}`
  }`,
  ...(removable && { button: { label: 'Remove', press: ref('account.askRemove', accountId, personId) } }),
})

export const settingsSavedCard = ({ name, address, vatId, mail }: AccountWish): Card => ({
  tone: 'success',
  title: 'Settings saved',
  fields: [
    { name: 'Name of the account', value: name },
    { name: 'Company and address', value: address ?? 'Not set' },
    { name: 'VAT number', value: vatId ?? 'Not set' },
    { name: 'Address for invoices', value: mail ?? 'Not set: the billing admins of each workspace get them' },
  ],
  context: inAccountLine(name),
})
