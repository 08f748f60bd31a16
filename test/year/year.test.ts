import fc from 'fast-check'
import { MOST_REMINDERS_A_YEAR } from '../../src/activity'
import { DAY_MS, isoTime } from '../../src/clock'
import type { NoticeTopic } from '../../src/notices'
import { linesIn, linesOf } from '../model/compare'
import { DEEDS } from '../model/deeds'
import { brokenRules, transactionNow } from '../model/invariants'
import { storyOf } from '../model/story'
import { createRolecall, type Rolecall } from '../support/rolecall'
import type { Citizen } from './citizen'
import { type Chronicle, liveAYear, seenAt } from './live'
import { buildTown, SEATS, type Town } from './town'

const SEED = 20260106
/** A town without its scopes would have nothing to tell of. */
const NEVER = [
  'deleteAccount',
  'deleteWorkspace',
  'deleteTeam',
  'createWorkspace',
  'leaveAccount',
  'removeAdmin',
]

let rolecall: Rolecall
let town: Town
let chronicle: Chronicle
let began: number
beforeAll(async () => {
  rolecall = await createRolecall(undefined, { PLAN_BASIC: `seats ${SEATS}` })
  town = await buildTown(rolecall)
  began = await transactionNow(rolecall.db)
  const deeds = (Object.keys(DEEDS) as (keyof typeof DEEDS)[]).filter((deed) => !NEVER.includes(deed))
  const steps = fc
    .sample(storyOf(deeds).stories, { seed: SEED, numRuns: 3 })
    .flat()
    .filter(({ what }) => what !== 'everybodyTalks')
  chronicle = await liveAYear(rolecall, town, steps)
}, 900_000)
afterAll(() => rolecall.close())

const read = <Row>(sql: string): Promise<Row[]> => rolecall.db.query(sql)

test('R20 nobody was removed by the clock, and all else is as people made it', async () => {
  expect(await brokenRules(rolecall.db, town.world, began)).toEqual([])
  expect(await linesIn(rolecall.db, town.world)).toEqual(linesOf(town.world))
})

test('R15 every deadline was kept, and who had to answer was reminded a day before, once', async () => {
  const late = ['invitation', 'share_request', 'transfer'].map(
    (table) => `SELECT '${table}' AS what, id, status, reminded_at, ended_at, expires_at FROM ${table}
      WHERE status = 'pending' AND expires_at <= '${isoTime(town.world.now)}' OR status = 'expired' AND (
        ended_at <> expires_at OR reminded_at IS NULL OR reminded_at NOT BETWEEN expires_at - interval '24 hours' AND expires_at)`,
  )
  expect(await read(late.join(' UNION ALL '))).toEqual([])
  const [{ expired }] = (await read(
    `SELECT count(*) AS expired FROM invitation WHERE status = 'expired'`,
  )) as [{ expired: number }]
  expect(expired).toBeGreaterThan(10)
})

test('R20 whoever is silent is reminded once in each silence, and four times a year at most', async () => {
  const reminders = await read<{
    personId: string
    accountId: string
    times: number[]
    joined: number[] | null
  }>(
    `SELECT r.person_id AS "personId", r.account_id AS "accountId",
       json_agg((extract(epoch FROM r.at) * 1000)::bigint ORDER BY r.at) AS times, (
         SELECT json_agg((extract(epoch FROM e.at) * 1000)::bigint) FROM audit_entry e
         WHERE e.actor_id = r.person_id AND e.account_id = r.account_id AND e.action IN ('invitation.accepted', 'team.created')) AS joined
     FROM reminder r GROUP BY r.person_id, r.account_id`,
  )
  const wrong = reminders.filter(({ personId, times, joined }) => {
    const citizen = town.citizens.find(({ id }) => id === personId)
    const silences = times.map((at) => citizen && silentSince(citizen, joined ?? [], at))
    const tooSoon = times.some((at, index) => at - (silences[index] ?? at) < LEAST_DAYS * DAY_MS)
    const twice = new Set(silences).size < silences.length
    return times.length > MOST_REMINDERS_A_YEAR || tooSoon || twice || citizen?.wish?.mutesReminders
  })
  expect(wrong).toEqual([])
  // Somebody was away once, and somebody more often than they may be told.
  const often = new Set(reminders.map(({ times }) => times.length))
  expect([...often]).toEqual(expect.arrayContaining([1, MOST_REMINDERS_A_YEAR]))
})

/** The smallest that any workspace is set to. */
const LEAST_DAYS = 7

/** When they were seen for the last time before a moment, as their habit is, or came in. */
function silentSince({ isSeen }: Citizen, joined: readonly number[], at: number): number {
  const { start } = chronicle
  const days = Array.from({ length: Math.floor((at - start) / DAY_MS) + 1 }, (_, day) => day)
  const seen = days.filter(isSeen).map((day) => seenAt(start, day))
  return Math.max(0, ...[...seen, ...joined].filter((moment) => moment <= at))
}

test('nothing that can wait came in the quiet hours of its reader, nor what they want nowhere', () => {
  const topics = new Map(
    rolecall.parts.flatMap((part) => part.notices ?? []).map(({ name, topic }) => [name, topic] as const),
  )
  const sent = chronicle.notices.filter(({ status }) => status === 'done')
  const wrong = sent.flatMap(({ name, personId, at }) => {
    const citizen = town.citizens.find(({ id }) => id === personId)
    const topic = topics.get(name)
    if (!citizen || !topic || !isQuiet(citizen, topic, at)) return []
    const { timeZone, wish } = citizen
    return [{ name, at: isoTime(at), who: citizen.name, timeZone, wish }]
  })
  expect(wrong).toEqual([])
  // Others are told at once, also at night.
  const atNight = chronicle.told.filter(({ at }) => new Date(at).getUTCHours() === HOUR_OF_NIGHT)
  expect(atNight.length).toBeGreaterThan(100)
})

const HOUR_OF_NIGHT = 3

function isQuiet({ wish, timeZone }: Citizen, topic: NoticeTopic, at: number): boolean {
  const clock = new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', hourCycle: 'h23' })
  const hour = Number(clock.format(at))
  if (wish?.quiet === 'own') return wish.from <= hour && hour < wish.until
  return wish === null && ['reminder', 'review'].includes(topic) && (hour >= 20 || hour < 8)
}

test('domain.md §6 no scope is reviewed more often than every week and every month', () => {
  const timesOf = new Map<string, number>()
  for (const { kind, scopeId } of chronicle.reviews) {
    const key = `${kind} ${scopeId}`
    timesOf.set(key, (timesOf.get(key) ?? 0) + 1)
  }
  const most = (kind: string) =>
    Math.max(...[...timesOf].filter(([key]) => key.startsWith(kind)).map(([, times]) => times))
  expect(most('weekly')).toBeGreaterThan(40)
  expect(most('weekly')).toBeLessThanOrEqual(52)
  expect(most('monthly')).toBe(12)
})

test('every month was closed, and nothing is left owed', async () => {
  expect(await read('SELECT DISTINCT months_closed FROM workspace')).toEqual([{ months_closed: 12 }])
  expect(await read(`SELECT kind, name, due_at FROM outbox WHERE status = 'owed'`)).toEqual([])
  const undelivered = chronicle.notices.filter(({ status }) => status === 'undeliverable')
  expect(undelivered).toEqual([])
})
