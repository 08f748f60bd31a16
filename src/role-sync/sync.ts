import { CannotMirror, type MirrorTrouble, ROLE_NAMES, type RoleMirror, shorten } from '../chat'
import { type Database, newId } from '../db'
import { type MadeGroup, type Mirror, markOf, type WantedGroup } from './mirror'
import { planSteps, type Step } from './plan'
import { ensureMade, forgetGroup, readWanted, saveGroup } from './repository'

/** What was made is found, named and filled in the next round; more than that is somebody undoing it meanwhile. */
const MOST_ROUNDS = 3

/** What keeps one group from being put right, and none of the others: nobody keeps a role for trouble with another one. */
const OF_ONE: readonly MirrorTrouble[] = ['position', 'rights', 'full', 'refused']

/**
 * `done`: nothing was left to do. `brokenOff`: there is more. `undone`: what was done did not stay, since the platform shows it
 * in another way or somebody undoes it; done again at once, it would never end.
 */
export type Outcome = 'done' | 'undone' | 'brokenOff'

/**
 * Makes the place show what is wanted. Breaks off when `ending` is aborted, and may be broken off by a crash anywhere: the
 * next run goes on from what it finds.
 * @throws CannotMirror, TryLater
 */
export async function syncMirror(
  db: Database,
  platform: RoleMirror,
  mirror: Mirror,
  now: number,
  ending: AbortSignal,
): Promise<Outcome> {
  const stuck = new Map<string, CannotMirror>()
  const goesOn = (step: Step) => !stuck.has(aboutOf(step))
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    if (ending.aborted) return 'brokenOff'
    const wanted = await wantedOf(db, mirror)
    const made = await madeFor(db, mirror, wanted, now)
    if (made.length === 0) return 'done'
    const planned = planSteps(wanted, made, await platform.read(mirror.tenant), platform.keepsEmpty)
    const steps = planned.filter(goesOn)
    if (steps.length === 0) return doneUnless(stuck)
    for (const step of steps) {
      if (ending.aborted) return 'brokenOff'
      if (!goesOn(step)) continue
      const trouble = await tryStep(() => take(db, platform, mirror.tenant, step, ending))
      if (trouble) stuck.set(aboutOf(step), trouble)
    }
  }
  doneUnless(stuck)
  return ending.aborted ? 'brokenOff' : 'undone'
}

const aboutOf = (step: Step) => ('made' in step ? step.made.id : step.group.id)

async function tryStep(work: () => Promise<unknown>): Promise<CannotMirror | undefined> {
  try {
    await work()
    return undefined
  } catch (error) {
    if (error instanceof CannotMirror && OF_ONE.includes(error.why)) return error
    throw error
  }
}

/** @throws CannotMirror, the first of them */
function doneUnless(stuck: ReadonlyMap<string, CannotMirror>): 'done' {
  for (const trouble of stuck.values()) throw trouble
  return 'done'
}

function take(
  db: Database,
  platform: RoleMirror,
  tenant: string,
  step: Step,
  ending: AbortSignal,
): Promise<unknown> {
  switch (step.kind) {
    case 'adopt':
      return saveGroup(db, [step.made.id, step.group.id, step.made.groupId])
    case 'take':
      return platform.take(tenant, step.group, step.userIds, ending)
    case 'remove':
      return platform.remove(tenant, step.group)
    case 'forget':
      return forgetGroup(db, [step.made.id])
    case 'make':
      return platform
        .make(tenant, markOf(step.made))
        .then((groupId) => saveGroup(db, [step.made.id, groupId, step.made.groupId]))
    case 'restore':
      return platform.restore(tenant, step.group, step.names)
    case 'give':
      return platform.give(tenant, step.group, step.userIds, ending)
  }
}

/** Nothing, once the place is disconnected on purpose. */
async function wantedOf(db: Database, mirror: Mirror): Promise<readonly WantedGroup[]> {
  const { platform, tenant, workspaceId, connectionId, roles, teams, ended } = mirror
  if (ended || !(roles || teams)) return []
  // Discord's users are the same in every server.
  const usersOf = platform === 'discord' ? platform : tenant
  const found = await readWanted(db, [workspaceId, platform, usersOf, roles, connectionId, teams])
  return found.map(({ source, name, isTeam, userIds }) => ({
    ...{ source, userIds },
    name: isTeam
      ? `Team ${shorten(singleSpaced(name), TEAM_LENGTH)}`
      : ((ROLE_NAMES as Readonly<Record<string, string>>)[name] ?? name),
  }))
}

/** Discord keeps no more blanks than that in names: https://docs.discord.com/developers/resources/user#usernames-and-nicknames */
const singleSpaced = (name: string) => name.replaceAll(/\s+/g, ' ').trim()

/** Of 100 characters that a Discord role may have; the rest is for what tells two apart. */
const TEAM_LENGTH = 80

async function madeFor(
  db: Database,
  { connectionId }: Mirror,
  wanted: readonly WantedGroup[],
  now: number,
): Promise<readonly MadeGroup[]> {
  const sources = wanted.map(({ source }) => source)
  return ensureMade(db, [connectionId, sources.map(() => newId(now)), sources])
}
