/**
 * Which `discord` process serves which shard of Discord's gateway. Reading order: `share` (how many each is to hold; pure)
 * → `leases` (renewing, taking, giving back) → `statements`.
 */
export { createShardLeases, type ShardLeasesOptions } from './leases'
