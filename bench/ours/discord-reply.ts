import { createDiscordAdapter } from '../../adapters/discord'
import { createDispatch } from '../../src/chat'
import { systemClock as clock } from '../../src/clock'
import { declaredCommands } from '../../src/declared-commands'
import { loneShards } from '../../test/support/lone-shards'
import { runPeer } from '../support/peer'
import { identifyAdmin, log, noDrafts } from './admin'

/** Everything between Discord's gateway and its REST API but the look into the database. */
runPeer<{ apiUrl: string; botToken: string }>(async ({ apiUrl, botToken }) => {
  const registry = declaredCommands()
  const adapter = createDiscordAdapter({
    token: botToken,
    apiUrl,
    clock,
    log,
    registry,
    shardsOf: loneShards,
  })
  await adapter.start(
    createDispatch({
      registry,
      identify: identifyAdmin,
      drafts: noDrafts,
      remember: async () => {},
      clock,
      log,
    }),
  )
  return { ready: {} }
})
