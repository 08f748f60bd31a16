import type { Deliver } from './delivery'
import { deliverOverHttp } from './http-delivery'
import type { Json } from './json'
import type { SocketHub } from './socket'
import type { Slack } from './state'
import { after } from './timers'

export function createDeliver(slack: Slack, sockets: SocketHub): Deliver {
  const send: Deliver = (delivery) => {
    if (slack.faults.down) return Promise.resolve({ acked: false, reason: 'unreachable' })
    if (slack.requestUrl !== undefined) return deliverOverHttp(slack, slack.requestUrl, delivery)
    return sockets.send(delivery)
  }
  const held: (() => void)[] = []

  async function holdBack() {
    const { faults } = slack
    if (faults.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, faults.delayMs))
    if (faults.toReverse === 0) return
    await new Promise<void>((release) => {
      held.unshift(release)
      if (held.length < faults.toReverse) return
      faults.toReverse = 0
      const all = held.splice(0)
      queueMicrotask(() => {
        for (const next of all) next()
      })
    })
  }

  return async (delivery) => {
    await holdBack()
    const first = send(delivery)
    for (let copy = 0; copy < slack.faults.extraDeliveries; copy++) void send(delivery)
    return first
  }
}

/** Nearly at once, after a minute, after five: https://docs.slack.dev/apis/events-api/#retries */
const retryDelaysMs = [0, 60_000, 300_000]

const retryReasons = { timeout: 'http_timeout', refused: 'http_error', unreachable: 'connection_failed' }

/** Delivers an event; resolves after the first attempt, while the retries go on by themselves. */
export async function deliverEvent(slack: Slack, payload: Json): Promise<void> {
  const attempt = async (retry?: { attempt: number; reason: string }) => {
    const outcome = await slack.deliver({ kind: 'events_api', payload, ...(retry ? { retry } : {}) })
    if (outcome.acked) return
    const made = retry?.attempt ?? 0
    const delayMs = retryDelaysMs[made]
    if (delayMs === undefined) return
    const reason = retryReasons[outcome.reason]
    after(slack.clock, delayMs, () => void attempt({ attempt: made + 1, reason }))
  }
  await attempt()
}
