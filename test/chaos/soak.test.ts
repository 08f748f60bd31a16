import type { Chatter } from '../../sandbox/driver'
import { install, join } from '../journeys/scenes'
import { openStage } from '../journeys/support'
import { runChild } from '../support/child'
import { until } from '../support/until'
import { ROLES, startFleet } from './fleet'
import { findGrowth, type Holdings, holdingsOf } from './holdings'
import { note } from './note'
import { sized } from './size'

jest.setTimeout(sized(180_000, 1_800_000))
// What goes wrong once in many times is what these tests are for.
jest.retryTimes(0)

/** A busy installation has 6,000 interactions in eight hours: one in five seconds. */
const ROUNDS = sized(5, 40)
const VISITS_PER_ROUND = sized(2, 15)
const WARM_UP = sized(2, 8)
/** Code that is compiled late and caches that fill show as growth at first; a leak of 1 KiB per interaction is 0.15 a round. */
const MOST_MIB = sized(1, 0.15)

const COMMANDS = [
  '/whoami',
  '/team overview',
  '/team members',
  '/team invitations',
  '/inbox',
  '/chatbot list',
]

let end = async () => {}
afterEach(() => end())

test('Q5 memory, handles, timers and connections stay as they are, however long people go on', async () => {
  const stage = await openStage()
  const fleet = await startFleet({ ...stage.environment, PLAN_BASIC: 'seats 100000' })
  end = async () => {
    await fleet.end()
    await stage.close()
  }
  const joined = { ...stage, claimCode: async () => fleet.claimCode }
  await install(joined, { near: 'slack', far: 'discord' })
  const [olivia, adam] = [stage.slack('Olivia Owner'), stage.discord('Adam Admin')]
  await join(joined, olivia, adam, 'admin')

  const looks = new Map<string, Holdings[]>(ROLES.map((role) => [role, []]))
  const connections: number[] = []
  let visits = 0
  for (let round = 0; round < ROUNDS + WARM_UP; round += 1) {
    for (let visit = 0; visit < VISITS_PER_ROUND; visit += 1) {
      visits += 1
      await Promise.all([olivia, adam].map(({ chatter }) => visitOf(chatter, visits)))
    }
    await stage.settled()
    if (round < WARM_UP) continue
    for (const role of ROLES) looks.get(role)?.push(await holdingsOf(fleet.child(role)))
    connections.push(await countConnections(stage))
  }
  const growing = ROLES.flatMap((role) =>
    findGrowth(looks.get(role) ?? [], MOST_MIB).map((growth) => `${role}: ${growth}`),
  )
  expect(growing).toEqual([])
  expect(Math.max(...connections) - Math.min(...connections)).toBeLessThanOrEqual(10)
  note(
    'Q5',
    `${visits * 2 * (COMMANDS.length + 3)} interactions in ${ROUNDS + WARM_UP} rounds`,
    tell(looks, connections),
  )
})

test('the same look at a process that keeps something each time sees it grow', async () => {
  const child = runChild('test/chaos/leaky.ts')
  end = async () => {
    child.signal('SIGKILL')
    await child.ended
  }
  await child.prints(/READY/)
  const looks: Holdings[] = []
  for (let round = 1; round <= ROUNDS; round += 1) {
    child.signal('SIGUSR1')
    await until(() => child.output().split('KEPT').length > round)
    looks.push(await holdingsOf(child))
  }
  const growing = findGrowth(looks, MOST_MIB).map((line) => line.split(' ', 1)[0])
  expect(growing).toEqual(['heapMib', 'handles', 'timers'])
})

/** Looks around, invites somebody, and saves the settings. */
async function visitOf(chatter: Chatter, visit: number): Promise<void> {
  for (const command of COMMANDS) await chatter.type(command)
  await chatter.type(`/team invite ${chatter.platform}-${visit}@acme.test`)
  await chatter.type('/team settings')
  const form = await until(() => chatter.form(), { timeoutMs: 30_000 })
  const values = form.fields.flatMap(({ id, value }) => (value === undefined ? [] : [[id, value]]))
  await chatter.submit(Object.fromEntries(values))
  // Somebody else may have saved meanwhile, and then it stays open.
  if (chatter.form()) chatter.close()
}

async function countConnections({ query }: Pick<Awaited<ReturnType<typeof openStage>>, 'query'>) {
  const [row] = await query('SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()')
  return Number(row?.count)
}

function tell(looks: ReadonlyMap<string, readonly Holdings[]>, connections: readonly number[]): string {
  const processes = [...looks].map(([role, [first, ...rest]]) => {
    const last = rest.at(-1)
    return `${role} ${first?.heapMib.toFixed(1)} → ${last?.heapMib.toFixed(1)} MiB, ${first?.handles} → ${last?.handles} handles`
  })
  return [...processes, `${connections.at(0)} → ${connections.at(-1)} connections`].join('; ')
}
