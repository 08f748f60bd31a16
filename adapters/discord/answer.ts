import {
  type APIApplicationCommandInteraction,
  type APIInteractionResponse,
  type APIMessage,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
} from 'discord.js'
import type { Answer, Card, Form, PostedMessage, Reader, Responder } from '../../src/chat'
import type { InteractionCalls } from './calls'
import { type CardMessage, cardMessage } from './card'
import { isBlocked, isOver } from './errors'
import { formModal } from './form'
import { DISCORD } from './receive'
import { asBefore, isWorking, working } from './working'

export type Answerable =
  | APIApplicationCommandInteraction
  | APIMessageComponentInteraction
  | APIModalSubmitInteraction

export interface Answering {
  calls: InteractionCalls
  /** Posts a card to the acting user privately; throws DiscordAPIError. */
  postDirect(card: Card): Promise<PostedMessage>
  /** For the little that Discord does not show in the person's own way by itself. */
  reader: Reader
  /** Told when Discord no longer takes an answer. */
  onOver(error: unknown): void
}

/**
 * `fresh`: nothing is sent, so the answer itself may be the first response. `deferred`: `@original` is a placeholder,
 * or the pressed message showing that work goes on. `answered`: all else is a follow-up. `over`: nothing can be shown.
 */
type Stage = 'fresh' | 'deferred' | 'answered' | 'over'

/**
 * Answers a command, a pressed control or a submitted form.
 * https://docs.discord.com/developers/interactions/receiving-and-responding
 */
export function createAnswerer(raw: Answerable, { calls, reader, postDirect, onOver }: Answering): Responder {
  /** What holds the pressed control, also when a form came in between. */
  const pressed = 'message' in raw ? raw.message : undefined
  let stage: Stage = 'fresh'
  let deferring: Promise<undefined> = Promise.resolve(undefined)

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

  async function respond(response: APIInteractionResponse, wanted?: 'message') {
    const before = stage
    stage = 'answered'
    try {
      return await calls.respond(response, wanted)
    } catch (error) {
      stage = before
      throw error
    }
  }

  async function sayHere(card: Card, isPrivate: boolean): Promise<PostedMessage | undefined> {
    const message = cardMessage(card, { isPrivate })
    if (stage === 'fresh') {
      const response = { type: InteractionResponseType.ChannelMessageWithSource, data: message } as const
      return posted(raw, await respond(response, isPrivate ? undefined : 'message'))
    }
    if (stage === 'deferred' && !pressed) return fillPlaceholder(message, isPrivate)
    const sent = await calls.followUp(message)
    if (stage === 'deferred' && pressed) await unlessOver(() => release(calls, pressed))
    stage = 'answered'
    return posted(raw, sent)
  }

  /**
   * The placeholder is private for good, so a public answer stands beside it. It is filled first: a follow-up to one
   * that still waits would become its content.
   * https://docs.discord.com/developers/interactions/receiving-and-responding#create-followup-message
   */
  async function fillPlaceholder(message: CardMessage, isPrivate: boolean) {
    await calls.editOriginal(isPrivate ? message : cardMessage({ title: 'Working…' }))
    stage = 'answered'
    if (isPrivate) return undefined
    const sent = await calls.followUp(message)
    await unlessOver(() => calls.deleteOriginal())
    return posted(raw, sent)
  }

  async function replaceCard(card: Card): Promise<PostedMessage | undefined> {
    if (!pressed || stage === 'answered') return sayHere(card, true)
    const message = cardMessage(card)
    if (stage === 'fresh') await respond({ type: InteractionResponseType.UpdateMessage, data: message })
    else await calls.editOriginal(message)
    stage = 'answered'
    return posted(raw, pressed)
  }

  async function sayDirectly(card: Card): Promise<PostedMessage | undefined> {
    if (!raw.guild_id) return sayHere(card, false)
    // Opening the channel and posting may take longer than the first response has time.
    await defer()
    if (stage === 'over') return undefined
    try {
      const direct = await postDirect(card)
      await sayHere(pointer(direct), true)
      return direct
    } catch (error) {
      if (!isBlocked(error)) throw error
      return sayHere(card, true)
    }
  }

  async function showForm(form: Form): Promise<undefined> {
    if (raw.type === InteractionType.ModalSubmit)
      throw new Error('Discord opens no form from a form: answer with a card whose button opens it')
    if (stage !== 'fresh')
      throw new Error('A form must be the first response: declare its handler first: "form"')
    await respond({ type: InteractionResponseType.Modal, data: formModal(form, reader) })
  }

  function show(answer: Answer): Promise<PostedMessage | undefined> {
    if (answer.kind === 'form') return showForm(answer.form)
    if (answer.kind === 'replace') return replaceCard(answer.card)
    if (answer.kind === 'fix') throw new Error('Discord shows no errors at fields')
    if (answer.audience === 'direct') return sayDirectly(answer.card)
    return sayHere(answer.card, answer.audience === 'private')
  }

  function defer(): Promise<undefined> {
    if (stage !== 'fresh') return deferring
    const response: APIInteractionResponse = pressed
      ? { type: InteractionResponseType.UpdateMessage, data: working(pressed) }
      : {
          type: InteractionResponseType.DeferredChannelMessageWithSource,
          data: { flags: MessageFlags.Ephemeral },
        }
    deferring = unlessOver(async () => {
      await respond(response)
      stage = 'deferred'
      return undefined
      // A failure shows again with the answer, which then is the first response.
    }).catch(() => undefined)
    return deferring
  }

  return {
    showsFieldErrors: false,
    defer,
    async answer(answer) {
      await deferring
      return stage === 'over' ? undefined : unlessOver(() => show(answer))
    },
    async suggest() {
      throw new Error('Only an autocompletion takes suggestions')
    },
  }
}

/** Ephemeral messages cannot be edited later, so nobody keeps track of them. */
function posted({ guild_id }: Answerable, message: APIMessage | undefined): PostedMessage | undefined {
  if (!message || (message.flags ?? 0) & MessageFlags.Ephemeral) return undefined
  const { id, channel_id } = message
  return { platform: DISCORD, tenant: guild_id ?? DISCORD, channelId: channel_id, messageId: id }
}

/** Gives the pressed message its controls back, unless its subject was redrawn meanwhile (B4). */
async function release(calls: InteractionCalls, pressed: APIMessage): Promise<void> {
  if (isWorking(await calls.readOriginal())) await calls.editOriginal(asBefore(pressed))
}

const pointer = ({ channelId, messageId }: PostedMessage): Card => ({
  title: 'Sent to you in a direct message',
  buttons: [{ label: 'Open it', href: `https://discord.com/channels/@me/${channelId}/${messageId}` }],
})
