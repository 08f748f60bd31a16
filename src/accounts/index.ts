import { press } from '../chat'
import type { FeatureParts } from '../feature'
import type { PeopleOptions } from '../people'
import { claimCode, redeemClaim } from './claim'
import { askConnection, redeemConnection } from './connect'
import { accountNotices } from './notices'
import type { AccountsOptions } from './options'

/**
 * Accounts: how the first one comes about (`claim`), and how further Slack workspaces and Discord servers
 * are connected to one of its workspaces (`connect`).
 */
export function accounts(options: AccountsOptions) {
  const parts: FeatureParts = {
    chat: {
      presses: [press({ name: 'accounts.connect', run: (context) => askConnection(options, context) })],
    },
    notices: accountNotices,
  }
  const redeem: PeopleOptions['redeem'] = {
    claim: redeemClaim(options),
    connection: redeemConnection(options),
  }
  return {
    ...parts,
    /** For `/link`: see `people`. */
    redeem,
    /** To be printed on start; null when an account is there. */
    claimCode: () => claimCode(options.db, options.clock),
  }
}

export type { AccountsOptions } from './options'
