import { bold, type Card, ref, shorten, slash, text } from '../chat'
import { sentField } from '../invitations'
import type { Leaving } from './leave-account'
import type { Removing } from './may-remove-admin'
import type { AdminRemoved, LeavesFew } from './remove-admin'
import { inAccountLine, listed, NAMES_LENGTH } from './views'

const inTitle = (name: string) => shorten(name, NAMES_LENGTH)
const CANCEL = { label: 'Cancel', press: ref('account.keep') }
/** Tells the button that R14 has been said. */
export const WARNED = 'warned'

/** R5: nothing changes before this card's button. */
export const confirmRemoveCard = ({ account, admin, sent }: Removing, actorId: string): Card => ({
  tone: 'danger',
  title: `Remove ${inTitle(admin.name)} from the account admins?`,
  text: text`${bold(admin.name)} ${admin.personId === actorId ? 'lose' : 'loses'} the right to every workspace of the account at once. Roles in workspaces and teams stay.`,
  fields: sentField(sent, admin.personId === actorId ? 'your' : 'their'),
  context: inAccountLine(account.accountName),
  buttons: [
    { label: 'Remove', press: ref('account.remove', account.accountId, admin.personId), style: 'danger' },
    CANCEL,
  ],
})

/** R14: with one admin alone the account hangs on one person, so this is asked a second time. */
export const askAgainToRemove = ({ accountId, accountName, personId, name }: LeavesFew): Card => ({
  tone: 'warning',
  title: 'Only one account admin would be left',
  text: text`Without ${bold(name)} account ${bold(accountName)} hangs on one person. Two are advised: ${slash('account invite')} invites another first.`,
  context: inAccountLine(accountName),
  buttons: [
    { label: 'Remove anyway', press: ref('account.remove', accountId, personId, WARNED), style: 'danger' },
    CANCEL,
  ],
})

export const removedCard = ({ name, accountName }: AdminRemoved): Card => ({
  tone: 'success',
  title: `${inTitle(name)} is no longer Account Admin of ${inTitle(accountName)}`,
  context: inAccountLine(accountName),
})

export function confirmLeaveCard({ accountId, accountName, users, memberships, sent }: Leaving): Card {
  return {
    tone: 'danger',
    title: `Leave account ${inTitle(accountName)}?`,
    text: 'You lose all access at once, also to your own chatbots in it. Coming back needs a new invitation.',
    fields: [
      ...namesField(
        'You leave these workspaces',
        users.map(({ workspaceName }) => workspaceName),
      ),
      ...namesField(
        'You leave these teams',
        memberships.map(({ teamName }) => teamName),
      ),
      ...sentField(sent, 'your'),
    ],
    context: inAccountLine(accountName),
    buttons: [{ label: 'Leave', press: ref('account.leave', accountId), style: 'danger' }, CANCEL],
  }
}

const namesField = (name: string, names: readonly string[]) =>
  names.length > 0 ? [{ name, value: listed(names) }] : []

export const askAgainToLeave = ({ accountId, accountName }: Leaving): Card => ({
  tone: 'warning',
  title: 'Only one account admin would be left',
  text: text`Without you account ${bold(accountName)} hangs on one person. Two are advised: ${slash('account invite')} invites another first.`,
  context: inAccountLine(accountName),
  buttons: [
    { label: 'Leave anyway', press: ref('account.leave', accountId, WARNED), style: 'danger' },
    CANCEL,
  ],
})

export const leftCard = (accountName: string): Card => ({
  tone: 'success',
  title: `You have left account ${inTitle(accountName)}`,
  text: 'All your access to it has ended.',
})

export const keptCard: Card = { title: 'Nothing was changed' }
