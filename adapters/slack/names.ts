import type { ChatUser, ProfileReader } from '../../src/chat'

/** What people call each other, read from Slack and kept for a while. */
export interface Names {
  /** Undefined when Slack does not know the user. @throws TryLater */
  of(user: Pick<ChatUser, 'tenant' | 'userId'>): Promise<string | undefined>
}

const keptMs = 10 * 60_000
const mostKept = 1_000

export function createNames(profiles: ProfileReader, now: () => number): Names {
  const kept = new Map<string, { name: string | undefined; until: number }>()

  return {
    async of({ tenant, userId }) {
      const key = `${tenant}:${userId}`
      const known = kept.get(key)
      if (known && known.until > now()) return known.name
      const profile = await profiles.profile({ platform: 'slack', tenant, userId })
      kept.delete(key)
      kept.set(key, { name: profile?.name, until: now() + keptMs })
      const [oldest] = kept.keys()
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
      return profile?.name
    },
  }
}
