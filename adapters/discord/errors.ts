import { DiscordAPIError, RESTJSONErrorCodes } from 'discord.js'

/** Discord's own number for what went wrong. https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
export function errorCode(error: unknown): number | undefined {
  return error instanceof DiscordAPIError ? Number(error.code) : undefined
}

/** Nothing can be shown to this interaction any more. */
const overCodes: readonly number[] = [
  // The three seconds or the fifteen minutes have passed.
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.InvalidWebhookToken,
  // Another delivery of the same interaction was answered first (B2).
  RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
  // The message was dismissed or deleted meanwhile.
  RESTJSONErrorCodes.UnknownMessage,
]

/** By this process, or by one that began before. */
export const isAcknowledged = (error: unknown) =>
  errorCode(error) === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged

export const isOver = (error: unknown) => overCodes.includes(errorCode(error) ?? 0)

/** The person accepts no direct messages from the bot, or shares no server with it. */
export const isBlocked = (error: unknown) =>
  errorCode(error) === RESTJSONErrorCodes.CannotSendMessagesToThisUser ||
  errorCode(error) === RESTJSONErrorCodes.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds
