import {
  type GatewayMessageCreateDispatchData,
  type REST,
  type RESTPostAPIChannelMessageResult,
  Routes,
} from 'discord.js'
import type { Card, PostedMessage, Responder } from '../../src/chat'
import { cardMessage } from './card'
import { postDirect } from './direct'
import { isBlocked } from './errors'
import type { Log } from './log'
import { DISCORD } from './receive'

const cannotWrite: Card = {
  tone: 'warning',
  title: 'I cannot write to you privately',
  text: 'Allow direct messages from this server in its privacy settings, then ask again.',
}

/** Answers a message: in its channel, or privately to its author, since ephemeral messages need an interaction. */
export function createReplier(rest: REST, raw: GatewayMessageCreateDispatchData, log: Log): Responder {
  async function replyHere(card: Card): Promise<PostedMessage> {
    // The question may have been deleted meanwhile (B9).
    const message_reference = { message_id: raw.id, fail_if_not_exists: false }
    const sent = (await rest.post(Routes.channelMessages(raw.channel_id), {
      body: { ...cardMessage(card), message_reference },
    })) as RESTPostAPIChannelMessageResult
    return {
      platform: DISCORD,
      tenant: raw.guild_id ?? DISCORD,
      channelId: sent.channel_id,
      messageId: sent.id,
    }
  }

  async function sayPrivately(card: Card): Promise<PostedMessage | undefined> {
    if (!raw.guild_id) return replyHere(card)
    try {
      return await postDirect(rest, raw.author.id, card, raw.id)
    } catch (error) {
      if (!isBlocked(error)) throw error
      await replyHere(cannotWrite)
      return undefined
    }
  }

  return {
    showsFieldErrors: false,
    async defer() {
      await rest.post(Routes.channelTyping(raw.channel_id)).catch((error: unknown) => {
        log.info({ error, channelId: raw.channel_id }, 'the typing notice was not shown')
      })
    },
    async answer(answer) {
      if (answer.kind === 'form' || answer.kind === 'fix')
        throw new Error('A message cannot be answered with a form')
      const here = answer.kind === 'say' && answer.audience === 'channel'
      return here ? replyHere(answer.card) : sayPrivately(answer.card)
    },
    async suggest() {
      throw new Error('Only an autocompletion takes suggestions')
    },
  }
}
