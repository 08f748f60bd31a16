import type { Platform } from '../../sandbox/driver'
import type { Player } from '../journeys/player'
import { install, join } from '../journeys/scenes'
import { openStage } from '../journeys/support'
import { findHalves } from './halves'
import { serve } from './serve'
import { sized } from './size'
import { findUntrueCards } from './untrue-cards'

/** How long something is away. */
export const AWAY_MS = sized(1_000, 60_000)
/** The pause between two sweeps of the outbox. */
export const SWEEP_MS = 5_000
const HEARTBEAT_MS = 1_000

/** Run after each test, the last one first. */
export const endings: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

export type TwoPlaces = Awaited<ReturnType<typeof begin>>

/** The product serves Olivia in one place and Sam in the other. */
export async function begin(
  { near, far }: { near: Platform; far: Platform },
  given?: Parameters<typeof openStage>[0],
  more: Record<string, string> = {},
) {
  const empty = await openStage(given, { heartbeatIntervalMs: HEARTBEAT_MS })
  endings.push(empty.close)
  const stage = { ...empty, environment: { ...empty.environment, ...more } }
  const app = await serve(stage)
  endings.push(app.stop)
  await install({ ...stage, claimCode: async () => (await app.claimCode()) ?? '' }, { near, far })
  const [olivia, sam] = [stage.at(near, 'Olivia Owner'), stage.at(far, 'Sam Stranger')]
  await join({ ...stage, claimCode: async () => '' }, olivia, sam)
  await stage.settled()
  return { ...stage, app, olivia, sam }
}

export async function giveRole(owner: Player, name: string, label: 'Admin' | 'Member'): Promise<void> {
  await owner.types(`/team role person:"${name}" role:${label.toLowerCase()}`)
  await owner.presses(`Make ${label}`, await owner.sees(`Make ${name} ${label}?`))
  await owner.sees(`${name} is now ${label}`)
}

/** What an outage must not leave behind, looked at when nothing is owed any more; `wake` makes the worker look now. */
export async function lookAround(
  stage: Pick<TwoPlaces, 'query' | 'at' | 'settled'>,
  wake: () => Promise<void>,
) {
  await stage.settled()
  return { halves: await findHalves(stage.query), untrue: await findUntrueCards(stage, wake) }
}

/** How often Sam has been told of the new role, beside that. */
export const lookAtSam = async ({ app, sam, ...stage }: TwoPlaces) => ({
  ...(await lookAround(stage, app.wakeAll)),
  told: sam.finds('from Member to Admin').length,
})

export const INTACT = { halves: [], untrue: [], told: 1 }

/** How long until all that is owed is due again. Going much further lets claims run out on what is being sent. */
export async function untilDueMs({ query, sandbox }: TwoPlaces): Promise<number> {
  const [owed] = await query(`SELECT max(due_at) AS at FROM outbox WHERE status = 'owed'`)
  return Math.max(0, Number(owed?.at) - sandbox.clock.now())
}

export const pass = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
