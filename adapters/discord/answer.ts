import { InteractionResponseType, InteractionType } from 'discord.js'
import type { Answer, Card, Form, PostedMessage, Reader, Responder, Stream } from '../../src/chat'
import type { InteractionCalls } from './calls'
import { cardMessage } from './card'
import { isBlocked, isOver } from './errors'
import { formModal } from './form'
import { placeOf } from './place'
import { type Answerable, createScreen } from './screen'
import type { Sheet, Spot } from './spot'
import { grow, openingCard, type Surroundings } from './stream'

export interface Answering extends Surroundings {
  calls: InteractionCalls
  /** Posts a card to the acting user privately; throws DiscordAPIError. */
  postDirect(card: Card): Promise<PostedMessage>
  /** Where answers to the acting user grow privately; throws DiscordAPIError. */
  directSpot(): Promise<Spot>
  /** For the little that Discord does not show in the person's own way by itself. */
  reader: Reader
  /** Told when Discord no longer takes an answer. */
  onOver(error: unknown): void
}

export interface Claiming extends Responder {
  /** Asks Discord whether it still waits for an answer; before anything else. Never rejects. */
  claim(): Promise<boolean>
}

/** Answers a command, a pressed control, a submitted form or the menu of a message. */
export function createAnswerer(raw: Answerable, answering: Answering): Claiming {
  const { calls, reader, postDirect, directSpot, onOver } = answering
  const screen = createScreen(raw, calls, onOver)

  async function sayHere(card: Card, isPrivate: boolean): Promise<PostedMessage | undefined> {
    return (await screen.showHere(card, isPrivate)).posted
  }

  /** Does it in a direct message and points there; where the person takes none, `otherwise`. */
  async function directly<T>(
    work: () => Promise<{ result: T; posted: PostedMessage | undefined }>,
    otherwise: () => Promise<T>,
  ): Promise<T | undefined> {
    // Opening the channel and posting may take longer than the first response has time.
    await screen.defer()
    if (screen.stage === 'over') return undefined
    try {
      const { result, posted } = await work()
      if (posted) await sayHere(pointer(posted), true)
      return result
    } catch (error) {
      if (!isBlocked(error)) throw error
      return otherwise()
    }
  }

  function sayDirectly(card: Card): Promise<PostedMessage | undefined> {
    if (!raw.guild_id) return sayHere(card, false)
    return directly(
      async () => {
        const posted = await postDirect(card)
        return { result: posted, posted }
      },
      () => sayHere(card, true),
    )
  }

  async function showForm(form: Form): Promise<undefined> {
    if (raw.type === InteractionType.ModalSubmit)
      throw new Error('Discord opens no form from a form: answer with a card whose button opens it')
    if (screen.stage !== 'fresh')
      throw new Error('A form must be the first response: declare its handler first: "form"')
    await screen.respond({ type: InteractionResponseType.Modal, data: formModal(form, reader) })
  }

  async function growIn(stream: Stream): Promise<PostedMessage | undefined> {
    const begun =
      stream.audience === 'direct' && raw.guild_id
        ? await directly(
            () => beginDirectly(stream),
            () => beginHere(stream, true),
          )
        : await beginHere(stream, stream.audience === 'private')
    return begun && grow(stream, begun.spot, begun.first, answering)
  }

  async function beginDirectly(stream: Stream) {
    const spot = await directSpot()
    const first = await spot.post(openingCard(stream))
    return { result: { spot, first }, posted: first.posted }
  }

  async function beginHere(stream: Stream, isPrivate: boolean): Promise<{ spot: Spot; first: Sheet }> {
    const first = await screen.showHere(openingCard(stream), isPrivate)
    return { spot: interactionSpot(isPrivate), first }
  }

  function interactionSpot(isPrivate: boolean): Spot {
    return {
      place: placeOf(raw.guild_id, raw.channel?.id ?? ''),
      async post(card) {
        try {
          return await screen.showHere(card, isPrivate)
        } catch (error) {
          if (!isOver(error)) throw error
          // The fifteen minutes of the interaction have passed.
          const posted = await postDirect(card)
          return { id: posted.messageId, posted }
        }
      },
      async edit(id, card) {
        await calls.editMessage(id, cardMessage(card, { isPrivate }))
      },
      remove: (id) => calls.deleteMessage(id),
    }
  }

  function show(answer: Answer): Promise<PostedMessage | undefined> {
    switch (answer.kind) {
      case 'form':
        return showForm(answer.form)
      case 'fix':
        throw new Error('Discord shows no errors at fields')
      case 'replace':
        return screen.replace(answer.card)
      case 'stream':
        return growIn(answer)
      case 'prompts':
        return sayHere(answer.card, true)
      case 'say':
        if (answer.audience === 'direct') return sayDirectly(answer.card)
        return sayHere(answer.card, answer.audience === 'private')
    }
  }

  return {
    showsFieldErrors: false,
    get opensForms() {
      return screen.stage === 'fresh' && raw.type !== InteractionType.ModalSubmit
    },
    defer: screen.defer,
    claim: screen.claim,
    async answer(answer) {
      await screen.deferred
      return screen.stage === 'over' ? undefined : screen.unlessOver(async () => show(answer))
    },
    async suggest() {
      throw new Error('Only an autocompletion takes suggestions')
    },
  }
}

const pointer = ({ channelId, messageId }: PostedMessage): Card => ({
  title: 'Sent to you in a direct message',
  buttons: [{ label: 'Open it', href: `https://discord.com/channels/@me/${channelId}/${messageId}` }],
})
