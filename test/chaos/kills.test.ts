import { install, join, letMembersBuild } from '../journeys/scenes'
import { openStage } from '../journeys/support'
import { runChild } from '../support/child'
import { createRolecall } from '../support/rolecall'
import { seedTeam } from '../support/seed'
import { until } from '../support/until'
import { askToShare } from './deeds'
import { ROLES, startFleet } from './fleet'
import { findHalves } from './halves'
import { createDice, type Load, startLoad } from './load'
import { note } from './note'
import { serve } from './serve'
import { sized } from './size'
import { findUntrueCards } from './untrue-cards'

jest.setTimeout(sized(180_000, 900_000))
// What goes wrong once in many times is what these tests are for.
jest.retryTimes(0)

/** The platforms of a round grow slow to read with all that has been said, so many kills are several rounds. */
const ROUNDS = Array.from({ length: sized(1, 10) }, (_, number) => number + 1)
const KILLS = sized(5, 20)
/** A process is killed when the platforms have heard from it and the others once more, or up to this often. */
const MOST_CALLS = 30
/** Longer than any claim on what is owed. */
const CLAIMS_MS = 120_000

const endings: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

type Stage = Awaited<ReturnType<typeof begin>>

/** Four people in one team, whose members may ask to share what they build. */
async function begin() {
  const empty = await openStage()
  endings.push(empty.close)
  const stage = { ...empty, environment: { ...empty.environment, PLAN_BASIC: 'seats 100000' } }
  const fleet = await startFleet(stage.environment)
  endings.push(fleet.end)
  const journey = { ...stage, claimCode: async () => fleet.claimCode }
  const [olivia, sam] = [stage.slack('Olivia Owner'), stage.slack('Sam Stranger')]
  await install(journey, { near: 'slack', far: 'discord' })
  await letMembersBuild(olivia)
  await join(journey, olivia, stage.discord('Adam Admin'), 'admin')
  await join(journey, olivia, stage.discord('Maya Member'))
  await join(journey, olivia, sam)
  await askToShare(sam)
  return { ...stage, fleet }
}

/** Kills whichever it is, at whichever moment: counted by what the platforms hear, so that there is work under way. */
async function killAtRandom({ fleet, sandbox }: Stage, round: number): Promise<void> {
  const next = createDice(round)
  const heard = () => sandbox.slack.calls.length + sandbox.discord.calls.length
  for (let kill = 0; kill < KILLS; kill += 1) {
    const enough = heard() + 1 + next(MOST_CALLS)
    await until(() => heard() >= enough, { timeoutMs: 5_000, everyMs: 1 }).catch(() => {})
    await fleet.kill(ROLES[next(ROLES.length)] ?? 'worker')
  }
}

test.each(ROUNDS)(
  'Q1 H17 killed at random moments, everything was done wholly or not at all, all are told, no card lies (round %i)',
  async (round) => {
    const stage = await begin()
    const load: Load = startLoad(stage, round)
    endings.push(load.stop)
    await killAtRandom(stage, round)
    await load.stop()
    await stage.fleet.end()

    stage.sandbox.clock.advance(CLAIMS_MS)
    const app = await serve(stage)
    endings.push(app.stop)
    await app.wakeAll()
    await stage.settled()
    expect(await findHalves(stage.query)).toEqual([])
    expect(await findUntrueCards(stage, app.wakeAll)).toEqual([])
    const { length: changes } = await stage.query('SELECT FROM interaction')
    expect(changes).toBeGreaterThan(KILLS)
    note(
      'Q1',
      `${KILLS} kills among ${changes} changes (round ${round})`,
      'no halves, nothing owed, no untrue card',
    )

    // What owes no redraw is found by the same look.
    await stage.query(`UPDATE share_request SET reason = 'Said behind the back of every card'`)
    expect(await findUntrueCards(stage, app.wakeAll)).not.toEqual([])
  },
)

test('Q1 the same look at separate statements instead of one finds halves after a few kills', async () => {
  const rolecall = await createRolecall()
  endings.push(rolecall.close)
  const { accountId, teamId } = await seedTeam(rolecall)
  const kills = sized(5, 20)
  for (let kill = 1; kill <= kills; kill += 1) {
    const child = runChild('test/chaos/naive-changes.ts', [rolecall.url, accountId, teamId])
    await child.prints(new RegExp(`(changed\\n){${kill}}`))
    child.signal('SIGKILL')
    await child.ended
  }
  const halves = await findHalves((sql, parameters) => rolecall.db.query(sql, parameters))
  expect(halves).not.toEqual([])
  note('Q1', `${kills} kills among changes of separate statements`, `${halves.length} halves`)
})
