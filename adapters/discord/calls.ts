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
}

/** https://docs.discord.com/developers/interactions/receiving-and-responding#endpoints */
export function interactionCalls(
  rest: REST,
  { id, token, application_id }: APIInteraction,
): InteractionCalls {
  const original = Routes.webhookMessage(application_id, token, '@original')
  const auth = false
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
    readOriginal: async () => (await rest.get(original, { auth })) as APIMessage,
    editOriginal: async (body) => (await rest.patch(original, { auth, body })) as APIMessage,
    deleteOriginal: async () => {
      await rest.delete(original, { auth })
    },
    followUp: async (body) => {
      const query = new URLSearchParams({ wait: 'true' })
      return (await rest.post(Routes.webhook(application_id, token), { auth, body, query })) as APIMessage
    },
  }
}
