import { randomBytes } from 'node:crypto'
import type { SandboxClock } from '../clock'
import type { SlackLimits } from './limits'

interface Trigger {
  teamId: string
  userId: string
  expiresAt: number
  used: boolean
}

/** Leave to open one form, soon: https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses */
export interface Triggers {
  issue(teamId: string, userId: string): string
  /** Uses it up; otherwise the documented code of `views.open`. */
  exchange(triggerId: string, teamId: string): { userId: string } | { code: string }
}

export function createTriggers(clock: SandboxClock, limits: SlackLimits): Triggers {
  const triggers = new Map<string, Trigger>()
  const forgetOld = () => {
    for (const [id, trigger] of triggers) {
      if (clock.now() - trigger.expiresAt < 60_000) return
      triggers.delete(id)
    }
  }
  return {
    issue(teamId, userId) {
      forgetOld()
      const id = `${clock.now()}.${teamId.length}.${randomBytes(16).toString('hex')}`
      triggers.set(id, { teamId, userId, expiresAt: clock.now() + limits.triggerLifetimeMs, used: false })
      return id
    },
    exchange(triggerId, teamId) {
      const trigger = triggers.get(triggerId)
      if (!trigger || trigger.teamId !== teamId) return { code: 'invalid_trigger_id' }
      if (clock.now() > trigger.expiresAt) return { code: 'expired_trigger_id' }
      if (trigger.used) return { code: 'exchanged_trigger_id' }
      trigger.used = true
      return { userId: trigger.userId }
    },
  }
}
