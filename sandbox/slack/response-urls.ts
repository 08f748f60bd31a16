import type { SandboxClock } from '../clock'
import type { Ids } from './ids'
import type { SlackLimits } from './limits'

/** Where an answer to a command or a press goes. */
export interface ResponseTarget {
  teamId: string
  channelId: string
  userId: string
  /** The message that was pressed. */
  messageTs?: string
}

/** Addresses that take five answers within thirty minutes: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
export interface ResponseUrls {
  issue(target: ResponseTarget): string
  /** Counts one use. */
  take(id: string): ResponseTarget | { code: 'used_url' | 'expired_url' }
}

export function createResponseUrls(slack: {
  clock: SandboxClock
  ids: Ids
  limits: SlackLimits
  origin: string
}): ResponseUrls {
  const issued = new Map<string, { target: ResponseTarget; issuedAt: number; uses: number }>()
  const isOld = (issuedAt: number) => slack.clock.now() - issuedAt > slack.limits.responseUrlLifetimeMs
  return {
    issue(target) {
      for (const [id, { issuedAt }] of issued) {
        if (!isOld(issuedAt)) break
        issued.delete(id)
      }
      const id = slack.ids.secret()
      issued.set(id, { target, issuedAt: slack.clock.now(), uses: 0 })
      return `${slack.origin}/respond/${id}`
    },
    take(id) {
      const found = issued.get(id)
      if (!found || isOld(found.issuedAt)) return { code: 'expired_url' }
      if (found.uses >= slack.limits.responseUrlUses) return { code: 'used_url' }
      found.uses += 1
      return found.target
    },
  }
}
