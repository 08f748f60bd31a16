import type { Platform } from './driver'

const lookEveryMs = 500

/** Tells once at the start and then at every change whether the bot is connected; returns the way to stop. */
export function watchConnections(
  platforms: Partial<Record<Platform, { connections(): number }>>,
  tell: (platform: Platform, connected: boolean) => void,
): () => void {
  const told = new Map<Platform, boolean>()
  const look = () => {
    for (const platform of ['slack', 'discord'] as const) {
      const connections = platforms[platform]?.connections()
      if (connections === undefined || told.get(platform) === connections > 0) continue
      told.set(platform, connections > 0)
      tell(platform, connections > 0)
    }
  }
  look()
  const timer = setInterval(look, lookEveryMs)
  return () => clearInterval(timer)
}
