import type { Clock } from '../clock'
import type { FeatureParts } from '../feature'
import type { Doorway, Inviting } from '../invitations'
import { accountCommands } from './commands'
import { accountMails } from './mails'
import { accountNotices } from './notices'
import type { Showing } from './pages'
import { accountPresses } from './presses'

/**
 * The account: its admins, of whom there are never none, its settings, its end.
 * Reading order: `account` (what it is) → `which-admin`, `may-remove-admin` (who is meant, and whether
 * the actor may) → `commands`, `presses` (what can be asked) → `pages`, `views`, `confirm-cards`, `forms`, `notices` (what
 * is shown) → `remove-admin`, `leave-account`, `change-settings`, `delete-account` (what changes) → `statements`.
 */
export const accounts = (options: Showing & Doorway & Inviting & { clock: Clock }): FeatureParts => ({
  chat: { commands: accountCommands(options), ...accountPresses(options) },
  notices: accountNotices,
  mails: accountMails(options.clock),
})
