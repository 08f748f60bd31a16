import type { ScopeKind } from './named-scope'
import { ofTwo, one } from './names-in-titles'
import { quoted } from './quoted'
import type { InvitationRefusal } from './refusal'
import { bold, code, shorten, slash, type Text, text, time } from './text'

/** Words for why somebody is not invited, or an invitation not answered. */
export function explainInvitation(
  refusal: InvitationRefusal,
): readonly [title: string, hint?: Text | undefined] {
  switch (refusal.code) {
    case 'cannotJoin':
      return [CANNOT_JOIN[refusal.why]]
    case 'malformedAddress':
      return [
        refusal.orMention
          ? 'This is neither an e-mail address nor a mention'
          : 'This is not an e-mail address',
        text`${quoted(refusal.typed)} should look like ${code('ann@acme.com')}${refusal.orMention ? text`, or be picked from the list that opens when you type ${code('@')}` : ''}.`,
      ]
    case 'ownAddress':
      return ['This is your own address', 'You are in already, and need no invitation.']
    case 'alreadyMember': {
      const { kind, name } = refusal.scope
      return [
        `${ofTwo(refusal.name)} is already in ${kind} ${ofTwo(name)}`,
        kind === 'account' ? undefined : text`Change the role with ${slash(`${kind} role`)}.`,
      ]
    }
    case 'alreadyIn': {
      const { kind, name } = refusal.scope
      return [
        `You are in this ${kind} already`,
        text`${bold(shorten(name))}: ${slash(`${kind} overview`)} shows it.${kind === 'workspace' ? ANOTHER_ROLE : ''}`,
      ]
    }
    case 'alreadyPending':
      return [
        `${one(refusal.who)} has an invitation already`,
        text`Send it again with ${LIST[refusal.scope]}.`,
      ]
    case 'seatsFull':
      return [
        `Workspace ${one(refusal.workspace)} is full: ${refusal.used} of ${refusal.limit} seats`,
        text`Pending invitations take a seat, too: cancel some with ${LIST[refusal.scope]}. ${bold(helpers(refusal.helpers))} may remove users, and know who can get a larger plan.`,
      ]
    case 'wrongPerson':
      return [
        'This invitation is for somebody else',
        text`It was sent to ${one(refusal.addressedTo)}. Sign in as that person, or prove that address with ${slash('link address:')}.`,
      ]
    case 'invitationOver':
      return [
        `This invitation ${OVER[refusal.status]}`,
        refusal.status === 'accepted'
          ? undefined
          : text`${refusal.at === null ? '' : text`Since ${time(refusal.at)}. `}Ask ${WHO_INVITES[refusal.scope]} for a new one.`,
      ]
    case 'nothingWaits':
      return [
        'No invitation waits for you',
        text`Have a code from a mail? Type ${slash('invite accept CODE')}.`,
      ]
  }
}

/** Where the invitations of a scope are listed. */
const LIST: Record<ScopeKind, Text> = {
  team: text`${slash('team invitations')}`,
  workspace: text`the button Invitations of ${slash('workspace users')}`,
  account: text`the button Invitations of ${slash('account admins')}`,
}

const WHO_INVITES: Record<ScopeKind, string> = {
  team: 'the team',
  workspace: 'an admin of the workspace',
  account: 'an admin of the account',
}

const ANOTHER_ROLE = text` Its admins give you another role with ${slash('workspace role')}.`

const OVER = {
  accepted: 'was accepted already',
  declined: 'was declined',
  expired: 'has expired',
  cancelled: 'was cancelled',
} as const

const CANNOT_JOIN = {
  bot: 'A bot cannot be a member',
  guest: 'A guest of this workspace cannot be a member',
  stranger: 'Somebody of another organisation cannot join from a shared channel; invite them by address',
} as const

const HELPERS_NAMED = 5

function helpers(names: readonly string[]): string {
  if (names.length === 0) return 'The admins of the workspace and of the account'
  const shown = names.slice(0, HELPERS_NAMED).map(ofTwo)
  const rest = names.length > HELPERS_NAMED ? [`${names.length - HELPERS_NAMED} more`] : []
  return new Intl.ListFormat('en').format([...shown, ...rest])
}
