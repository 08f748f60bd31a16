import type { Delivery, Outcome } from './delivery'
import type { Json } from './json'
import { addMessage } from './messages'
import { type SlackUser, slackbot } from './people'
import type { ResponseTarget } from './response-urls'
import type { Channel, Slack, Workspace } from './state'

/** Somebody doing something somewhere. */
export interface Actor {
  slack: Slack
  workspace: Workspace
  user: SlackUser
}

/** What every interaction payload says: https://docs.slack.dev/reference/interaction-payloads */
export function interactionBase({ slack, workspace, user }: Actor): Json {
  return {
    token: 'sandbox-verification-token',
    api_app_id: slack.app.appId,
    team: { id: workspace.teamId, domain: workspace.domain },
    enterprise: null,
    is_enterprise_install: false,
    user: { id: user.id, username: user.handle, name: user.handle, team_id: user.teamId },
  }
}

export const issueTrigger = ({ slack, workspace, user }: Actor) =>
  slack.triggers.issue(workspace.teamId, user.id)

export function issueResponseUrl(actor: Actor, channel: Channel, messageTs?: string): string {
  return actor.slack.responseUrls.issue(targetOf(actor, channel, messageTs))
}

export function targetOf({ workspace, user }: Actor, channel: Channel, messageTs?: string): ResponseTarget {
  const target = { teamId: workspace.teamId, channelId: channel.id, userId: user.id }
  return messageTs === undefined ? target : { ...target, messageTs }
}

/**
 * Delivers and, where the app does not acknowledge, tells the person what Slack would.
 * https://docs.slack.dev/interactivity/implementing-slash-commands#error_messages
 */
export async function deliverOrTell(
  actor: Actor,
  where: Channel,
  what: string,
  delivery: Delivery,
): Promise<Outcome> {
  const isInstalled = actor.workspace.botToken !== undefined
  const outcome: Outcome = isInstalled
    ? await actor.slack.deliver(delivery)
    : { acked: false, reason: 'unreachable' }
  if (!outcome.acked) tell(actor, where, `${what} failed with the error "${errorOf(outcome.reason)}"`)
  return outcome
}

const errorOf = (reason: 'timeout' | 'refused' | 'unreachable') =>
  reason === 'timeout' ? 'operation_timeout' : 'dispatch_failed'

/** A private note of Slackbot. */
export function tell({ slack, user }: Actor, where: Channel, text: string, threadTs?: string): void {
  const thread = threadTs === undefined ? {} : { threadTs }
  addMessage(slack, where, { user: slackbot, text, onlyFor: user.id, ...thread })
}
