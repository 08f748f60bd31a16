import { type Child, runChild } from '../support/child'
import { FULL } from './size'

/** Three start at once, on a machine that does other things too. */
const START_MS = 120_000

export const ROLES = ['web', 'discord', 'worker'] as const
export type Role = (typeof ROLES)[number]

/** The three processes of a deployment, as the Procfile has them, each started again when it was killed. */
export interface Fleet {
  /** Makes the first account when typed; '' once there is one. */
  claimCode: string
  /** Kills one without a warning and starts its successor; resolves when that is ready. */
  kill(role: Role): Promise<void>
  child(role: Role): Child
  /** A further process of this role beside the others. */
  add(role: Role, more?: Record<string, string>): Promise<Child>
  /** Kills all of them. */
  end(): Promise<void>
}

export async function startFleet(environment: Record<string, string>): Promise<Fleet> {
  const living = new Map<Role, Child>()
  const all: Child[] = []

  function launch(role: Role, more: Record<string, string> = {}): Child {
    const child = runChild('test/chaos/gauged.ts', [role], {
      env: { ...environment, ...more, ...(FULL && { CHAOS: 'full' }) },
    })
    all.push(child)
    return child
  }
  async function start(role: Role): Promise<Child> {
    const child = launch(role)
    living.set(role, child)
    await child.prints(/is ready/, START_MS)
    return child
  }
  function child(role: Role): Child {
    const found = living.get(role)
    if (!found) throw new Error(`${role} does not run`)
    return found
  }

  const web = await start('web')
  await Promise.all([start('discord'), start('worker')])
  return {
    claimCode: /\/link (\S+) in Slack/.exec(web.output())?.[1] ?? '',
    child,
    async kill(role) {
      child(role).signal('SIGKILL')
      await child(role).ended
      await start(role)
    },
    async add(role, more) {
      const another = launch(role, more)
      await another.prints(/is ready/, START_MS)
      return another
    },
    async end() {
      for (const each of all) each.signal('SIGKILL')
      await Promise.all(all.map(({ ended }) => ended))
    },
  }
}
