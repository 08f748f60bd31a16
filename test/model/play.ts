import { newId } from '../../src/db'
import { noteSeen } from '../support/note-seen'
import { pressOf, type Rolecall } from '../support/rolecall'
import { DEEDS } from './deeds'
import { type Deed, type Dice, type Plan, pick } from './plan'
import type { Actor, World } from './world'

/** One thing that somebody tries, or what time does. */
export interface Step extends Dice {
  what: keyof typeof DEEDS | 'sweep' | 'everybodyTalks'
  who: number
  /** Done by somebody who may, where anybody may: random people mostly may not. */
  fitting: boolean
  /** With an id that never was. */
  forged: boolean
  waitMs: number
}

/** What is compared with the audit: what somebody changed, by its moment. */
export type Moments = Map<number, Step['what']>

/** Does it at a moment of its own; resolves to words for the log. */
export async function play(rolecall: Rolecall, world: World, step: Step, moments: Moments): Promise<string> {
  const { what, waitMs } = step
  rolecall.clock.advance(waitMs)
  world.now = rolecall.clock.now()
  if (what === 'sweep') await rolecall.sweep()
  if (what === 'everybodyTalks') await talk(rolecall, world)
  if (what === 'sweep' || what === 'everybodyTalks') return what
  const found = choose(world, DEEDS[what], step)
  if (!found) return `${what}: nothing to do it to`
  const { actor, plan } = found
  const told = `${what} by ${actor.person.id} in ${actor.user.id.platform} of ${actor.accountId}: ${JSON.stringify(plan.does)}`
  await carryOut(actor, plan, step.forged)
  if (!plan.effect || step.forged) return `${told}: refused`
  moments.set(world.now, what)
  await plan.effect((table) => newestOf(rolecall, table))
  if (world.unsettled) await rolecall.deliver()
  world.unsettled = false
  return told
}

async function talk({ db }: Rolecall, world: World): Promise<void> {
  const ids = world.people.map(({ id }) => id)
  await noteSeen(db, ids, world.now)
  for (const person of world.people) person.activeAt = world.now
}

/** Everybody at each of their places, beginning with one of them. */
function actorsOf({ people }: World, who: number): Actor[] {
  const [here, there] = [...new Set(people.map(({ accountId }) => accountId))]
  const actors = people.flatMap((person) => {
    const abroad = person.accountId === here ? there : here
    return [
      { person, user: person.slack, accountId: person.accountId },
      { person, user: person.discord, accountId: person.accountId },
      { person, user: person.abroad, accountId: abroad ?? '' },
    ]
  })
  const first = who % actors.length
  return [...actors.slice(first), ...actors.slice(0, first)]
}

/** Where it ought to be fitting, things are looked through until somebody may do it to one of them. */
function choose(world: World, deed: Deed, step: Step): { actor: Actor; plan: Plan } | undefined {
  const actors = actorsOf(world, step.who)
  for (let more = 0; step.fitting && more < LOOKED_AT; more += 1) {
    const dice = { ...step, first: step.first + more, second: step.second + 7 * more }
    const able = actors.flatMap((actor) => {
      const plan = deed(world, actor, dice)
      return plan?.effect ? [{ actor, plan }] : []
    })
    if (able.length > 0) return pick(able, step.third)
  }
  const [actor] = actors
  const plan = actor && deed(world, actor, step)
  return actor && plan ? { actor, plan } : undefined
}

const LOOKED_AT = 24

async function carryOut({ user }: Actor, { does, clicks, fills }: Plan, forged: boolean): Promise<void> {
  let answer = await user.does(forged ? withoutId(does) : does)
  if (clicks !== undefined && 'card' in answer && offers(answer, clicks)) answer = await user.click(clicks)
  if (fills && answer.kind === 'form')
    await user.does({ kind: 'submit', submit: answer.form.submit, values: fills })
}

function offers(answer: Parameters<typeof pressOf>[0], label: string): boolean {
  try {
    return pressOf(answer, label) !== ''
  } catch {
    return false
  }
}

function withoutId(does: Plan['does']): Plan['does'] {
  const forge = (words: string) => words.replace(/:[0-9A-Z]{26}/, `:${newId(0)}`)
  if (does.kind === 'press') return { ...does, press: forge(does.press) }
  if (does.kind === 'submit') return { ...does, submit: forge(does.submit) }
  return { kind: 'press', press: `no.such:${newId(0)}` }
}

async function newestOf({ db }: Rolecall, table: string): Promise<string> {
  const [row] = await db.query(`SELECT id FROM ${table} ORDER BY id DESC LIMIT 1`)
  return row?.id ?? 'none'
}
