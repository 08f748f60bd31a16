import { sendEvent } from './events'
import type { SlackFile } from './file'
import type { Json } from './json'
import { messageObject } from './message-object'
import type { Channel, Message, Slack, Workspace } from './state'
import { unescapeText } from './text'

/** A person's message: to the app in channels it is in and in its direct channel, twice where it is mentioned. */
export async function sendMessageEvents(
  slack: Slack,
  workspace: Workspace,
  channel: Channel,
  message: Message,
): Promise<void> {
  if (!channel.members.has(slack.app.botUserId)) return
  const team = workspace.users.get(message.user)?.teamId ?? workspace.teamId
  const said: Json = {
    ...messageObject(workspace, message),
    ...(message.text === '' ? {} : { blocks: [richText(slack, message.text)] }),
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
    const { subtype: _subtype, ...mention } = said
    sent.push(sendEvent(slack, workspace, { ...mention, type: 'app_mention' }, channel.shared))
  }
  for (const file of message.files ?? []) sent.push(sendFileShared(slack, workspace, channel, file))
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

/** https://docs.slack.dev/reference/events/file_shared */
function sendFileShared(
  slack: Slack,
  workspace: Workspace,
  channel: Channel,
  file: SlackFile,
): Promise<void> {
  if (!slack.app.scopes.includes('files:read')) return Promise.resolve()
  return sendEvent(slack, workspace, {
    type: 'file_shared',
    file_id: file.id,
    file: { id: file.id },
    user_id: file.user,
    channel_id: channel.id,
    event_ts: slack.ids.ts(),
  })
}

/** https://docs.slack.dev/reference/events/file_deleted */
export function sendFileDeleted(slack: Slack, workspace: Workspace, fileId: string): Promise<void> {
  return sendEvent(slack, workspace, { type: 'file_deleted', file_id: fileId, event_ts: slack.ids.ts() })
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
