import { type Connection, openConnection } from './connection'
import type { NextRequest } from './load'
import { quantile } from './rows'

export interface Overloaded {
  sent: number
  ackP99Ms: number
  slowestAckMs: number
  /** Slack waits three seconds for an acknowledgement. */
  late: number
  /** Told to try again. */
  refused: number
  done: number
  /** Acknowledged, but nothing was said within ten seconds. */
  unanswered: number
}

const SLACK_WAITS_MS = 3_000
const BUSY = 'very busy at this moment'

/** Sends at a fixed pace for some seconds, on as many connections as it takes, and waits for what is then still open. */
export async function overload(
  port: number,
  next: (number: number) => NextRequest,
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<Overloaded> {
  const idle: Connection[] = []
  const ackMs: number[] = []
  const under: Promise<void>[] = []
  const result = { late: 0, refused: 0, done: 0, unanswered: 0 }

  async function sendOne(): Promise<void> {
    const { text, answer } = next(0)
    const connection = idle.pop() ?? openConnection(port)
    const sentAt = performance.now()
    const status = await connection.send(text)
    const tookMs = performance.now() - sentAt
    ackMs.push(tookMs)
    if (status === 200) idle.push(connection)
    if (status !== 200 || tookMs > SLACK_WAITS_MS) result.late += 1
    const said = await answer
    if (said === null) result.unanswered += 1
    else if (said.includes(BUSY)) result.refused += 1
    else result.done += 1
  }

  const startedAt = performance.now()
  for (let sent = 0; sent < perSecond * seconds; ) {
    const due = Math.min(((performance.now() - startedAt) / 1_000) * perSecond, perSecond * seconds)
    for (; sent < due; sent += 1) under.push(sendOne())
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  await Promise.all(under)
  for (const connection of idle) connection.close()
  return { sent: under.length, ackP99Ms: quantile(ackMs, 0.99), slowestAckMs: quantile(ackMs, 1), ...result }
}
