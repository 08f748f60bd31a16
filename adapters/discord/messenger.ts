import {
  DiscordAPIError,
  type REST,
  type RESTGetAPIGuildResult,
  type RESTGetAPIUserResult,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js'
import type {
  ChatProfile,
  Delivery,
  Messenger,
  PostedMessage,
  ProfileReader,
  Undeliverable,
} from '../../src/chat'
import { createAttempt } from './attempt'
import { editMessage, postDirect } from './direct'
import { errorCode, isBlocked } from './errors'
import { DISCORD } from './place'
import { createRest, type RestOptions } from './rest'

/** A message is posted as words and edited into its card: half a message must not stay until a later try. */
const EDITS_WAIT_MS = 5_000

/** Sends, edits and looks up over REST alone, so it serves processes without a gateway. */
export function createMessenger(options: RestOptions): Messenger & ProfileReader {
  const rest = createRest(options, (method) => (method === 'PATCH' ? EDITS_WAIT_MS : 0))
  const attempt = createAttempt(rest, options.token)

  async function deliver(work: () => Promise<PostedMessage>): Promise<Delivery> {
    try {
      return { ok: true, posted: await attempt(work) }
    } catch (error) {
      const why = undeliverable(error)
      if (!why) throw error
      return { ok: false, why }
    }
  }

  return {
    direct: (to, card, _reader, key) => deliver(() => postDirect(rest, to.userId, card, key)),

    async edit(message, card) {
      const delivery = await deliver(async () => {
        await editMessage(rest, message, card)
        return message
      })
      if (delivery.ok || delivery.why !== 'disconnected') return delivery
      return (await attempt(() => isStillIn(rest, message.tenant))) ? { ok: false, why: 'gone' } : delivery
    },

    async profile(user): Promise<ChatProfile | null> {
      try {
        const known = (await attempt(() => rest.get(Routes.user(user.userId)))) as RESTGetAPIUserResult
        return {
          name: known.global_name ?? known.username,
          bot: known.bot ?? false,
          guest: false,
          stranger: false,
        }
      } catch (error) {
        if (errorCode(error) === RESTJSONErrorCodes.UnknownUser) return null
        throw error
      }
    },

    async tenantName(tenant) {
      const guild = (await attempt(() => rest.get(Routes.guild(tenant)))) as RESTGetAPIGuildResult
      return guild.name
    },
  }
}

/** Discord answers "missing access" both for a server the bot was removed from and for a channel it may no longer see. */
async function isStillIn(rest: REST, tenant: string): Promise<boolean> {
  if (tenant === DISCORD) return false
  try {
    await rest.get(Routes.guild(tenant))
    return true
  } catch (error) {
    if (error instanceof DiscordAPIError) return false
    throw error
  }
}

function undeliverable(error: unknown): Undeliverable | undefined {
  if (!(error instanceof DiscordAPIError)) return undefined
  if (isBlocked(error) || error.code === RESTJSONErrorCodes.UnknownUser) return 'blocked'
  if (error.status === 401 || error.code === RESTJSONErrorCodes.MissingAccess) return 'disconnected'
  const gone: readonly unknown[] = [RESTJSONErrorCodes.UnknownChannel, RESTJSONErrorCodes.UnknownMessage]
  return gone.includes(error.code) ? 'gone' : undefined
}
