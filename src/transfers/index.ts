import type { Prices } from '../billing'
import type { Clock } from '../clock'
import type { Database } from '../db'
import { deadlineSweeps } from '../deadline-sweeps'
import type { FeatureParts } from '../feature'
import type { InboxProvider } from '../notices'
import type { Secrets } from '../secrets'
import { transferCommands } from './commands'
import { transferCards } from './draw'
import { transferDeadlines } from './expire'
import { transferFollowers } from './follow'
import { transferInbox } from './inbox'
import { transferMails } from './mails'
import { transferNotices } from './notices'
import { transferPresses } from './presses'
import { memberSearch, transferSubmits } from './submits'
import { transferPages } from './web-pages'

export interface TransferOptions {
  db: Database
  secrets: Secrets
  /** Base of links, without a slash at the end. */
  publicUrl: string
  clock: Clock
  prices: Pick<Prices, 'currency'>
}

/**
 * Transfers: a team is offered to one of its members, a chatbot to anybody of its workspace, who accepts or declines.
 * Reading order: `transfer` (what it is, what may follow what) → `rules`, `may-get`, `may-answer` (who may) → `commands`,
 * `which-recipient`, `presses`, `submits` (what can be asked) → `words`, `views`, `outcome-view`,
 * `confirm-cards`, `forms`, `draw`, `notices`, `mails`, `web-pages`, `inbox` (what is shown) → `start-transfer` (with `offer`), `accept-transfer`, `end-transfer`
 * (what changes), `close-if-over`, `expire`, `follow` (what nobody decides; `effects` below them) → `repository`.
 */
export function transfers(options: TransferOptions): FeatureParts & { inbox: InboxProvider } {
  const { db, secrets, clock } = options
  const now = () => clock.now()
  return {
    chat: {
      commands: transferCommands(db),
      presses: transferPresses(options),
      submits: transferSubmits(db, secrets),
      searches: [memberSearch(db)],
    },
    cards: [transferCards(options)],
    notices: transferNotices(options),
    mails: transferMails(options),
    pages: transferPages(options),
    followers: transferFollowers(db, now),
    sweeps: deadlineSweeps(db, transferDeadlines, now),
    inbox: transferInbox(db),
  }
}
