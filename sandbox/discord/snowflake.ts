import type { SandboxClock } from '../clock'

/** https://docs.discord.com/developers/reference#snowflakes */
const discordEpochMs = 1_420_070_400_000
const idsPerMs = 4_096

/** Ids in Discord's form: time of the sandbox clock in the high bits, so that they sort by creation. */
export function createSnowflakes(clock: Pick<SandboxClock, 'now'>): () => string {
  let lastMs = 0
  let increment = 0
  return () => {
    const ms = Math.max(Math.floor(clock.now()) - discordEpochMs, lastMs)
    increment = ms === lastMs ? increment + 1 : 0
    lastMs = ms
    if (increment === idsPerMs) {
      lastMs += 1
      increment = 0
    }
    return ((BigInt(lastMs) << 22n) | BigInt(increment)).toString()
  }
}

/** https://docs.discord.com/developers/events/gateway#sharding-sharding-formula */
export function shardOf(guildId: string | undefined, shardCount: number): number {
  return guildId === undefined ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(shardCount))
}
