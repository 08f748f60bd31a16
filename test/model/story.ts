import fc from 'fast-check'
import { DAY_MS, HOUR_MS } from '../../src/clock'
import type { Rolecall } from '../support/rolecall'
import { castOf } from './cast'
import { linesIn, linesOf, momentsIn } from './compare'
import type { DEEDS } from './deeds'
import { brokenRules, transactionNow } from './invariants'
import { type Moments, play, type Step } from './play'

type What = keyof typeof DEEDS

/** What leads to the rest happens more often. */
const OFTEN: Readonly<Partial<Record<What, number>>> = {
  ...{ inviteToTeam: 7, accept: 7, inviteToWorkspace: 3, inviteToAccount: 3, createChatbot: 3, file: 8 },
  ...{ changeSettings: 3, approve: 2, deny: 3, withdraw: 3, decline: 2, offerTeam: 2, acceptTransfer: 2 },
  ...{ deleteAccount: 2, deleteWorkspace: 3, removeAdmin: 3, leaveAccount: 2 },
}

const SECONDS = [1_000, 2_000, 3_000, 4_000, 5_000, 6_000]

const circumstances: fc.Arbitrary<Omit<Step, 'what'>> = fc.record({
  who: fc.nat({ max: 999 }),
  fitting: fc.nat({ max: 2 }).map((number) => number > 0),
  forged: fc.nat({ max: 19 }).map((number) => number === 0),
  first: fc.nat({ max: 999 }),
  second: fc.nat({ max: 999 }),
  third: fc.nat({ max: 999 }),
  yes: fc.boolean(),
  seldom: fc.nat({ max: 7 }).map((number) => number === 0),
  waitMs: fc.constantFrom(...SECONDS, 60_000, 10 * 60_000, HOUR_MS, HOUR_MS, 6 * HOUR_MS, DAY_MS),
})

/** Everything is tried a few times in every story, in any order. */
export function storyOf(deeds: readonly What[]): { length: number; stories: fc.Arbitrary<Step[]> } {
  const each = deeds.flatMap((deed) => Array<What>(OFTEN[deed] ?? 1).fill(deed))
  const deck: Step['what'][] = [...each, ...each, 'sweep', 'sweep', 'everybodyTalks']
  const { length } = deck
  const exactly = { minLength: length, maxLength: length }
  const stories = fc
    .tuple(fc.shuffledSubarray(deck, exactly), fc.array(circumstances, { ...exactly, size: 'max' }))
    .map(([whats, others]) => others.map((other, index) => ({ ...other, what: whats[index] ?? 'sweep' })))
  return { length, stories }
}

const CHECKED_EVERY = 10

/** How often each deed has changed something. */
type Done = Map<Step['what'], number>

/** Plays one story from its beginning, comparing as it goes. */
async function tell(rolecall: Rolecall, steps: readonly Step[], done: Done): Promise<void> {
  const world = await castOf(rolecall)
  const began = await transactionNow(rolecall.db)
  const story: string[] = []
  let moments: Moments = new Map()
  let since = rolecall.clock.now()
  for (const [index, each] of steps.entries()) {
    story.push(await play(rolecall, world, each, moments))
    if ((index + 1) % CHECKED_EVERY > 0 && index + 1 < steps.length) continue
    const [lines, told, broken] = [
      await linesIn(rolecall.db, world),
      await momentsIn(rolecall.db, world, since),
      await brokenRules(rolecall.db, world, began),
    ]
    const ought = linesOf(world)
    const found = {
      broken,
      onlyInDatabase: lines.filter((line) => !ought.includes(line)),
      onlyInModel: ought.filter((line) => !lines.includes(line)),
      // R18: each change is told in the audit at its moment, and nothing that was refused is.
      unexpected: told.filter((at) => !moments.has(at)),
      untold: [...moments.keys()].filter((at) => !told.includes(at)),
    }
    if (Object.values(found).some(({ length }) => length > 0))
      throw new Error(JSON.stringify({ ...found, story: story.slice(-CHECKED_EVERY) }, null, 1))
    for (const what of moments.values()) done.set(what, (done.get(what) ?? 0) + 1)
    moments = new Map()
    since = world.now
  }
}

/**
 * Tells stories until so many commands were tried; without `seed` others every time. Resolves to what was done how often.
 *
 * @throws with what is not as it ought to be, and how to see it again.
 */
export async function tellMany(
  rolecall: Rolecall,
  { commands, seed, deeds }: { commands: number; seed?: number; deeds: readonly What[] },
): Promise<Done> {
  const done: Done = new Map()
  const { length, stories } = storyOf(deeds)
  const outcome = await fc.check(
    fc.asyncProperty(stories, (steps) => tell(rolecall, steps, done)),
    { ...(seed !== undefined && { seed }), numRuns: Math.ceil(commands / length), endOnFailure: true },
  )
  if (!outcome.failed) return done
  const { seed: used, numRuns } = outcome
  throw new Error(`story ${numRuns} of seed ${used}: ${outcome.errorInstance}`)
}
