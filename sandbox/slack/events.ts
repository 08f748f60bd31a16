import { deliverEvent } from './delivery'
import { messageObject } from './messages'
import type { Channel, Json, Message, Slack, Workspace } from './state'
import { unescapeText } from './text'
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

/** A person's message: to the app in channels it is in and in its direct channel, twice where it is mentioned. */
export async function sendMessageEvents(
  slack: Slack,
  workspace: Workspace,
  channel: Channel,
  message: Message,
): Promise<void> {
  if (!channel.members.has(slack.app.botUserId)) return
  const team = workspace.users.get(message.user)?.teamId ?? workspace.teamId
  const said = {
    ...messageObject(workspace, message),
    blocks: [richText(slack, message.text)],
    client_msg_id: slack.ids.next('msg-'),
    team,
    // Only in channels shared with another workspace: https://docs.slack.dev/apis/slack-connect
    ...(channel.shared ? { user_team: team, source_team: team } : {}),
    channel: channel.id,
    event_ts: message.ts,
  }
  const sent = [sendEvent(slack, workspace, { ...said, channel_type: kindOf(channel) }, channel.shared)]
  // https://docs.slack.dev/reference/events/app_mention: not sent in direct messages with the app
  if (!channel.direct && message.pings.includes(slack.app.botUserId)) {
    sent.push(sendEvent(slack, workspace, { ...said, type: 'app_mention' }, channel.shared))
  }
  await Promise.all(sent)
}

/** https://docs.slack.dev/reference/events/message/message_changed */
export function sendMessageChanged(
  slack: Slack,
  workspace: Workspace,
  channel: Channel,
  change: { before: Message; after?: Message },
): Promise<void> {
  if (!channel.members.has(slack.app.botUserId)) return Promise.resolve()
  const ts = slack.ids.ts()
  const previous_message = messageObject(workspace, change.before)
  const what = change.after
    ? { subtype: 'message_changed', message: messageObject(workspace, change.after) }
    : { subtype: 'message_deleted', deleted_ts: change.before.ts }
  return sendEvent(slack, workspace, {
    type: 'message',
    ...what,
    previous_message,
    hidden: true,
    channel: channel.id,
    channel_type: kindOf(channel),
    ts,
    event_ts: ts,
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

/** The composer sends every message as rich text: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
function richText(slack: Slack, text: string): Json {
  const elements = text.split(/(<@\w+>)/).flatMap((part): Json[] => {
    if (part === '') return []
    const [, user_id] = /^<@(\w+)>$/.exec(part) ?? []
    return [user_id === undefined ? { type: 'text', text: unescapeText(part) } : { type: 'user', user_id }]
  })
  return {
    type: 'rich_text',
    block_id: slack.ids.next('b'),
    elements: [{ type: 'rich_text_section', elements }],
  }
}

const kindOf = (channel: Channel) => (channel.direct ? 'im' : 'channel')
