import { type Database, openDatabase } from '../../src/db'
import { deadlineSweeps } from '../../src/deadline-sweeps'
import { invitationDeadlines } from '../../src/invitations/expire'
import { sweepSchedules } from '../../src/sweeps'
import { runPeer } from '../support/peer'
import { residentMiB } from '../support/process'
import { quantile } from '../support/rows'

/** The sweep that expires invitations, run as a worker runs it: batch after batch until nothing is due. */
runPeer(async ({ url }: { url: string }) => {
  const dataSource = await openDatabase({ url, poolSize: 2 })
  let now = 0
  let tookMs: number[] = []
  const query = async (sql: string, parameters?: unknown[]) => {
    const startedAt = performance.now()
    const rows = await dataSource.query(sql, parameters)
    tookMs.push(performance.now() - startedAt)
    return rows
  }
  const db: Database = { query, getRepository: dataSource.getRepository.bind(dataSource) }
  const [expire] = sweepSchedules(deadlineSweeps(db, invitationDeadlines, () => now))

  return {
    ready: {},
    answer: async (asked: { now: number }) => {
      now = asked.now
      tookMs = []
      const startedAt = performance.now()
      await expire?.run(new AbortController().signal)
      const ms = performance.now() - startedAt
      const [p99Ms, slowestMs] = [quantile(tookMs, 0.99), quantile(tookMs, 1)]
      return { ms, p99Ms, slowestMs, residentMiB: residentMiB(process.pid) }
    },
  }
})
