import type { webApi } from '@slack/bolt'
import type {
  ChatProfile,
  Delivery,
  Messenger,
  PostedMessage,
  ProfileReader,
  Undeliverable,
} from '../../src/chat'
import { postCard, updateCard } from './card-message'
import { later } from './later'
import { undeliverable } from './undeliverable'
import { errorCode, NotInstalled, type Outlet } from './web'

export function createMessenger(outlet: Outlet): Messenger {
  return {
    direct: (to, card, reader) =>
      deliver(async () => {
        const token = await outlet.token(to.tenant)
        const opened = await outlet.web.conversations.open({ token, users: to.userId })
        const channel = opened.channel?.id ?? ''
        const ts = await postCard(outlet, { tenant: to.tenant, channel }, card, reader)
        return { platform: 'slack', tenant: to.tenant, channelId: channel, messageId: ts }
      }),
    edit: (message, card, reader) =>
      deliver(async () => {
        const { tenant, channelId: channel, messageId: ts } = message
        await updateCard(outlet, { tenant, channel, ts }, card, reader)
        return message
      }),
  }
}

async function deliver(send: () => Promise<PostedMessage>): Promise<Delivery> {
  try {
    return { ok: true, posted: await send() }
  } catch (error) {
    return { ok: false, why: explain(error) }
  }
}

function explain(error: unknown): Undeliverable {
  if (error instanceof NotInstalled) return 'disconnected'
  const why = undeliverable[errorCode(error) ?? '']
  if (why) return why
  throw later(error) ?? error
}

export function createProfileReader(outlet: Outlet): ProfileReader {
  return {
    async profile({ tenant, userId }) {
      try {
        const token = await outlet.token(tenant)
        const { user } = await outlet.web.users.info({ token, user: userId, include_locale: true })
        return user ? profileOf(user, tenant) : null
      } catch (error) {
        if (error instanceof NotInstalled || undeliverable[errorCode(error) ?? '']) return null
        throw later(error) ?? error
      }
    },
    // https://docs.slack.dev/reference/methods/auth.test
    async tenantName(tenant) {
      const token = await outlet.token(tenant)
      const { team } = await outlet.web.auth.test({ token })
      return team ?? null
    },
  }
}

type SlackUser = NonNullable<webApi.UsersInfoResponse['user']>

/** https://docs.slack.dev/reference/objects/user-object */
function profileOf(user: SlackUser, tenant: string): ChatProfile {
  const { profile = {}, is_email_confirmed } = user
  const foreign = tenant.startsWith('T') && user.team_id !== undefined && user.team_id !== tenant
  return {
    name: profile.display_name || user.real_name || user.name || (user.id ?? ''),
    bot: user.is_bot === true || user.id === 'USLACKBOT' || user.is_workflow_bot === true,
    guest: user.is_restricted === true || user.is_ultra_restricted === true,
    stranger: user.is_stranger === true || (foreign && user.enterprise_user === undefined),
    managesTenant: user.is_admin === true || user.is_owner === true,
    ...(is_email_confirmed && profile.email && { confirmedEmail: profile.email }),
    ...(user.locale && { locale: user.locale }),
    ...(user.tz && { timeZone: user.tz }),
  }
}
