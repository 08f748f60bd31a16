import { Client, ComponentType, Events, GatewayIntentBits, MessageFlags, TextInputStyle } from 'discord.js'
import type { Sandbox } from '../../../sandbox'
import { conversationCommands, converse } from './discord-conversation'
import { preferencesCommand, preferInDiscord } from './preferences'

const text = (content: string) => ({ type: ComponentType.TextDisplay as const, content })
const button = (custom_id: string, label: string, style: 1 | 2 | 3 | 4, disabled = false) => ({
  type: ComponentType.Button as const,
  custom_id,
  label,
  style,
  disabled,
})
const row = <T>(...components: T[]) => ({ type: ComponentType.ActionRow as const, components })

const card = (status: string) => ({
  type: ComponentType.Container as const,
  accent_color: status === 'accepted' ? 0x2d9d5c : 0x5865f2,
  components: [
    text(`## Invitation to Acme\n**Olivia Owner** invites you as \`member\`. Status: *${status}*.`),
    text('**Ends** <t:1798000000:f> (<t:1798000000:R>)\n**By** <@900000000000000101>'),
    { type: ComponentType.Separator as const },
    {
      type: ComponentType.Section as const,
      components: [text('Adam Admin · admin')],
      accessory: button('why', 'Why?', 2),
    },
    ...(status === 'pending'
      ? [
          row({
            type: ComponentType.StringSelect as const,
            custom_id: 'level',
            placeholder: 'Change role',
            options: ['admin', 'member'].map((value) => ({ value, label: `Make ${value}` })),
          }),
          row(button('accept', 'Accept', 3), button('decline', 'Decline', 4), {
            ...button('later', 'Later', 2),
            disabled: true,
          }),
        ]
      : []),
    text('-# In team Acme · [details](https://rolecall.test/i/1)'),
  ],
})

const modal = {
  title: 'Your answer',
  custom_id: 'answer',
  components: [
    row({
      type: ComponentType.TextInput as const,
      custom_id: 'note',
      label: 'Note to Olivia',
      style: TextInputStyle.Paragraph,
      required: true,
    }),
  ],
}

const person = { type: 3, name: 'person', description: 'Whose role', required: true, autocomplete: true }
const commands = [
  {
    name: 'invite',
    description: 'Answer invitations',
    options: [
      { type: 1, name: 'accept', description: 'Accept an invitation' },
      { type: 1, name: 'decline', description: 'Decline, with a note' },
    ],
  },
  {
    name: 'team',
    description: 'The team',
    options: [{ type: 1, name: 'role', description: 'Change a role', options: [person] }],
  },
]

/** A Discord bot with a card, modals, an autocompleted option and conversations. */
export async function startDiscordBot({ discord }: Sandbox): Promise<Client> {
  if (!discord) throw new Error('this bot needs Discord')
  const { Guilds, GuildMessages, MessageContent } = GatewayIntentBits
  const client = new Client({
    intents: [Guilds, GuildMessages, MessageContent],
    rest: { api: discord.apiUrl },
  })
  client.on(Events.InteractionCreate, async (interaction) => {
    if (interaction.isAutocomplete()) {
      const typed = interaction.options.getFocused().toLowerCase()
      const people = ['Adam Admin', 'Maya Member'].filter((name) => name.toLowerCase().includes(typed))
      await interaction.respond(people.map((name) => ({ name, value: name })))
    } else if (interaction.isChatInputCommand()) {
      const answer = interaction.options.getSubcommand(false)
      if (answer === 'decline') await interaction.showModal(modal)
      else if (answer)
        await interaction.reply({
          flags: MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral,
          components: [card('pending')],
        })
    } else if (interaction.isButton()) await interaction.update({ components: [card('accepted')] })
    else if (interaction.isModalSubmit() && interaction.customId === 'answer')
      await interaction.reply({
        content: `Noted: ${interaction.fields.getTextInputValue('note')}`,
        flags: MessageFlags.Ephemeral,
      })
  })
  converse(client)
  preferInDiscord(client)
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve))
  await client.login(discord.botToken)
  const application = (await ready).application
  await application.commands.set([...commands, ...conversationCommands, preferencesCommand])
  return client
}
