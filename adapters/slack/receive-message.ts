import { givenFiles, type SlackFile } from './files'
import { type Received, readTyped, received } from './receive'
import { type Installation, senderOf, tenantOf } from './sender'

/** What is read of a message: https://docs.slack.dev/reference/events/message */
export interface MessageEvent {
  type: string
  subtype?: string
  user?: string
  bot_id?: string
  /** The acting user's team in shared channels. */
  user_team?: string
  team?: string
  channel?: string
  channel_type?: string
  text?: string
  ts?: string
  thread_ts?: string
  files?: SlackFile[]
}

/** Where a message arrived. `botId`: whom a mention names. */
export interface Arrival {
  installation: Installation
  botId: string | undefined
  shared: boolean
}

/**
 * Null for whatever bots and workflows say (B18), edits and deletions (B9), and what people say to each other outside
 * of threads. A mention in a channel comes as `message` and as `app_mention`, of which only the latter is taken.
 */
export function receiveMessage(
  event: MessageEvent,
  { installation, botId, shared }: Arrival,
): Received | null {
  if (!isFromPerson(event)) return null
  const { channel = '', ts = '', thread_ts, text = '', user = '', user_team, team, files = [] } = event
  const mention = new RegExp(`<@${botId}(?:\\|[^>]*)?>`)
  const addressed = event.type === 'app_mention' || event.channel_type === 'im'
  if (!addressed && (thread_ts === undefined || mention.test(text))) return null
  const said = text.replace(new RegExp(`^\\s*${mention.source}`), '')
  const sender = senderOf(installation, { id: user, name: user, teamId: user_team ?? team })
  return received(installation, sender, `${channel}:${ts}`, {
    origin: {
      channelId: channel,
      askedTs: ts,
      ...(thread_ts && { threadTs: thread_ts }),
      ...(shared && { shared: true as const }),
    },
    happening: { kind: 'message', id: ts, text: readTyped(said).trim(), addressed },
    files: givenFiles(files, tenantOf(installation)),
  })
}

/** File shares and messages sent to the channel as well are the only subtypes in which a person speaks. */
export function isFromPerson({
  subtype,
  bot_id,
  user,
}: Pick<MessageEvent, 'subtype' | 'bot_id' | 'user'>): boolean {
  const spoken = subtype === undefined || subtype === 'file_share' || subtype === 'thread_broadcast'
  return spoken && bot_id === undefined && user !== undefined && user !== 'USLACKBOT'
}
