import {
  type APIInteraction,
  type APIInteractionResponse,
  type APIMessage,
  type APIMessageTopLevelComponent,
  type RawFile,
  type REST,
  type RESTPostAPIInteractionCallbackWithResponseResult,
  Routes,
} from 'discord.js'

/** What a request that writes a message with components sends. */
export interface Message {
  body: { flags: number; components: APIMessageTopLevelComponent[] }
  files?: RawFile[]
}

/** The requests that one interaction allows, within fifteen minutes of its arrival; each throws DiscordAPIError. */
export interface InteractionCalls {
  /** The first response, within three seconds and once only. Resolves to the message where `wanted` and there is one. */
  respond(
    response: APIInteractionResponse,
    files?: RawFile[],
    wanted?: 'message',
  ): Promise<APIMessage | undefined>
  /** `@original`: the first response, or the message that holds the pressed control after an update. */
  readOriginal(): Promise<APIMessage>
  editOriginal(message: Message): Promise<APIMessage>
  deleteOriginal(): Promise<void>
  followUp(message: Message): Promise<APIMessage>
  /** The same for any message of this interaction, by its id. */
  editMessage(id: string, message: Message): Promise<APIMessage>
  deleteMessage(id: string): Promise<void>
}

/** Stands for the id of the first response. */
export const ORIGINAL = '@original'

/** https://docs.discord.com/developers/interactions/receiving-and-responding#endpoints */
export function interactionCalls(
  rest: REST,
  { id, token, application_id }: APIInteraction,
): InteractionCalls {
  const address = (messageId: string) => Routes.webhookMessage(application_id, token, messageId)
  const auth = false
  const editMessage = async (id: string, message: Message) =>
    (await rest.patch(address(id), { auth, ...message })) as APIMessage
  const deleteMessage = async (id: string) => {
    await rest.delete(address(id), { auth })
  }
  return {
    async respond(body, files = [], wanted) {
      const route = Routes.interactionCallback(id, token)
      if (!wanted) {
        await rest.post(route, { auth, body, files })
        return undefined
      }
      const query = new URLSearchParams({ with_response: 'true' })
      const answered = await rest.post(route, { auth, body, files, query })
      return (answered as RESTPostAPIInteractionCallbackWithResponseResult).resource?.message
    },
    readOriginal: async () => (await rest.get(address(ORIGINAL), { auth })) as APIMessage,
    editOriginal: (message) => editMessage(ORIGINAL, message),
    deleteOriginal: () => deleteMessage(ORIGINAL),
    editMessage,
    deleteMessage,
    followUp: async (message) => {
      const query = new URLSearchParams({ wait: 'true' })
      return (await rest.post(Routes.webhook(application_id, token), {
        auth,
        ...message,
        query,
      })) as APIMessage
    },
  }
}
