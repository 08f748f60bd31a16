import type { SandboxClock } from '../clock'
import { createDeliver } from './deliver'
import { createFaultState } from './faults'
import { createIds } from './ids'
import type { SlackLimits } from './limits'
import { createOAuthCodes } from './oauth-codes'
import { createOpenId } from './open-id'
import { createResponseUrls } from './response-urls'
import type { SocketHub } from './socket'
import type { Slack, SlackApp } from './state'
import { createTriggers } from './triggers'
import { createWorkspaces } from './workspace'

/** A Slack in which nothing has happened yet. */
export function createSlack(
  from: { clock: SandboxClock; limits: SlackLimits; origin: string; app: SlackApp; requestUrl?: string },
  sockets: SocketHub,
): Slack {
  const { clock, limits } = from
  const ids = createIds(clock)
  const listeners = new Set<() => void>()
  const slack: Slack = {
    ...from,
    ids,
    requestUrl: from.requestUrl,
    faults: createFaultState(),
    workspaces: createWorkspaces(),
    calls: [],
    triggers: createTriggers(clock, limits),
    responseUrls: createResponseUrls({ ...from, ids }),
    codes: createOAuthCodes(clock, ids.secret),
    openId: createOpenId(),
    revokedTokens: new Set(),
    uploads: new Map(),
    issueTicket: sockets.issueTicket,
    deliver: (delivery) => deliver(delivery),
    changed() {
      for (const listener of listeners) listener()
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const deliver = createDeliver(slack, sockets)
  return slack
}
