import type { ChatUser, ProfileReader } from '../../src/chat'
import { createMemory } from './memory'

/** What people call each other, read from Slack and kept for a while. */
export interface Names {
  /** Undefined when Slack does not know the user. @throws TryLater */
  of(user: Pick<ChatUser, 'tenant' | 'userId'>): Promise<string | undefined>
}

const keptMs = 10 * 60_000

export function createNames(profiles: ProfileReader, now: () => number): Names {
  const remember = createMemory<string | undefined>(now)

  return {
    of: ({ tenant, userId }) =>
      remember(`${tenant}:${userId}`, async () => {
        const profile = await profiles.profile({ platform: 'slack', tenant, userId })
        return { value: profile?.name, keptMs }
      }),
  }
}
