import { type Received, received } from './receive'
import { type MessageEvent, receiveMessage } from './receive-message'
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
  event: MessageEvent & {
    event_ts?: string
    tab?: string
    tokens?: { bot?: string[] }
    assistant_thread?: { user_id: string; channel_id: string; thread_ts: string }
  }
}

/** Null for what nobody has to answer. */
export function receiveEvent(body: EventBody): Received | null {
  const { event } = body
  switch (event.type) {
    case 'app_home_opened':
      return event.tab === 'home' ? receiveHome(body) : null
    case 'assistant_thread_started':
      return receiveOpened(body)
    case 'message':
    case 'app_mention':
      return receiveMessage(event, {
        installation: installationOf(body),
        botId: body.authorizations?.[0]?.user_id,
        shared: body.is_ext_shared_channel === true,
      })
    default:
      return null
  }
}

function receiveHome(body: EventBody): Received {
  const { channel = '', event_ts, user = '' } = body.event
  return receivedFrom(body, user, `home:${user}:${event_ts}`, {
    origin: { channelId: channel, home: true },
    happening: { kind: 'home' },
  })
}

/** https://docs.slack.dev/reference/events/assistant_thread_started */
function receiveOpened(body: EventBody): Received | null {
  const { assistant_thread: thread } = body.event
  if (!thread) return null
  const { user_id, channel_id: channelId, thread_ts: threadTs } = thread
  return receivedFrom(body, user_id, `opened:${channelId}:${threadTs}`, {
    origin: { channelId, threadTs },
    happening: { kind: 'opened' },
  })
}

function receivedFrom(
  body: EventBody,
  user: string,
  key: string,
  what: Parameters<typeof received>[3],
): Received {
  const installation = installationOf(body)
  const { user_team, team } = body.event
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
