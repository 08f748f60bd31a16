import { type Client, Events, GatewayIntentBits, type Message, type TextChannel } from 'discord.js'
import { findMessage } from '../../../sandbox/driver'
import { general, happened, maya, received, setUpSandbox } from './support'

const { Guilds, GuildMessages, MessageContent } = GatewayIntentBits
const limited = 1 << 19
const files = [{ name: 'a.txt', bytes: Buffer.from('a') }]

describe('with the privilege', () => {
  const stage = setUpSandbox()

  test('the application says so, and a session that asks for it reads every message', async () => {
    const client = await stage.connect({ intents: [Guilds, GuildMessages, MessageContent] })
    expect(client.application.flags.bitfield & limited).toBe(limited)
    const { body } = await stage.call('GET', '/applications/@me')
    expect(Number(body.flags) & limited).toBe(limited)
    const message = happened<Message>(client, Events.MessageCreate)
    await stage.sandbox.as(maya).type('not for you', general, { files })
    expect(await message).toMatchObject({ content: 'not for you', attachments: { size: 1 } })
  })

  test('a session that does not ask reads mentions only, but may fetch the rest', async () => {
    const client = await stage.connect({ intents: [Guilds, GuildMessages] })
    const message = happened<Message>(client, Events.MessageCreate)
    await stage.sandbox.as(maya).type('again not for you', general, { files })
    const { id, content, attachments } = await message
    expect({ content, files: attachments.size }).toEqual({ content: '', files: 0 })
    const { body } = await stage.call('GET', `/channels/${general}/messages/${id}`)
    expect(body).toMatchObject({ content: 'again not for you', attachments: [{ filename: 'a.txt' }] })
  })
})

describe('without the privilege', () => {
  const stage = setUpSandbox({ privilegedIntents: [] })
  let client: Client<true>
  const messages = async () =>
    (await stage.call('GET', `/channels/${general}/messages?limit=1`)).body as unknown as Message[]

  beforeAll(async () => {
    client = await stage.connect()
    await client.application.commands.set([{ type: 3, name: 'Ask about this' }])
  })

  test('the application does not claim it, and fetched messages are empty but for mentions and its own', async () => {
    const person = stage.sandbox.as(maya)
    expect(client.application.flags.bitfield & limited).toBe(0)
    await person.type('a secret', general, { files })
    expect(await messages()).toMatchObject([{ content: '', attachments: [] }])
    await person.type('@Rolecall a question', general, { files })
    expect(await messages()).toMatchObject([
      { content: `<@${client.user.id}> a question`, attachments: [{ filename: 'a.txt' }] },
    ])
    const own = await ((await client.channels.fetch(general)) as TextChannel).send('an answer')
    expect(await messages()).toMatchObject([{ id: own.id, content: 'an answer' }])
  })

  test('a reply to the bot can be read, since it mentions it; what it replies to stays hidden if it is not its own', async () => {
    const person = stage.sandbox.as(maya)
    const own = await ((await client.channels.fetch(general)) as TextChannel).send('ask away')
    await person.reply(own.id, 'what then?')
    expect(await messages()).toMatchObject([{ content: 'what then?' }])
    await person.type('between us')
    await person.reply(findMessage(person, 'between us')?.id ?? '', '@Rolecall what does this say?')
    expect(await messages()).toMatchObject([
      { content: `<@${client.user.id}> what does this say?`, referenced_message: { content: '' } },
    ])
  })

  test('the message of a message command comes whole', async () => {
    const person = stage.sandbox.as(maya)
    await person.type('have a look', general, { files })
    const { id = '' } = findMessage(person, 'have a look') ?? {}
    const { interaction } = await received(client, () => person.choose(id, 'Ask about this'))
    if (!interaction.isMessageContextMenuCommand()) throw new Error('not a message command')
    expect(interaction.targetMessage).toMatchObject({ id, content: 'have a look', attachments: { size: 1 } })
    await interaction.reply('seen')
  })
})
