import { App, LogLevel } from '@slack/bolt'
import { freePort } from '../../src/db/cluster'
import { runPeer } from '../support/peer'
import { SIGNING_SECRET } from '../support/product'

/** Bolt as its documentation shows it: the stock receiver and one command, which answers or does nothing. */
runPeer<{ answer: string | null }>(async ({ answer }) => {
  const card = answer === null ? null : JSON.parse(answer)
  const app = new App({
    signingSecret: SIGNING_SECRET,
    authorize: async () => ({ botToken: 'xoxb-bench', botId: 'B0BENCH', botUserId: 'U0BENCH' }),
    logLevel: LogLevel.ERROR,
  })
  app.command('/team', async ({ ack, respond }) => {
    await ack()
    if (card) await respond(card)
  })
  const port = await freePort()
  await app.start(port)
  return { ready: { url: `http://127.0.0.1:${port}/slack/events` } }
})
