import { type Client, ComponentType, Events, MessageFlags } from 'discord.js'

const modal = {
  title: 'Add documents',
  custom_id: 'upload',
  components: [
    {
      type: ComponentType.Label as const,
      label: 'Documents',
      component: { type: ComponentType.FileUpload as const, custom_id: 'documents', max_values: 2 },
    },
  ],
}

/** Commands that take files, and an entry in the menu of every message. */
export const conversationCommands = [
  {
    name: 'docs',
    description: 'Add a document',
    options: [
      { type: 3, name: 'note', description: 'What it is' },
      { type: 11, name: 'file', description: 'The document' },
    ],
  },
  { name: 'upload', description: 'Add documents by a form' },
  { type: 3, name: 'Ask about this' },
]

const ephemeral = { flags: MessageFlags.Ephemeral } as const

/** Files, and answers in threads, in a bot that says what it got. */
export function converse(client: Client): void {
  client.on(Events.MessageCreate, async (message) => {
    if (message.author.bot || !message.mentions.has(client.user?.id ?? '')) return
    const names = message.attachments.map(({ name }) => name).join(', ')
    const thread = message.channel.isThread()
      ? message.channel
      : await message.startThread({ name: 'Sick leave' })
    await thread.send(`It is in the handbook ${names}`)
  })
  client.on(Events.InteractionCreate, async (interaction) => {
    if (interaction.isMessageContextMenuCommand())
      await interaction.reply({ ...ephemeral, content: `You chose "${interaction.targetMessage.content}"` })
    else if (interaction.isChatInputCommand() && interaction.commandName === 'upload')
      await interaction.showModal(modal)
    else if (interaction.isChatInputCommand() && interaction.commandName === 'docs') {
      const { options } = interaction
      const content = `Got ${options.getAttachment('file')?.name} with note ${options.getString('note')}`
      await interaction.reply({ ...ephemeral, content })
    } else if (interaction.isModalSubmit() && interaction.customId === 'upload') {
      const names = interaction.fields.getUploadedFiles('documents')?.map(({ name }) => name) ?? []
      await interaction.reply({ ...ephemeral, content: `Uploaded ${names.join(', ')}` })
    }
  })
}
