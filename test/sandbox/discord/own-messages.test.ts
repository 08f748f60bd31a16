import { type Client, Events, GatewayIntentBits, type Message } from 'discord.js'
import { ordinaryPermissions, permission } from '../../../sandbox/discord'
import { findMessage } from '../../../sandbox/driver'
import { adam, guildId, happened, maya, setUpSandbox } from './support'

const stage = setUpSandbox()
const { Guilds, GuildMessages, MessageContent } = GatewayIntentBits
let client: Client<true>

beforeAll(async () => {
  client = await stage.connect({ intents: [Guilds, GuildMessages, MessageContent] })
})

async function say(text: string): Promise<string> {
  const person = stage.sandbox.as(maya)
  const arrived = happened(client, Events.MessageCreate)
  await person.type(text)
  await arrived
  return findMessage(person, text.replace('@', ''))?.id ?? ''
}
const edited = () =>
  new Promise<Message>((resolve) => client.once(Events.MessageUpdate, (_old, message) => resolve(message)))

test('an edit of their own message reaches the bot, pings nobody, and mentions whom it names now', async () => {
  const id = await say('frist')
  const update = edited()
  await stage.sandbox.as(maya).edit(id, 'first @Rolecall')
  const message = await update
  expect(message).toMatchObject({ id, content: `first <@${client.user.id}>` })
  expect(message.editedTimestamp).not.toBeNull()
  expect(message.mentions.has(client.user)).toBe(true)
  expect(findMessage(stage.sandbox.as(adam), 'first')).toMatchObject({ edited: true, pings: [] })
})

test('a deletion reaches the bot, and nobody sees the message any more', async () => {
  const id = await say('said too much')
  const deleted = happened<Message>(client, Events.MessageDelete)
  await stage.sandbox.as(maya).remove(id)
  expect((await deleted).id).toBe(id)
  expect(findMessage(stage.sandbox.as(adam), 'said too much')).toBeUndefined()
})

test("other people's messages are not theirs to change, and an edit leaves no empty message", async () => {
  const id = await say('mine')
  const other = stage.sandbox.as(adam)
  await expect(other.edit(id, 'yours')).rejects.toThrow('is not a message of Adam Admin')
  await expect(other.remove(id)).rejects.toThrow('may not delete')
  await expect(stage.sandbox.as(maya).edit(id, ' ')).rejects.toThrow('empty message')
  expect(findMessage(other, 'mine')).toMatchObject({ id, edited: false })
})

test('who manages messages deletes those of others, the bot included', async () => {
  const [first, second] = [await say('spam'), await say('more spam')]
  stage.sandbox.guilds.permitEveryone(guildId, ordinaryPermissions | permission.manageMessages)
  await stage.sandbox.as(adam).remove(first)
  const channel = findMessage(stage.sandbox.as(maya), 'more spam')?.channel
  expect((await stage.call('DELETE', `/channels/${channel}/messages/${second}`)).status).toBe(204)
  stage.sandbox.guilds.permitEveryone(guildId, ordinaryPermissions)
  expect(findMessage(stage.sandbox.as(maya), 'spam')).toBeUndefined()
})
