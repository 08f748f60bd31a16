import {
  type APIInteraction,
  type APIInteractionResponse,
  type APIMessage,
  type APIMessageTopLevelComponent,
  type REST,
  type RESTPostAPIInteractionCallbackWithResponseResult,
  Routes,
} from 'discord.js'

/** Body of a request that writes a message with components. */
export interface MessageBody {
  flags: number
  components: APIMessageTopLevelComponent[]
}

/** The requests that one interaction allows, within fifteen minutes of its arrival; each throws DiscordAPIError. */
export interface InteractionCalls {
  /** The first response, within three seconds and once only. Resolves to the message where `wanted` and there is one. */
  respond(response: APIInteractionResponse, wanted?: 'message'): Promise<APIMessage | undefined>
  /** `@original`: the first response, or the message that holds the pressed control after an update. */
  readOriginal(): Promise<APIMessage>
  editOriginal(body: MessageBody): Promise<APIMessage>
  deleteOriginal(): Promise<void>
  followUp(body: MessageBody): Promise<APIMessage>
  /** The same for any message of this interaction, by its id. */
  editMessage(id: string, body: MessageBody): Promise<APIMessage>
  deleteMessage(id: string): Promise<void>
}

/** Stands for the id of the first response. */
export const ORIGINAL = '@original'

/** https://docs.discord.com/developers/interactions/receiving-and-responding#endpoints */
export function interactionCalls(
  rest: REST,
  { id, token, application_id }: APIInteraction,
): InteractionCalls {
  const message = (messageId: string) => Routes.webhookMessage(application_id, token, messageId)
  const auth = false
  const editMessage = async (id: string, body: MessageBody) =>
    (await rest.patch(message(id), { auth, body })) as APIMessage
  const deleteMessage = async (id: string) => {
    await rest.delete(message(id), { auth })
  }
  return {
    async respond(response, wanted) {
      const route = Routes.interactionCallback(id, token)
      if (!wanted) {
        await rest.post(route, { auth, body: response })
        return undefined
      }
      const query = new URLSearchParams({ with_response: 'true' })
      const answered = await rest.post(route, { auth, body: response, query })
      return (answered as RESTPostAPIInteractionCallbackWithResponseResult).resource?.message
    },
    readOriginal: async () => (await rest.get(message(ORIGINAL), { auth })) as APIMessage,
    editOriginal: (body) => editMessage(ORIGINAL, body),
    deleteOriginal: () => deleteMessage(ORIGINAL),
    editMessage,
    deleteMessage,
    followUp: async (body) => {
      const query = new URLSearchParams({ wait: 'true' })
      return (await rest.post(Routes.webhook(application_id, token), { auth, body, query })) as APIMessage
    },
  }
}
