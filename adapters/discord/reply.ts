import { DiscordAPIError, type GatewayMessageCreateDispatchData, type REST } from 'discord.js'
import type { Card, Interaction, PostedMessage, Responder, Stream } from '../../src/chat'
import { openDirect, postDirect } from './direct'
import { errorCode, isBlocked } from './errors'
import type { Log } from './log'
import { placeOf } from './place'
import { channelSpot, type Sheet, type Spot } from './spot'
import { grow, openingCard } from './stream'
import { startThread, threadName } from './thread'
import { keepTyping, showTyping } from './typing'

const cannotWrite: Card = {
  tone: 'warning',
  title: 'I cannot write to you privately',
  text: 'Allow direct messages from this server in its privacy settings, then ask again.',
}

export interface Replying {
  interaction: Interaction
  log: Log
  /** Aborted when the process is about to end. */
  ending: AbortSignal
}

/** Answers a message: in its channel or thread, or privately to its author, since ephemeral messages need an interaction. */
export function createReplier(
  rest: REST,
  raw: GatewayMessageCreateDispatchData,
  { interaction, log, ending }: Replying,
): Responder {
  const here = channelSpot(rest, interaction.place, raw.id)
  const question = interaction.happening.kind === 'message' ? interaction.happening.text : ''
  const replyHere = async (card: Card) => (await here.post(card)).posted

  async function privately<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work()
    } catch (error) {
      if (!isBlocked(error)) throw error
      await replyHere(cannotWrite)
      return undefined
    }
  }

  async function sayPrivately(card: Card): Promise<PostedMessage | undefined> {
    if (!raw.guild_id) return replyHere(card)
    return privately(() => postDirect(rest, raw.author.id, card, raw.id))
  }

  async function growIn(stream: Stream): Promise<PostedMessage | undefined> {
    const begun = await begin(stream)
    if (!begun) return undefined
    const { spot, first } = begun
    const onWords = keepTyping(rest, spot.place.channelId, log)
    return grow(stream, spot, first, { log, ending, onWords })
  }

  /** Puts the first message up, in the first place that takes it. */
  async function begin(stream: Stream): Promise<{ spot: Spot; first: Sheet } | undefined> {
    const opening = openingCard(stream)
    if (stream.audience === 'thread') {
      const threadId = await startThread(rest, raw, threadName(question, stream.title), log)
      const begun = threadId && (await beginInThread(threadId, opening))
      if (begun) return begun
    }
    if (!raw.guild_id || stream.audience === 'thread' || stream.audience === 'channel')
      return { spot: here, first: await here.post(opening) }
    return privately(async () => {
      const spot = channelSpot(rest, placeOf(undefined, await openDirect(rest, raw.author.id)))
      return { spot, first: await spot.post(opening) }
    })
  }

  /** The thread may be locked, or closed to the bot. */
  async function beginInThread(threadId: string, opening: Card) {
    const spot = channelSpot(rest, placeOf(raw.guild_id, threadId))
    try {
      return { spot, first: await spot.post(opening) }
    } catch (error) {
      if (!(error instanceof DiscordAPIError)) throw error
      log.info(
        { code: errorCode(error), threadId },
        'the thread takes no answer, so it stands in the channel',
      )
      return undefined
    }
  }

  return {
    showsFieldErrors: false,
    defer: () => showTyping(rest, raw.channel_id, log),
    async answer(answer) {
      if (answer.kind === 'form' || answer.kind === 'fix')
        throw new Error('A message cannot be answered with a form')
      if (answer.kind === 'stream') return growIn(answer)
      const isOpen = answer.kind === 'say' && answer.audience === 'channel'
      return isOpen ? replyHere(answer.card) : sayPrivately(answer.card)
    },
    async suggest() {
      throw new Error('Only an autocompletion takes suggestions')
    },
  }
}
