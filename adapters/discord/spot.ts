import { type REST, RESTJSONErrorCodes, type RESTPostAPIChannelMessageResult, Routes } from 'discord.js'
import { type Card, hasAttachments, type Place, type PostedMessage, withoutAttachments } from '../../src/chat'
import { type CardMessage, cardMessage } from './card'
import { errorCode } from './errors'
import { tenantOf } from './place'

/** A message of ours; `posted` where it can be found again later. */
export interface Sheet {
  id: string
  posted: PostedMessage | undefined
}

/** Where the messages of one answer stand. Each call throws DiscordAPIError. */
export interface Spot {
  place: Place
  post(card: Card): Promise<Sheet>
  edit(id: string, card: Card): Promise<void>
  remove(id: string): Promise<void>
}

/** A channel, thread or direct message; what is posted there is shown as a reply to `replyTo`, where that is allowed. */
export function channelSpot(rest: REST, place: Place, replyTo?: string): Spot {
  const { channelId } = place
  // The question may have been deleted meanwhile (B9).
  const reference = replyTo && { message_reference: { message_id: replyTo, fail_if_not_exists: false } }
  const send = async (message: Pick<CardMessage, 'files'> & { body: object }) =>
    (await rest.post(Routes.channelMessages(channelId), message)) as RESTPostAPIChannelMessageResult
  const reply = (card: Card) => {
    const message = cardMessage(card)
    return send({ ...message, body: { ...message.body, ...reference } }).catch((error: unknown) => {
      if (errorCode(error) !== RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory)
        throw error
      return send(message)
    })
  }
  return {
    place,
    async post(card) {
      const { id } = await reply(card).catch((error: unknown) => {
        if (errorCode(error) !== RESTJSONErrorCodes.MissingPermissions || !hasAttachments(card)) throw error
        return reply(withoutAttachments(card, 'the bot may not attach files here.'))
      })
      const tenant = tenantOf(place.tenant ?? undefined)
      return { id, posted: { platform: 'discord', tenant, channelId, messageId: id } }
    },
    async edit(id, card) {
      await rest.patch(Routes.channelMessage(channelId, id), cardMessage(card))
    },
    async remove(id) {
      await rest.delete(Routes.channelMessage(channelId, id))
    },
  }
}
