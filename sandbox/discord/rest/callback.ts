import { checkModal } from '../check-modal'
import { type Context, changed } from '../context'
import { discordError, FormErrors } from '../errors'
import type { Choice, Interaction } from '../interaction'
import { messagePayload } from '../message-payload'
import { editMessage } from '../messages'
import { callbackType, interactionType, messageFlag } from '../protocol'
import { checkSchema, type SchemaName } from '../schemas'
import type { MessageRequest, Modal, StoredMessage } from '../types'
import { postResponse } from './respond'
import { type ApiRequest, noContent, ok, type Reply, type Route } from './router'
import { storeFiles } from './uploads'

interface Callback {
  type: number
  data?: unknown
}

const { message, deferredMessage, deferredUpdate, update, autocomplete, modal } = callbackType

/**
 * What may answer what. Updates are for messages with components, so also for forms opened from one.
 * https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type
 */
function allowedTypes(interaction: Interaction): number[] {
  if (interaction.type === interactionType.autocomplete) return [autocomplete]
  if (interaction.type === interactionType.component)
    return [message, deferredMessage, deferredUpdate, update, modal]
  if (interaction.type === interactionType.modalSubmit)
    return interaction.message
      ? [message, deferredMessage, deferredUpdate, update]
      : [message, deferredMessage]
  return [message, deferredMessage, modal]
}

const schemaOf: Record<number, SchemaName> = {
  [message]: 'CreateMessageInteractionCallbackRequestSchema',
  [deferredMessage]: 'CreateMessageInteractionCallbackRequestSchema',
  [deferredUpdate]: 'UpdateMessageInteractionCallbackRequestSchema',
  [update]: 'UpdateMessageInteractionCallbackRequestSchema',
  [autocomplete]: 'ApplicationCommandAutocompleteCallbackRequestSchema',
  [modal]: 'ModalInteractionCallbackRequestSchema',
}

/** The token in the address is the proof, so the bot token is not asked for. */
export const callbackRoutes: Route[] = [
  { method: 'POST', path: '/interactions/:interaction/:token/callback', auth: 'none', handle: respond },
]

function respond(request: ApiRequest, context: Context): Reply {
  const interaction = context.interactions.get(request.params.token ?? '')
  if (!interaction || interaction.id !== request.params.interaction) throw discordError('unknownInteraction')
  if (interaction.state === 'missed') throw discordError('unknownInteraction')
  if (interaction.state === 'answered') throw discordError('alreadyAcknowledged')
  const callback = (request.body ?? {}) as Callback
  checkType(interaction, callback)
  const resource = apply(context, interaction, callback, request)
  interaction.state = 'answered'
  interaction.response = callback.type
  interaction.settle(callback.type === autocomplete ? choicesOf(callback) : [])
  changed(context)
  return request.query.get('with_response') === 'true'
    ? ok(callbackResponse(context, interaction, callback, resource))
    : noContent
}

function checkType(interaction: Interaction, callback: Callback): void {
  const allowed = allowedTypes(interaction)
  if (!allowed.includes(callback.type)) {
    const errors = new FormErrors()
    errors.add(['type'], 'BASE_TYPE_CHOICES', `Value must be one of {${allowed.join(', ')}}.`)
    errors.throwIfAny()
  }
  const schema = schemaOf[callback.type]
  if (schema) checkSchema(schema, callback)
}

const choicesOf = (callback: Callback): Choice[] =>
  (callback.data as { choices?: Choice[] | null } | undefined)?.choices ?? []

/** Does what the callback asks; returns the message it made or changed. */
function apply(
  context: Context,
  interaction: Interaction,
  callback: Callback,
  request: ApiRequest,
): StoredMessage | undefined {
  const body = (callback.data ?? {}) as MessageRequest
  if (callback.type === message || callback.type === deferredMessage) {
    const loading = callback.type === deferredMessage
    interaction.original = postResponse(context, interaction, body, { request, at: ['data'], loading })
    return interaction.original
  }
  if (callback.type === modal) openForm(context, interaction, callback.data as Modal)
  if (callback.type === autocomplete || callback.type === modal || !interaction.message) return undefined
  const channel = context.channels.get(interaction.channelId)
  if (!channel?.messages.has(interaction.message.id)) throw discordError('unknownMessage')
  interaction.original = interaction.message
  if (callback.type === update)
    editMessage(context, interaction.message, body, {
      at: ['data'],
      attachments: storeFiles(context, request, body, channel.id),
    })
  return interaction.message
}

function openForm(context: Context, interaction: Interaction, wanted: Modal): void {
  checkModal(wanted)
  context.forms.set(interaction.userId, {
    id: interaction.id,
    modal: wanted,
    channelId: interaction.channelId,
    ...(interaction.guildId !== undefined && { guildId: interaction.guildId }),
    ...(interaction.message && { messageId: interaction.message.id }),
  })
}

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback-interaction-callback-response-object */
function callbackResponse(
  context: Context,
  interaction: Interaction,
  callback: Callback,
  resource: StoredMessage | undefined,
) {
  const withMessage =
    callback.type === message || callback.type === deferredMessage || callback.type === update
  return {
    interaction: {
      id: interaction.id,
      type: interaction.type,
      ...(resource && {
        response_message_id: resource.id,
        response_message_loading: (resource.flags & messageFlag.loading) !== 0,
        response_message_ephemeral: resource.seenBy !== undefined,
      }),
    },
    resource: {
      type: callback.type,
      ...(withMessage && resource && { message: messagePayload(context, resource) }),
    },
  }
}
