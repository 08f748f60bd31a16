import { isRefusal } from '../chat'
import { isoTime } from '../clock'
import { type Database, statement } from './statement'
import { type Traces, traceParameters, writeTraces } from './traces'

/** What asked for a change: names the happening, so that it takes effect once however often it is delivered (R19). */
export interface Wish {
  key: string
  /** Milliseconds since 1970. */
  at: number
  /** Outcome of an earlier delivery, when there was one. */
  earlier?: unknown
  /** The same wish with its actor read anew; without it the wish rests on nothing that could change. */
  renew?(): Promise<Wish>
}

/** Somebody's place in a team, a workspace or an account, as a decision saw it; the version is another after every change. */
export type Standing =
  | { membershipId: string; version: number }
  | { workspaceId: string; personId: string; version: number }
  | { accountId: string; adminId: string }

export interface Effects extends Traces {
  /** What the decision rests on: locked, and if one of them has changed meanwhile nothing happens (H1, H10). */
  reliesOn: readonly Standing[]
  /** Stored under the wish's key and handed to later deliveries of the same happening. */
  outcome: unknown
}

/** What the decision rested on has changed: read and decide again. */
export class Stale extends Error {}
/** Another delivery of the same happening has been first; carries its outcome. */
export class AlreadyDone extends Error {
  constructor(readonly outcome: unknown) {
    super('already done')
  }
}

const OVERTAKEN = 'RC001'
const REPEATED = 'RC002'
const DEADLOCK = '40P01'
const UNIQUE = '23505'

/**
 * Defines one state change as ONE statement: the change itself, its audit entries, what it owes to the outbox and
 * the key of the happening stand or fall together, whenever the process dies. `body` is one or more CTEs, of which
 * `changed` returns the changed rows; if that is empty, or a relied-on membership has moved, everything is undone.
 *
 * @throws Stale, AlreadyDone
 */
export function defineChange(name: string, body: string) {
  const used = Math.max(0, ...[...body.matchAll(/\$(\d+)/g)].map((match) => Number(match[1])))
  const $ = (n: number) => `$${used + n}`
  const run = statement<{ done: boolean }>(
    `change.${name}`,
    `WITH once AS (
  INSERT INTO interaction (key, outcome, at) VALUES (${$(1)}, ${$(2)}::jsonb, ${$(3)}) ON CONFLICT DO NOTHING RETURNING 1
), held AS (
  SELECT 1 FROM (
    SELECT 1 FROM membership WHERE (id, version) IN (SELECT * FROM unnest(${$(4)}::text[], ${$(5)}::int[])) AND ended_at IS NULL
    ORDER BY id FOR NO KEY UPDATE) members
  UNION ALL SELECT 1 FROM (
    SELECT 1 FROM workspace_user
    WHERE (workspace_id, person_id, version) IN (SELECT * FROM unnest(${$(6)}::text[], ${$(7)}::text[], ${$(8)}::int[]))
    ORDER BY workspace_id, person_id FOR NO KEY UPDATE) users
  UNION ALL SELECT 1 FROM (
    SELECT 1 FROM account_admin WHERE (account_id, person_id) IN (SELECT * FROM unnest(${$(9)}::text[], ${$(10)}::text[]))
    ORDER BY account_id, person_id FOR KEY SHARE) admins
), ${body}, ${writeTraces($(12), $(13), $(3))}
SELECT settle_change((SELECT count(*) FROM once) = 1, (SELECT count(*) FROM held) = ${$(11)}::int, (SELECT count(*) FROM changed) > 0) AS done`,
  )

  return async (
    db: Database,
    parameters: readonly unknown[],
    wish: Wish,
    effects: Effects,
  ): Promise<void> => {
    if (parameters.length !== used)
      throw new Error(`${name} takes ${used} parameters, got ${parameters.length}`)
    try {
      await run(db, [
        ...parameters,
        wish.key,
        JSON.stringify(effects.outcome ?? null),
        isoTime(wish.at),
        ...standings(effects.reliesOn),
        ...traceParameters(effects, wish.at),
      ])
    } catch (error) {
      throw await understand(db, wish, error)
    }
    if (effects.owed.length > 0) db.wake?.()
  }
}

/** The parameters of `held`: three kinds as columns, each standing once, and how many there are. */
function standings(reliesOn: readonly Standing[]): readonly unknown[] {
  const members = new Map<string, number>()
  const users = new Map<string, [workspaceId: string, personId: string, version: number]>()
  const admins = new Map<string, [accountId: string, personId: string]>()
  for (const held of reliesOn) {
    if ('membershipId' in held) members.set(held.membershipId, held.version)
    else if ('adminId' in held)
      admins.set(`${held.accountId} ${held.adminId}`, [held.accountId, held.adminId])
    else users.set(`${held.workspaceId} ${held.personId}`, [held.workspaceId, held.personId, held.version])
  }
  const userRows = [...users.values()]
  const adminRows = [...admins.values()]
  return [
    ...[[...members.keys()], [...members.values()]],
    ...[userRows.map((row) => row[0]), userRows.map((row) => row[1]), userRows.map((row) => row[2])],
    ...[adminRows.map((row) => row[0]), adminRows.map((row) => row[1])],
    members.size + users.size + admins.size,
  ]
}

const readOutcome = statement<{ outcome: unknown }>(
  'interaction.outcome',
  'SELECT outcome FROM interaction WHERE key = $1',
)

async function understand(db: Database, wish: Wish, error: unknown): Promise<unknown> {
  const code = (error as { driverError?: { code?: string } }).driverError?.code
  if (code === OVERTAKEN || code === DEADLOCK) return new Stale()
  if (code !== REPEATED && code !== UNIQUE) return error
  const [earlier] = await readOutcome(db, [wish.key])
  if (earlier) return new AlreadyDone(earlier.outcome)
  return code === UNIQUE ? new Stale() : error
}

/** Those who wait for one row overtake each other one at a time. */
const ATTEMPTS = 25

/**
 * Runs read-decide-write until the write stands: a repeated delivery gets the stored outcome, an overtaken decision is
 * made again from fresh state. `attempt` must read everything it decides on, and take the actor from its argument.
 */
export async function settle<W extends Wish, T>(
  db: Database,
  wish: W,
  attempt: (wish: W) => Promise<T>,
): Promise<T> {
  if (wish.earlier !== undefined) return wish.earlier as T
  let current = wish
  for (let tries = 1; ; tries += 1) {
    try {
      const result = await attempt(current)
      return isRefusal(result) ? await orEarlier(db, wish, result) : result
    } catch (error) {
      if (error instanceof AlreadyDone) return error.outcome as T
      if (!(error instanceof Stale) || tries === ATTEMPTS) throw error
      if (current.renew) current = (await current.renew()) as W
    }
  }
}

/**
 * An attempt that changed nothing may only have been overtaken by another delivery of the same happening: then that
 * one's outcome is the answer. `settle` asks for every refusal, an attempt itself for other results without a change.
 */
export async function orEarlier<T>(db: Database, wish: Wish, result: T): Promise<T> {
  const [done] = await readOutcome(db, [wish.key])
  return done ? (done.outcome as T) : result
}
