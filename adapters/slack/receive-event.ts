import { type Received, readTyped, received } from './receive'
import { type Installation, senderOf, tenantOf } from './sender'

/** The outer event and those fields of the inner ones that are read: https://docs.slack.dev/apis/events-api */
export interface EventBody {
  team_id?: string
  enterprise_id?: string
  is_ext_shared_channel?: boolean
  authorizations?: {
    team_id: string | null
    enterprise_id: string | null
    user_id: string
    is_enterprise_install?: boolean
  }[]
  event: {
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
    event_ts?: string
    thread_ts?: string
    tab?: string
    tokens?: { bot?: string[] }
  }
}

/** Null for what nobody has to answer: edits, joins, the Messages tab, and whatever bots and workflows say (B18). */
export function receiveEvent(body: EventBody): Received | null {
  const { event } = body
  if (event.type === 'app_home_opened' && event.tab === 'home') return receiveHome(body)
  const addressed = event.type === 'app_mention' || (event.type === 'message' && event.channel_type === 'im')
  return addressed && isFromPerson(event) ? receiveMessage(body) : null
}

/** File shares and messages sent to the channel as well are the only subtypes in which a person speaks. */
function isFromPerson({ subtype, bot_id, user }: EventBody['event']): boolean {
  const spoken = subtype === undefined || subtype === 'file_share' || subtype === 'thread_broadcast'
  return spoken && bot_id === undefined && user !== undefined && user !== 'USLACKBOT'
}

function receiveHome(body: EventBody): Received {
  const { channel = '', event_ts, user } = body.event
  return receivedFrom(body, `home:${user}:${event_ts}`, {
    origin: { channelId: channel, home: true },
    happening: { kind: 'home' },
  })
}

/** A mention in a channel comes as `message` and as `app_mention`; the timestamp makes them one. */
function receiveMessage(body: EventBody): Received {
  const { channel = '', ts, thread_ts, text = '' } = body.event
  const bot = body.authorizations?.[0]?.user_id
  const said = bot === undefined ? text : text.replace(new RegExp(`^\\s*<@${bot}(?:\\|[^>]*)?>`), '')
  return receivedFrom(body, `${channel}:${ts}`, {
    origin: {
      channelId: channel,
      ...(thread_ts && { threadTs: thread_ts }),
      ...(body.is_ext_shared_channel && { shared: true as const }),
    },
    happening: { kind: 'message', text: readTyped(said).trim() },
  })
}

function receivedFrom(body: EventBody, key: string, what: Parameters<typeof received>[3]): Received {
  const installation = installationOf(body)
  const { user = '', user_team, team } = body.event
  const sender = senderOf(installation, { id: user, name: user, teamId: user_team ?? team })
  return received(installation, sender, key, what)
}

function installationOf({ authorizations, team_id, enterprise_id }: EventBody): Installation {
  const authorization = authorizations?.[0]
  return {
    teamId: authorization?.team_id ?? team_id,
    enterpriseId: authorization?.enterprise_id ?? enterprise_id,
    orgWide: authorization?.is_enterprise_install === true,
  }
}

export type Disconnection = 'tokensRevoked' | 'uninstalled'

/** The app was removed or its token revoked (B15): https://docs.slack.dev/reference/events/tokens_revoked */
export function receiveDisconnection(body: EventBody): { tenant: string; why: Disconnection } | null {
  const tenant = tenantOf(installationOf(body))
  if (body.event.type === 'app_uninstalled') return { tenant, why: 'uninstalled' }
  const revoked = body.event.type === 'tokens_revoked' && body.event.tokens?.bot?.length
  return revoked ? { tenant, why: 'tokensRevoked' } : null
}
