import { setTimeout as sleep } from 'node:timers/promises'
import type { Lease, ShardLeases } from '../../src/chat'
import type { Log } from './log'
import type { Shard, ShardOptions } from './shard'
import { inTime, within } from './within'

export interface ShardsOptions {
  leases: ShardLeases
  /** How many shards Discord recommends now. */
  recommended(): Promise<number>
  /** Connects. */
  open(lease: Lease, may: Pick<ShardOptions, 'isMine' | 'mayHear'>): Shard
  log: Log
}

/** The shards that this process serves: as many as are its fair share, which changes as processes come and go. */
export interface Shards {
  /** Whether events arrive from every shard that is its own; true as well where others have them all. */
  readonly ready: boolean
  /** Resolves when every shard is served, by this process or another one. Rejects when Discord or the database refuses. */
  start(): Promise<void>
  /** Listens no more from this moment on. Resolves when others may go on where it ended. */
  stop(): Promise<void>
}

/** Bots grow slowly, and a new number of shards starts new sessions. */
const recommendedEveryMs = 30 * 60_000
const retryMs = 5_000
/** A renewal that takes longer counts as refused. */
const renewalMs = 2_000
/** So much before the end of its leases a process tells whether it was held up itself. */
const beforeEndMs = 500
/** Ten minutes after its lease a session is given up, and who starts another one hears everything beside us. */
const awayMs = 9 * 60_000

interface Own {
  lease: Lease
  /** Null: closed, since the lease could not be renewed in time or since the process ends. */
  shard: Shard | null
}

export function createShards({ leases, recommended, open, log }: ShardsOptions): Shards {
  const own = new Map<string, Own>()
  let until = 0
  let isComplete = false
  /** The database does not renew in time, as was seen while the leases were still ours. */
  let isAway = false
  let isRefused = false
  let isStopping = false
  let askAt = 0
  let renewing: Promise<void> = Promise.resolve()
  let next: NodeJS.Timeout | undefined
  let end: NodeJS.Timeout | undefined

  /** From `until` on another process may hold the leases. */
  const isMine = () => performance.now() < until
  // While the database is away from everybody, nobody takes a lease, and people are told to try again. While it is away from
  // here only, another process goes on with the sessions, and Discord ends the connections of this one.
  const mayHear = () => isMine() || (isAway && performance.now() < until + awayMs)
  const isReady = () =>
    isMine() && (own.size > 0 ? [...own.values()].every(({ shard }) => shard?.ready) : isComplete)

  /** Listens no more; resolves when the connection has ended. */
  function close(one: Own): Promise<void> | undefined {
    if (!one.shard) return undefined
    const { session, gone } = one.shard.close()
    one.lease = { ...one.lease, session }
    one.shard = null
    return gone
  }

  async function share(): Promise<void> {
    askAt = performance.now() + retryMs
    await leases.share(await recommended())
    askAt = performance.now() + recommendedEveryMs
  }

  async function renew(): Promise<void> {
    const holding = await inTime(renewalMs, leases.renew([...own.values()].map(reached)))
    if (isStopping) return note(holding.held)
    const leftMs = holding.until - performance.now()
    if (leftMs <= 0) throw new Error('Discord shards were renewed too late')
    until = holding.until
    isAway = false
    isComplete = holding.complete
    if (holding.missing && askAt > performance.now() + retryMs) askAt = 0
    clearTimeout(end)
    end = setTimeout(nearEnd, leftMs - beforeEndMs)
    const held = new Set(holding.held.map(keyOf))
    for (const [key, one] of own) if (!held.has(key)) lose(key, one)
    for (const lease of holding.held) {
      if (own.get(keyOf(lease))?.shard?.ended !== false)
        own.set(keyOf(lease), { lease, shard: open(lease, { isMine, mayHear }) })
    }
    if (holding.surplus.length > 0) await handOver(holding.surplus.map(keyOf))
  }

  /** What this process was given while it ends, so that it is given back. */
  function note(held: readonly Lease[]): void {
    for (const lease of held) if (!own.has(keyOf(lease))) own.set(keyOf(lease), { lease, shard: null })
  }

  function lose(key: string, one: Own): void {
    own.delete(key)
    void close(one)
    log.info({ shard: key }, 'a Discord shard is served elsewhere')
  }

  async function handOver(keys: readonly string[]): Promise<void> {
    const surplus = [...own].filter(([key]) => keys.includes(key)).map(([, one]) => one)
    for (const key of keys) own.delete(key)
    await Promise.all(surplus.map(close))
    await inTime(renewalMs, leases.giveBack(surplus.map(({ lease }) => lease)))
    log.info({ shards: keys }, 'handed Discord shards over to another process')
  }

  /** Soon others may hold the leases. Who learns of it in time is awake, so it is the database that keeps them waiting. */
  function nearEnd(): void {
    if (!isMine()) {
      letGo()
      return
    }
    isAway = true
    log.warn(
      { shards: [...own.keys()] },
      'Discord shards cannot be renewed: they are listened to as long as they last',
    )
    end = setTimeout(letGo, until - performance.now() + awayMs)
  }

  /** A process that was paused listens no more until it knows; how far it came is remembered in case nobody took them. */
  function letGo(): void {
    isAway = false
    log.warn(
      { shards: [...own.keys()] },
      'Discord shards were not renewed in time: listening no more for now',
    )
    for (const one of own.values()) void close(one)
  }

  function goOn(): void {
    if (performance.now() >= askAt)
      share().catch((err) => log.warn({ err }, 'Cannot tell how many shards Discord recommends'))
    renewing = renew().then(
      () => {
        if (isRefused) log.info({}, 'Discord shards are renewed again')
        isRefused = false
      },
      (err) => {
        if (!isRefused) log.warn({ err }, 'Cannot renew Discord shards')
        isRefused = true
      },
    )
    void renewing.then(() => {
      if (!isStopping) next = setTimeout(goOn, leases.everyMs)
    })
  }

  return {
    get ready() {
      return !isStopping && isReady()
    },
    async start() {
      await share()
      await renew()
      next = setTimeout(goOn, leases.everyMs)
      for (;;) {
        await Promise.all([...own.values()].map(({ shard }) => shard?.opened))
        if ((isComplete && isReady()) || isStopping) return
        await sleep(leases.everyMs)
      }
    },
    async stop() {
      isStopping = true
      clearTimeout(next)
      clearTimeout(end)
      await Promise.all([...own.values()].map(close))
      await within(renewalMs, renewing)
      try {
        await inTime(2 * renewalMs, leases.leave([...own.values()].map(({ lease }) => lease)))
      } catch (err) {
        log.warn({ err }, 'Discord shards were not given back: others take them when their leases end')
      }
    },
  }
}

const keyOf = ({ of, shard }: Lease) => `${shard} of ${of}`

const reached = ({ lease, shard }: Own): Lease => (shard ? { ...lease, session: shard.session() } : lease)
