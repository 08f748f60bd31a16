import { type Figure, inTurns, stopping } from './support/bench'
import { execute } from './support/database'
import { startPeer } from './support/peer'
import { atMost, count, judged, median, type Row, told } from './support/rows'
import { seedTeams } from './support/seed'

const PENDING = 1_000_000
const DUE = 100_000
const TEAMS = 1_000
/** The first of them ends then; one more ends every millisecond. */
const BEGIN = Date.parse('2026-01-05T12:00:00Z')
/** The sweep leaves clicks that arrived in time so long. */
const GRACE_MS = 10_000

interface Turn {
  ms: number
  slowestMs: number
  /** Undefined for the bare side. */
  p99Ms?: number
  /** Undefined where there is no /proc. */
  residentMiB?: number
}

/** P5: 100,000 due invitations among a million pending, each with its audit entry, notice and redraw, beside bare batches. */
export const expiry: Figure = ({ databases, rounds }) =>
  stopping(async (started) => {
    const url = await databases.create('p5')
    await seedTeams(url, TEAMS)
    await addPending(url, 0, PENDING)
    const [ours, bare] = [
      await startPeer('ours/expiry.ts', { url }),
      await startPeer('bare/expiry.ts', { url }),
    ]
    started.push(ours, bare)
    let turns = 0
    const turn = async (peer: typeof ours, graceMs: number): Promise<Turn> => {
      turns += 1
      const end = turns * DUE
      await addPending(url, PENDING + end - DUE, DUE)
      const result = await peer.ask<Turn>({ now: BEGIN + end - 1 + graceMs })
      await check(url, end)
      return result
    }
    return judge(await inTurns(rounds, { ours: () => turn(ours, GRACE_MS), bare: () => turn(bare, 0) }))
  })

function judge({ ours, bare }: Record<'ours' | 'bare', readonly Turn[]>): Row[] {
  const [mine, theirs] = [median(ours.map(({ ms }) => ms)), median(bare.map(({ ms }) => ms))]
  const slowest = (turns: readonly Turn[]) => Math.max(...turns.map(({ slowestMs }) => slowestMs))
  const p99 = median(ours.map(({ p99Ms = Number.NaN }) => p99Ms))
  const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`
  const memory = ours.map(({ residentMiB = Number.NaN }) => Math.round(residentMiB))
  return [
    judged(
      'P5',
      `${count(DUE)} invitations expired among ${count(PENDING)} / the same rows by bare batches of 1,000`,
      mine / theirs,
      `${(mine / theirs).toFixed(2)}× (${seconds(mine)} / ${seconds(theirs)})`,
      atMost(3, '×'),
    ),
    judged(
      'P5',
      'its slowest statement',
      slowest(ours),
      `${Math.round(slowest(ours))} ms (p99 ${Math.round(p99)} ms; bare ${Math.round(slowest(bare))} ms)`,
      atMost(100, ' ms'),
    ),
    told('P5', `its resident memory after each further ${count(DUE)}`, `${memory.join(' · ')} MiB`),
  ]
}

/** `many` invitations, from number `first` on, in the order in which they end; spread over all teams. */
async function addPending(url: string, first: number, many: number): Promise<void> {
  await execute(
    url,
    `SET session_replication_role = replica;
     INSERT INTO invitation (id, account_id, workspace_id, team_id, role, invitee, invitee_name, inviter_id, status, token_hash,
       code_hash, expires_at, created_at)
     SELECT 'i' || lpad(n::text, 25, '0'), t.account_id, t.workspace_id, t.id, 'member', 'mail:p' || n || '@acme.test',
       'p' || n || '@acme.test', m.person_id, 'pending', sha256(('t' || n)::bytea), sha256(('c' || n)::bytea),
       to_timestamp((${BEGIN} + n) / 1000.0), to_timestamp((${BEGIN} + n) / 1000.0) - interval '7 days'
     FROM generate_series(${first}, ${first + many - 1}) n
     JOIN (SELECT *, row_number() OVER (ORDER BY id) - 1 AS number FROM team) t ON t.number = n % ${TEAMS}
     JOIN membership m ON m.team_id = t.id AND m.role = 'owner'
     ORDER BY n`,
  )
  await execute(url, 'VACUUM ANALYZE invitation')
  await execute(url, 'CHECKPOINT')
}

/** @throws when not every invitation up to here has ended once, with all that it leaves behind */
async function check(url: string, expired: number): Promise<void> {
  const [found] = await execute<Record<'ended' | 'audited' | 'owed', string>>(
    url,
    `SELECT (SELECT count(*) FROM invitation WHERE status = 'expired') AS ended,
       (SELECT count(DISTINCT subject_id) FROM audit_entry WHERE action = 'invitation.expired') AS audited,
       (SELECT count(*) FROM outbox) AS owed`,
  )
  if (
    Number(found?.ended) !== expired ||
    Number(found?.audited) !== expired ||
    Number(found?.owed) !== 2 * expired
  )
    throw new Error(`of ${expired} there are ${JSON.stringify(found)}`)
}
