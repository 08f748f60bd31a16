import type { Holding, Lease, ShardLeases } from '../chat'
import type { Queries } from '../db'
import { fairShare } from './share'
import {
  endOthers,
  forget,
  giveBack,
  makeShards,
  readProcesses,
  readShards,
  renew,
  type ShardRow,
  take,
  takeTurn,
} from './statements'

/** A process that dies is replaced after this time. */
export const LEASE_MS = 5_000
/** So much earlier its holder stops, though its clock may be slower than the database's. */
const MARGIN_MS = 1_000
/** Four renewals may fail before a lease runs out. */
const RENEW_EVERY_MS = 1_000

export interface ShardLeasesOptions {
  db: Queries
  /** The application at Discord, and where that is another server than Discord's. */
  bot: string
  /** This process: an id that no other one ever has. */
  me: string
  /** Time that only goes forward, in milliseconds: `performance.now`. */
  elapsed(): number
  /** Lets go of `db`, when everything has been given back. */
  close?(): Promise<void>
}

/**
 * Leases begin and end by the database's clock. Their holder counts from before it asked, by a clock that only goes
 * forward, so it knows of the end before anybody else may take the shard.
 */
export function createShardLeases({ db, bot, me, elapsed, close }: ShardLeasesOptions): ShardLeases {
  async function takeFree(of: number, count: number): Promise<Lease[]> {
    const taken = await take(db, [bot, me, LEASE_MS, of, count])
    return taken.map(({ shard, sessionId: id, sequence, resumeUrl }) => ({
      shard,
      of,
      session: id && resumeUrl ? { id, sequence: sequence ?? 0, resumeUrl } : null,
    }))
  }

  async function renewAll(before: readonly Lease[]): Promise<Holding> {
    const until = elapsed() + LEASE_MS - MARGIN_MS
    const renewed = await renew(db, [bot, me, LEASE_MS, ...columns(before)])
    const held = before.filter((lease) =>
      renewed.some(({ of, shard }) => of === lease.of && shard === lease.shard),
    )
    const rows = await readShards(db, [bot, me, LEASE_MS])
    const of = rows[0]?.of ?? 0
    const counting = rows.filter((row) => row.of === of)
    const missing = of === 0 || counting.length < of
    if (counting.length < rows.length && !missing && counting.every(({ connected }) => connected))
      await endOthers(db, [bot, of])

    const share = fairShare(of, await countByProcess(counting), me)
    const own = held.filter((lease) => lease.of === of)
    if (own.length < share) own.push(...(await takeFree(of, share - own.length)))
    return {
      held: [...held.filter((lease) => lease.of !== of), ...own],
      surplus: own.slice(share),
      complete:
        !missing &&
        counting.every(
          ({ shard, holder, isServed }) =>
            own.some((lease) => lease.shard === shard) || (holder !== me && isServed),
        ),
      missing,
      until,
    }
  }

  /** How many each living process holds. */
  async function countByProcess(rows: readonly ShardRow[]): Promise<Map<string, number>> {
    const processes = await readProcesses(db, [bot])
    return new Map(processes.map(({ id }) => [id, rows.filter(({ holder }) => holder === id).length]))
  }

  return {
    everyMs: RENEW_EVERY_MS,
    share: async (of) => void (await makeShards(db, [bot, of])),
    renew: renewAll,
    giveBack: async (leases) => void (await giveBack(db, [bot, me, ...columns(leases)])),
    leave: async (leases) => {
      try {
        // First, so that who sees a free shard counts with one process less.
        await forget(db, [me])
        await giveBack(db, [bot, me, ...columns(leases)])
      } finally {
        await close?.()
      }
    },
    async takeTurn(key, lengthMs) {
      const [turn] = await takeTurn(db, [bot, key, lengthMs])
      return turn?.waitMs ?? 0
    },
  }
}

/** As arrays for `unnest`. */
const columns = (leases: readonly Lease[]) => [
  leases.map(({ of }) => of),
  leases.map(({ shard }) => shard),
  leases.map(({ session }) => session?.id ?? null),
  leases.map(({ session }) => session?.sequence ?? null),
  leases.map(({ session }) => session?.resumeUrl ?? null),
]
