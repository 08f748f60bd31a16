import { type Database, openDatabase } from '../../src/db'
import { deadlineSweeps } from '../../src/deadline-sweeps'
import { invitationDeadlines } from '../../src/invitations/expire'
import { sweepSchedules } from '../../src/sweeps'
import { runPeer } from '../support/peer'
import { residentMiB } from '../support/process'

/** The sweep that expires invitations, run as a worker runs it: batch after batch until nothing is due. */
runPeer(async ({ url }: { url: string }) => {
  const dataSource = await openDatabase({ url, poolSize: 2 })
  let [now, slowestMs] = [0, 0]
  const query = async (sql: string, parameters?: unknown[]) => {
    const startedAt = performance.now()
    const rows = await dataSource.query(sql, parameters)
    slowestMs = Math.max(slowestMs, performance.now() - startedAt)
    return rows
  }
  const db: Database = { query, getRepository: dataSource.getRepository.bind(dataSource) }
  const [expire] = sweepSchedules(deadlineSweeps(db, invitationDeadlines, () => now))

  return {
    ready: {},
    answer: async (asked: { now: number }) => {
      ;[now, slowestMs] = [asked.now, 0]
      const startedAt = performance.now()
      await expire?.run(new AbortController().signal)
      return { ms: performance.now() - startedAt, slowestMs, residentMiB: residentMiB(process.pid) }
    },
  }
})
