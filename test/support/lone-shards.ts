import type { ShardLeases } from '../../src/chat'

/** Leases for a process that is the only one, without a database. */
export function loneShards(): ShardLeases {
  let shards = 1
  return {
    everyMs: 1_000,
    share: async (of) => {
      shards = of
    },
    renew: async (before) => {
      const held = Array.from({ length: shards }, (_, shard) => {
        const known = before.find((lease) => lease.shard === shard && lease.of === shards)
        return known ?? { shard, of: shards, session: null }
      })
      return { held, surplus: [], complete: true, missing: false, until: performance.now() + 60_000 }
    },
    giveBack: async () => {},
    leave: async () => {},
    takeTurn: async () => 0,
  }
}
