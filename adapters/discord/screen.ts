import {
  type APIApplicationCommandInteraction,
  type APIInteractionResponse,
  type APIMessage,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  InteractionResponseType,
  MessageFlags,
  type RawFile,
} from 'discord.js'
import { type Card, hasAttachments, type PostedMessage } from '../../src/chat'
import { type InteractionCalls, ORIGINAL } from './calls'
import { type CardMessage, cardMessage } from './card'
import { isAcknowledged, isOver } from './errors'
import { tenantOf } from './place'
import type { Sheet } from './spot'
import { asBefore, isWorking, working } from './working'

export type Answerable =
  | APIApplicationCommandInteraction
  | APIMessageComponentInteraction
  | APIModalSubmitInteraction

/**
 * `fresh`: nothing is sent, so the answer itself may be the first response. `deferred`: `@original` is a placeholder,
 * or the pressed message showing that work goes on. `answered`: all else is a follow-up. `over`: nothing can be shown.
 */
export type Stage = 'fresh' | 'deferred' | 'answered' | 'over'

/** What one interaction can show, and in which order Discord takes it. */
export interface Screen {
  readonly stage: Stage
  /** Resolves when the deferral under way, if there is one, has been sent. */
  readonly deferred: Promise<void>
  /** Tells that work goes on, unless something was shown already. Never rejects. */
  defer(): Promise<void>
  /**
   * Defers, and resolves to whether Discord waits for an answer: it took the deferral, or one that an earlier delivery
   * has sent was never followed by an answer. Never rejects.
   */
  claim(): Promise<boolean>
  /** Resolves to undefined when Discord takes no answer any more. */
  unlessOver<T>(work: () => Promise<T>): Promise<T | undefined>
  /** The first response, while nothing is sent. */
  respond(response: APIInteractionResponse): Promise<void>
  /** Shows a card where the person looks; its id is good for edits by this interaction. */
  showHere(card: Card, isPrivate: boolean): Promise<Sheet>
  /** The pressed message becomes this card; where there is none the card is shown privately. */
  replace(card: Card): Promise<PostedMessage | undefined>
}

/** https://docs.discord.com/developers/interactions/receiving-and-responding */
export function createScreen(
  raw: Answerable,
  calls: InteractionCalls,
  onOver: (error: unknown) => void,
): Screen {
  /** What holds the pressed control, also when a form came in between. */
  const pressed = 'message' in raw ? raw.message : undefined
  let stage: Stage = 'fresh'
  let deferring: Promise<void> = Promise.resolve()

  /** What cannot be shown any more is no error: the person is gone, or another delivery was faster (B2). */
  async function unlessOver<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work()
    } catch (error) {
      if (!isOver(error)) throw error
      stage = 'over'
      onOver(error)
      return undefined
    }
  }

  async function respond(response: APIInteractionResponse, files?: RawFile[], wanted?: 'message') {
    const before = stage
    stage = 'answered'
    try {
      return await calls.respond(response, files, wanted)
    } catch (error) {
      stage = before
      throw error
    }
  }

  async function showHere(card: Card, isPrivate: boolean): Promise<Sheet> {
    const message = cardMessage(card, { isPrivate })
    await deferIfHeavy(card)
    if (stage === 'fresh') {
      const response = { type: InteractionResponseType.ChannelMessageWithSource, data: message.body } as const
      const sent = await respond(response, message.files, isPrivate ? undefined : 'message')
      return { id: ORIGINAL, posted: posted(raw, sent) }
    }
    if (stage === 'deferred' && !pressed) return fillPlaceholder(message, isPrivate)
    const sent = await calls.followUp(message)
    if (stage === 'deferred' && pressed) await unlessOver(() => release(calls, pressed))
    stage = 'answered'
    return { id: sent.id, posted: posted(raw, sent) }
  }

  /**
   * The placeholder is private for good, so a public answer stands beside it. It is filled first: a follow-up to one
   * that still waits would become its content.
   * https://docs.discord.com/developers/interactions/receiving-and-responding#create-followup-message
   */
  async function fillPlaceholder(message: CardMessage, isPrivate: boolean): Promise<Sheet> {
    await calls.editOriginal(isPrivate ? message : cardMessage({ title: 'Working…' }))
    stage = 'answered'
    if (isPrivate) return { id: ORIGINAL, posted: undefined }
    const sent = await calls.followUp(message)
    await unlessOver(() => calls.deleteOriginal())
    return { id: sent.id, posted: posted(raw, sent) }
  }

  async function replace(card: Card): Promise<PostedMessage | undefined> {
    if (!pressed || stage === 'answered') return (await showHere(card, true)).posted
    const message = cardMessage(card)
    await deferIfHeavy(card)
    if (stage === 'fresh')
      await respond({ type: InteractionResponseType.UpdateMessage, data: message.body }, message.files)
    else await calls.editOriginal(message)
    stage = 'answered'
    return posted(raw, pressed)
  }

  function defer(): Promise<void> {
    if (stage !== 'fresh') return deferring
    deferring = unlessOver(async () => {
      await respond(deferral(pressed))
      stage = 'deferred'
      // A failure shows again with the answer, which then is the first response.
    }).catch(() => undefined)
    return deferring
  }

  async function claim(): Promise<boolean> {
    try {
      await respond(deferral(pressed)).catch(async (error) => {
        if (!isAcknowledged(error) || !(await isUnanswered(calls, pressed))) throw error
      })
    } catch (error) {
      stage = 'over'
      onOver(error)
      return false
    }
    stage = 'deferred'
    return true
  }

  /** Sending files may take longer than the first response has time. */
  async function deferIfHeavy(card: Card): Promise<void> {
    if (hasAttachments(card)) await defer()
  }

  return {
    get stage() {
      return stage
    },
    get deferred() {
      return deferring
    },
    defer,
    claim,
    unlessOver,
    respond: async (response) => {
      await respond(response)
    },
    showHere,
    replace,
  }
}

const deferral = (pressed: APIMessage | undefined): APIInteractionResponse =>
  pressed
    ? { type: InteractionResponseType.UpdateMessage, data: working(pressed).body }
    : {
        type: InteractionResponseType.DeferredChannelMessageWithSource,
        data: { flags: MessageFlags.Ephemeral },
      }

/** Whether a deferral is all that is shown yet. */
async function isUnanswered(calls: InteractionCalls, pressed: APIMessage | undefined): Promise<boolean> {
  const shown = await calls.readOriginal()
  return pressed ? isWorking(shown) : ((shown.flags ?? 0) & MessageFlags.Loading) !== 0
}

/** Ephemeral messages cannot be edited later, so nobody keeps track of them. */
function posted({ guild_id }: Answerable, message: APIMessage | undefined): PostedMessage | undefined {
  if (!message || (message.flags ?? 0) & MessageFlags.Ephemeral) return undefined
  const { id, channel_id } = message
  return { platform: 'discord', tenant: tenantOf(guild_id), channelId: channel_id, messageId: id }
}

/** Gives the pressed message its controls back, unless its subject was redrawn meanwhile (B4). */
async function release(calls: InteractionCalls, pressed: APIMessage): Promise<void> {
  if (isWorking(await calls.readOriginal())) await calls.editOriginal(asBefore(pressed))
}
