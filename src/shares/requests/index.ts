import type { Plans, Prices } from '../../billing'
import type { Clock } from '../../clock'
import type { Database } from '../../db'
import { deadlineSweeps } from '../../deadline-sweeps'
import type { FeatureParts } from '../../feature'
import type { InboxProvider } from '../../notices'
import type { Secrets } from '../../secrets'
import { requestCommands } from './commands'
import { requestCards } from './draw'
import { requestDeadlines } from './expire'
import { requestFollowers } from './follow'
import { requestInbox } from './inbox'
import { requestNotices } from './notices'
import { requestPresses } from './presses'
import { requestSubmits } from './submits'
import { requestPages } from './web-pages'

export interface RequestOptions {
  db: Database
  secrets: Secrets
  /** Base of links, without a slash at the end. */
  publicUrl: string
  clock: Clock
  plans: Plans
  prices: Prices
}

/**
 * Requests: a member asks the owner of a team to take their chatbot in, and the owner decides once, in chat or on the
 * page behind the mail's link. Reading order: `request` (what it is, what may follow what) → `rules`, `may-decide` (who
 * may) → `commands`, `presses`, `submits`, `forms` (what can be asked) → `words`, `decisions`, `views`, `list-view`, `outcome-view`,
 * `draw`, `show`, `notices`, `web-pages` (with `page-views`), `inbox` (what is shown) → `file-request`, `approve-request`,
 * `deny-request`, `withdraw-request`, `expire`, `follow` (what changes; `close-if-over` and `effects` below them) →
 * `repository`.
 */
export function requests(options: RequestOptions) {
  const { db, clock } = options
  const now = () => clock.now()
  return {
    chat: {
      commands: requestCommands(db),
      presses: requestPresses(options),
      submits: requestSubmits(options),
    },
    cards: [requestCards(options)],
    notices: requestNotices(options),
    pages: requestPages(options),
    followers: requestFollowers(db, now),
    sweeps: deadlineSweeps(db, requestDeadlines, now),
    inbox: requestInbox(db),
  } satisfies FeatureParts & { inbox: InboxProvider }
}
