import { redrawMissed } from '../cards'
import { type Platform, press } from '../chat'
import type { FeatureParts } from '../feature'
import type { PeopleOptions } from '../people'
import { askConnection } from './ask-connection'
import { claimCode, redeemClaim } from './claim'
import { redeemConnection } from './connect'
import { connectionPresses } from './connection-presses'
import { type Disconnection, disconnect, reconnect } from './disconnect'
import { installPages } from './install-pages'
import { connectionNotices } from './notices'
import type { ConnectionsOptions } from './options'

/**
 * Connections: how an account comes about, by a code with static tokens (`claim`) or by adding Rolecall to Slack
 * (`install-pages`, `install`), both with the same statement (`found`); how further Slack workspaces and Discord servers
 * are connected to one of its workspaces (`ask-connection`, `connect`); how they end and go on (`disconnect`); what the
 * settings of a workspace do with them (`connection-presses` → `choose-team`, `end-on-purpose`).
 */
export function connections(options: ConnectionsOptions) {
  const slack = options.installing?.slack
  const settings = connectionPresses(options.db)
  const parts: FeatureParts = {
    chat: {
      ...settings,
      presses: [
        press({
          name: 'connections.connect',
          run: (context, [workspaceId]) => askConnection(options, context, workspaceId || undefined),
        }),
        ...settings.presses,
      ],
    },
    notices: connectionNotices(options),
    followers: [
      {
        on: 'connection.resumed',
        follow: ({ subjectId }) => redrawMissed(options.db, subjectId, options.clock.now()),
      },
    ],
    ...(slack && { pages: installPages(options, slack) }),
  }
  const redeem: PeopleOptions['redeem'] = {
    claim: redeemClaim(options),
    connection: redeemConnection(options),
  }
  const places: Places = {
    disconnect: (...place) => disconnect(options, ...place),
    reconnect: (...place) => reconnect(options, ...place),
  }
  return {
    ...parts,
    /** For `/link`: see `people`. */
    redeem,
    /** What platforms tell of the places they let us into. */
    places,
    /** To be printed on start; null when an account is there. */
    claimCode: () => claimCode(options.db, options.clock),
  }
}

export interface Places {
  disconnect(platform: Platform, tenant: string, why: Disconnection): Promise<void>
  reconnect(platform: Platform, tenant: string): Promise<void>
}

export { botTokenOf } from './bot-token'
export type { Connection } from './connections'
export type { Disconnection } from './disconnect'
export { manageConnection } from './manage-connection'
export type { ConnectionsOptions, Installing } from './options'
export type { Installed, SlackOAuth } from './slack-oauth'
