import type { Context } from '../context'
import { discordError } from '../errors'
import type { Interaction } from '../interaction'
import { isExpired } from '../interactions'
import { messagePayload } from '../message-payload'
import { deleteMessage, editMessage } from '../messages'
import { callbackType, messageFlag } from '../protocol'
import { checkSchema } from '../schemas'
import type { MessageRequest, StoredMessage } from '../types'
import { postResponse } from './respond'
import { type ApiRequest, noContent, ok, type Reply, type Route } from './router'
import { storeFiles } from './uploads'

/** https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages */
export const webhookRoutes: Route[] = [
  { method: 'POST', path: '/webhooks/:application/:token', auth: 'none', handle: followUp },
  { method: 'GET', path: '/webhooks/:application/:token/messages/:message', auth: 'none', handle: get },
  { method: 'PATCH', path: '/webhooks/:application/:token/messages/:message', auth: 'none', handle: edit },
  { method: 'DELETE', path: '/webhooks/:application/:token/messages/:message', auth: 'none', handle: remove },
]

function interactionOf(request: ApiRequest, context: Context): Interaction {
  const interaction = context.interactions.get(request.params.token ?? '')
  if (!interaction || request.params.application !== context.applicationId)
    throw discordError('unknownWebhook')
  if (isExpired(context, interaction)) throw discordError('invalidWebhookToken')
  // Before the first response, and after a missed one, there is no webhook yet.
  if (interaction.state !== 'answered') throw discordError('unknownWebhook')
  return interaction
}

function messageOf(request: ApiRequest, context: Context): StoredMessage {
  const interaction = interactionOf(request, context)
  const channel = context.channels.get(interaction.channelId)
  const id = request.params.message === '@original' ? interaction.original?.id : request.params.message
  const message = channel?.messages.get(id ?? '')
  const isOurs = message && (message.token === interaction.token || message.id === interaction.original?.id)
  if (!isOurs) throw discordError('unknownMessage')
  return message
}

function followUp(request: ApiRequest, context: Context): Reply {
  const interaction = interactionOf(request, context)
  const body = (request.body ?? {}) as MessageRequest
  checkSchema('IncomingWebhookRequestPartialSchema', body)
  const { original } = interaction
  // Right after a deferral, a follow-up fills the waiting message in, and keeps whether it is ephemeral.
  if (
    original &&
    interaction.response === callbackType.deferredMessage &&
    original.flags & messageFlag.loading
  ) {
    editMessage(context, original, body, {
      attachments: storeFiles(context, request, body, interaction.channelId),
    })
    return ok(messagePayload(context, original))
  }
  return ok(
    messagePayload(context, postResponse(context, interaction, body, { request, at: [], followUp: true })),
  )
}

function get(request: ApiRequest, context: Context): Reply {
  return ok(messagePayload(context, messageOf(request, context)))
}

function edit(request: ApiRequest, context: Context): Reply {
  const message = messageOf(request, context)
  const body = (request.body ?? {}) as MessageRequest
  checkSchema('IncomingWebhookUpdateRequestPartialSchema', body)
  editMessage(context, message, body, { attachments: storeFiles(context, request, body, message.channelId) })
  return ok(messagePayload(context, message))
}

function remove(request: ApiRequest, context: Context): Reply {
  deleteMessage(context, messageOf(request, context))
  return noContent
}
