import type { FeatureParts } from '../feature'
import type { InboxProvider } from '../notices'
import { shareCommands } from './commands'
import { shareFollowers } from './follow'
import { shareNotices } from './notices'
import { sharePresses } from './presses'
import { type RequestOptions, requests } from './requests'
import { shareSearches, shareSubmits } from './submits'

/**
 * With whom chatbots are shared: who gets one, at which level, with or without its documents.
 * Reading order: `grantee` (with whom) → `commands`, `presses`, `submits` (what can be asked; `with-option`, `ask-share`
 * and `pages` below them) → `views`, `share-form`, `done-views`, `notices` (what is shown) → `share-chatbot`,
 * `unshare-chatbot` (what changes; `may-share` and `grants` below them) → `follow` (what changes with something else:
 * `end-with-team`, `end-leftovers`). Asking the owner of a team to take a chatbot in is `requests/`.
 */
export function shares(options: RequestOptions): FeatureParts & { inbox: InboxProvider } {
  const { db, clock } = options
  const { chat: asking, ...request } = requests(options)
  return {
    ...request,
    chat: {
      commands: [...shareCommands(db), ...asking.commands],
      presses: [...sharePresses(db), ...asking.presses],
      submits: [...shareSubmits(db), ...asking.submits],
      searches: shareSearches(db),
    },
    notices: [...shareNotices, ...request.notices],
    followers: [...shareFollowers(db, () => clock.now()), ...request.followers],
  }
}
