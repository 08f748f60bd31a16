import { createSlackAdapter } from '../../adapters/slack'
import { createDispatch, type Receive } from '../../src/chat'
import { systemClock as clock } from '../../src/clock'
import { declaredCommands } from '../../src/declared-commands'
import { createWeb } from '../../src/web'
import { runPeer } from '../support/peer'
import { SIGNING_SECRET } from '../support/product'
import { identifyAdmin, log, noDrafts } from './admin'

/**
 * Everything between a signed command and its handler, with every command declared: HTTP server, receiver, Bolt,
 * dispatch. Left out are the look into the database and, as with Bolt's no-op, sending an answer.
 */
runPeer(async () => {
  const registry = declaredCommands()
  const adapter = createSlackAdapter({
    // As for workspaces it is not installed in: Slack is not asked about their channels.
    tokenFor: async () => null,
    signingSecret: SIGNING_SECRET,
    clock,
    log,
    registry,
  })
  const dispatch = createDispatch({
    registry,
    identify: identifyAdmin,
    drafts: noDrafts,
    remember: async () => {},
    clock,
    log,
  })
  const receive: Receive = (interaction, responder) =>
    dispatch(interaction, { ...responder, answer: async () => undefined })
  const web = await createWeb({ adapters: [adapter], pages: [], ready: async () => ({}), log })
  await adapter.start(receive)
  const url = await web.listen({ host: '127.0.0.1', port: 0 })
  return { ready: { url: url + (adapter.http?.path ?? '') } }
})
