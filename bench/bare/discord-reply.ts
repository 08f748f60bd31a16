import { type APIInteractionResponseCallbackData, Client, Events, GatewayIntentBits } from 'discord.js'
import { runPeer } from '../support/peer'

/** discord.js as its guide shows it: every command gets the same reply. The commands are registered already. */
runPeer<{ apiUrl: string; botToken: string; reply: APIInteractionResponseCallbackData }>(
  async ({ apiUrl, botToken, reply }) => {
    const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: apiUrl } })
    client.on(Events.InteractionCreate, async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.reply(reply as never)
    })
    const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve))
    await client.login(botToken)
    await ready
    return { ready: {} }
  },
)
