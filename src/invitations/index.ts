import { isRefusal } from '../chat'
import { deadlineSweeps } from '../deadline-sweeps'
import type { FeatureParts } from '../feature'
import type { InboxProvider } from '../notices'
import { answererInChat, type Doorway } from './answerer'
import { invitationCommands } from './commands'
import { invitationDeadlines } from './expire'
import { findWaiting } from './find'
import { invitationFollowers } from './follow'
import { type InvitationMailOptions, invitationMails } from './mails'
import { invitationCards, invitationNotices } from './notices'
import { invitationPresses } from './presses'
import type { Inviting } from './send'
import { waitingRow } from './views'
import { type InvitationPageOptions, invitationPages } from './web-pages'

export type { Doorway } from './answerer'
export type { InvitationScope } from './invitation'
export { type InviteArgs, inviteOptions, invitePeople } from './invite'
export type { Inviting } from './send'
export { sentField } from './sent-field'
export {
  auditOfTakingBack,
  findSent,
  type Leading,
  owedForTakingBack,
  readLeading,
  type Sent,
  takenBack,
} from './take-back'

export type InvitationOptions = Doorway & Inviting & InvitationMailOptions & InvitationPageOptions

/**
 * Invitations to a team, a workspace or an account: sent by address or to a chat user, answered from the mail's page, by
 * code or by a card. The model feature; the others are built like it. Reading order: `invitation` (what it is, what may
 * follow what) → `rules` (pure decisions), `may-invite`, `may-answer` → `commands`, `invite` (also for the commands of
 * workspaces and accounts), `presses` (what can be asked) → `views`, `sent-card`, `sent-field`, `mails`, `notices`, `web-pages` (what is
 * shown) → `send` (with `save-invitations`), `answer` (with `find-place`, `save-accepted`), `withdraw`, `expire`, `follow`,
 * `take-back` (what changes) → `repository`.
 */
export function invitations(options: InvitationOptions): FeatureParts & { inbox: InboxProvider } {
  const { db, now } = options
  return {
    chat: { commands: invitationCommands(options), ...invitationPresses(options) },
    cards: [invitationCards(db)],
    notices: invitationNotices(db),
    mails: invitationMails(options),
    pages: invitationPages(options),
    followers: invitationFollowers(db, now),
    sweeps: deadlineSweeps(db, invitationDeadlines, now),
    inbox: {
      waiting: async (context) => {
        const who = await answererInChat(options, context, false)
        return isRefusal(who) ? [] : (await findWaiting(db, context, who)).map(waitingRow)
      },
    },
  }
}
