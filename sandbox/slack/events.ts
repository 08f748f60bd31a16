import { deliverEvent } from './deliver'
import type { Json } from './json'
import type { Channel, Slack, Workspace } from './state'
import { viewObject } from './views'

/** Wraps an event as the Events API does: https://docs.slack.dev/apis/events-api/#event-type-structure */
export function sendEvent(slack: Slack, workspace: Workspace, event: Json, shared = false): Promise<void> {
  if (
    workspace.botToken === undefined &&
    event.type !== 'app_uninstalled' &&
    event.type !== 'tokens_revoked'
  ) {
    return Promise.resolve()
  }
  const { app } = slack
  return deliverEvent(slack, {
    token: 'sandbox-verification-token',
    team_id: workspace.teamId,
    enterprise_id: null,
    context_team_id: workspace.teamId,
    context_enterprise_id: null,
    api_app_id: app.appId,
    event,
    type: 'event_callback',
    event_id: slack.ids.next('Ev'),
    event_time: Math.floor(slack.clock.now() / 1_000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: workspace.teamId,
        user_id: app.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: shared,
    event_context: slack.ids.next('4-'),
  })
}

/** https://docs.slack.dev/reference/events/member_joined_channel */
export function sendMemberJoined(
  slack: Slack,
  workspace: Workspace,
  channel: Channel,
  userId: string,
  inviter?: string,
): Promise<void> {
  return sendEvent(slack, workspace, {
    type: 'member_joined_channel',
    user: userId,
    channel: channel.id,
    channel_type: 'C',
    team: workspace.teamId,
    ...(inviter === undefined ? {} : { inviter }),
    event_ts: slack.ids.ts(),
  })
}

/** https://docs.slack.dev/reference/events/app_home_opened */
export function sendHomeOpened(slack: Slack, workspace: Workspace, userId: string, channel: Channel) {
  const view = workspace.homes.get(userId)
  return sendEvent(slack, workspace, {
    type: 'app_home_opened',
    user: userId,
    channel: channel.id,
    tab: 'home',
    ...(view ? { view: viewObject(slack, workspace, view) } : {}),
    event_ts: slack.ids.ts(),
  })
}
