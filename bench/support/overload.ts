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
  /** Nothing was said within ten seconds. */
  unanswered: number
}

const SLACK_WAITS_MS = 3_000
const BUSY = 'very busy at this moment'
/**
 * Open before anything is measured, as those of a proxy are: a Node process accepts one connection in each turn of its
 * event loop, so that of hundreds that are opened while it is busy the last wait for seconds.
 */
const CONNECTIONS = 512

/** Sends at a fixed pace for some seconds; a request that finds no free connection waits, and its time runs on. */
export async function overload(
  port: number,
  next: () => NextRequest,
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<Overloaded> {
  const connections = createPool(port)
  for (let count = 0; count < CONNECTIONS; count += 1) await connections.open(next().text)
  const ackMs: number[] = []
  const under: Promise<void>[] = []
  const result = { late: 0, refused: 0, done: 0, unanswered: 0 }

  async function sendOne(): Promise<void> {
    const dueAt = performance.now()
    const connection = await connections.take()
    const { text, answer } = next()
    const { status, text: acknowledged } = await connection.send(text)
    connections.give(connection, status)
    const tookMs = performance.now() - dueAt
    ackMs.push(tookMs)
    if (status !== 200 || tookMs > SLACK_WAITS_MS) result.late += 1
    // Refused in the acknowledgement itself: nothing else will come.
    if (acknowledged.includes(BUSY)) {
      result.refused += 1
      return
    }
    const said = await answer
    if (said === null) result.unanswered += 1
    else if (said.includes(BUSY)) result.refused += 1
    else result.done += 1
  }

  const startedAt = performance.now()
  const all = Math.round(perSecond * seconds)
  while (under.length < all) {
    const due = Math.min(((performance.now() - startedAt) / 1_000) * perSecond, all)
    while (under.length < due) under.push(sendOne())
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  await Promise.all(under)
  connections.close()
  return { sent: all, ackP99Ms: quantile(ackMs, 0.99), slowestAckMs: quantile(ackMs, 1), ...result }
}

function createPool(port: number) {
  const idle: Connection[] = []
  const waiting: ((connection: Connection) => void)[] = []
  return {
    /** Resolves when its first request has been answered. */
    async open(request: string): Promise<void> {
      const connection = openConnection(port)
      const { status } = await connection.send(request)
      if (status !== 200) throw new Error(`the first request of a connection was answered with ${status}`)
      idle.push(connection)
    },
    async take(): Promise<Connection> {
      return idle.pop() ?? new Promise((resolve) => waiting.push(resolve))
    },
    /** Status 0: it broke. */
    give(connection: Connection, status: number): void {
      const usable = status === 0 ? openConnection(port) : connection
      const first = waiting.shift()
      if (first) first(usable)
      else idle.push(usable)
    },
    close(): void {
      for (const connection of idle) connection.close()
    },
  }
}
