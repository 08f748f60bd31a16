import { one } from './names-in-titles'
import { quoted } from './quoted'
import type { AccountRefusal } from './refusal'
import { shorten, slash, type Text, text } from './text'

/** Words for why the admins of an account stay as they are. */
export function explainAccount(refusal: AccountRefusal): readonly [title: string, hint?: Text] {
  switch (refusal.code) {
    case 'notAdmin':
      return [
        `There is no such admin of account ${one(refusal.account)}`,
        refusal.typed === undefined
          ? text`They may have been removed meanwhile. ${slash('account admins')} lists who is one.`
          : text`No admin is called ${quoted(refusal.typed)}. ${slash('account admins')} lists who is one.`,
      ]
    case 'lastAdmin':
      return [
        `Account ${one(refusal.account)} cannot be without an admin`,
        text`Its last admin stays. Invite another one with ${slash('account invite')} first, or end the account with ${slash('account delete')}.`,
      ]
    case 'ownsTeams':
      return [
        'You own teams in this account',
        text`Hand them over or delete them first: ${shorten(refusal.teams.map(one).join(', '), TEAMS_LENGTH)}. ${slash('team transfer')} does it.`,
      ]
  }
}

/** Of the names of teams that are listed. */
const TEAMS_LENGTH = 600
