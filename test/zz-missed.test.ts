import { approveRequest } from '../src/shares/requests/approve-request'
import { newId } from '../src/db'
import { isoTime } from '../src/clock'
import { redrawMissed } from '../src/cards'
import { askFor, contextOf } from './shares/requests/stage'
import { createRolecall, type Rolecall } from './support/rolecall'
import { type SeededTeam, seedTeam } from './support/seed'
jest.setTimeout(120_000)
const say = (...x: unknown[]) => process.stderr.write(x.map((y) => typeof y === 'string' ? y : JSON.stringify(y)).join(' ') + '\n')
let rolecall: Rolecall
let team: SeededTeam
beforeEach(async () => { rolecall = await createRolecall(); team = await seedTeam(rolecall) })
afterEach(() => rolecall.close())
const edits = (t: string) => rolecall.sent.filter(({ to, edited }) => edited && to.tenant === t).length
const missed = () => rolecall.db.query(`SELECT tenant, subject_type, missed_account, gone_at FROM posted_card WHERE missed_account IS NOT NULL`)

test('S1 connection stayed active', async () => {
  const { id } = await askFor(rolecall, team)
  await rolecall.deliver()
  rolecall.away.add(team.guild)
  await approveRequest(rolecall.db, await contextOf(rolecall, team.owner), id, null)
  await rolecall.deliver()
  say('S1 missed', await missed())
  rolecall.away.clear()
  await rolecall.places.reconnect('discord', team.guild)
  await rolecall.deliver()
  say('S1 edits after reconnect of an active connection', edits(team.guild), 'still missed', (await missed()).length)
})

test('S2 moved to another account', async () => {
  const { id } = await askFor(rolecall, team)
  await rolecall.deliver()
  rolecall.away.add(team.guild)
  await rolecall.db.query(`UPDATE connection SET ended_at = $2, disconnected_by = 'x' WHERE tenant = $1`, [team.guild, isoTime(rolecall.clock.now())])
  await approveRequest(rolecall.db, await contextOf(rolecall, team.owner), id, null)
  await rolecall.deliver()
  const other = await seedTeam(rolecall)
  const c = newId(rolecall.clock.now())
  await rolecall.db.query('INSERT INTO connection (id, account_id, workspace_id, platform, tenant, name, default_team_id, created_at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8)', [c, other.accountId, other.workspaceId, 'discord', team.guild, 'B', other.teamId, isoTime(rolecall.clock.now())])
  rolecall.away.clear()
  await redrawMissed(rolecall.db, () => rolecall.clock.now()).follow({ id: 'x', accountId: other.accountId, subjectId: c, actorId: null })
  say('S2 owed', await rolecall.db.query(`SELECT account_id = $1 AS "ofA", account_id = $2 AS "ofB", name FROM outbox WHERE status = 'owed' AND kind = 'refresh'`, [team.accountId, other.accountId]))
  await rolecall.deliver()
  say('S2 edits of A in place of B', edits(team.guild))
})

test('S7 many', async () => {
  const n = 20000
  const at = isoTime(rolecall.clock.now())
  await rolecall.db.query(`INSERT INTO posted_card (id, subject_type, subject_id, view, locale, time_zone, platform, tenant, channel_id, message_id, posted_at, missed_account)
   SELECT 'p'||g, 'request', 's'||g, 'decider', 'en', 'UTC', 'discord', $1, 'c'||(g%50), 'm'||g, $2, $3 FROM generate_series(1, $4::int) g`, [team.guild, at, team.accountId, n])
  const [c] = await rolecall.db.query(`SELECT id FROM connection WHERE tenant = $1`, [team.guild])
  const t = Date.now()
  await redrawMissed(rolecall.db, () => rolecall.clock.now()).follow({ id: 'x', accountId: team.accountId, subjectId: c.id, actorId: null })
  say('S7 follow of', n, 'took', Date.now() - t, 'ms')
  const e = Date.now()
  await redrawMissed(rolecall.db, () => rolecall.clock.now()).follow({ id: 'x', accountId: team.accountId, subjectId: c.id, actorId: null })
  say('S7 again took', Date.now() - e, 'ms', await rolecall.db.query(`SELECT count(*) FROM outbox WHERE kind='refresh'`))
  await rolecall.db.query('ANALYZE')
  say(await rolecall.db.query(`EXPLAIN SELECT DISTINCT p.subject_type AS type, p.subject_id AS id, p.missed_account AS "accountId" FROM posted_card p
   JOIN connection c ON c.platform = p.platform AND c.tenant = p.tenant
   WHERE c.id = '${c.id}' AND p.missed_account IS NOT NULL AND p.gone_at IS NULL`))
})

test('S3 one refused for good, crash in between, unlinked', async () => {
  const { id } = await askFor(rolecall, team)
  await rolecall.deliver()
  // crash: claimed, then dead
  const claim = isoTime(rolecall.clock.now() + 30_000)
  await rolecall.db.query(`UPDATE posted_card SET claimed_until = $2, missed_account = $3 WHERE tenant = $1`, [team.guild, claim, team.accountId])
  await rolecall.places.disconnect('discord', team.guild, 'removed')
  await rolecall.places.reconnect('discord', team.guild)
  await approveRequest(rolecall.db, await contextOf(rolecall, team.owner), id, null)
  await rolecall.deliver()
  say('S3 edits while a dead one holds', edits(team.guild))
  rolecall.clock.advance(31_000)
  await rolecall.deliver()
  say('S3 edits later', edits(team.guild), 'missed', (await missed()).length)
})
