import {
  type ChatInputCommandInteraction,
  type Client,
  Events,
  GatewayIntentBits,
  type Guild,
  type GuildMember,
  type Message,
  Partials,
  PermissionFlagsBits,
} from 'discord.js'
import { WebSocket } from 'ws'
import { otherGuildId } from '../../../sandbox/discord'
import { adam, general, guildId, happened, maya, olivia, received, setUpSandbox } from './support'

const stage = setUpSandbox({ heartbeatIntervalMs: 400, privilegedIntents: ['members'] })
const { Guilds, GuildMembers, GuildMessages, MessageContent, DirectMessages } = GatewayIntentBits
let client: Client<true>

beforeAll(async () => {
  client = await stage.connect({
    intents: [Guilds, GuildMembers, GuildMessages, DirectMessages],
    partials: [Partials.Channel],
  })
  await client.application.commands.set([{ name: 'ping', description: 'Answers' }])
})

beforeEach(() => stage.sandbox.faults.clear())

const isOpen = (socket: WebSocket) => new Promise((resolve) => socket.once('open', resolve))
const closed = (socket: WebSocket) => new Promise<number>((resolve) => socket.once('close', resolve))

async function identifyRaw(data: object): Promise<WebSocket> {
  const { body } = await stage.call('GET', '/gateway/bot')
  const socket = new WebSocket(`${body.url}?v=10&encoding=json`)
  await isOpen(socket)
  socket.send(
    JSON.stringify({ op: 2, d: { token: stage.sandbox.botToken, intents: 1, properties: {}, ...data } }),
  )
  return socket
}

test('ready brings both guilds with their channels, roles and owner', () => {
  expect([...client.guilds.cache.keys()]).toEqual([guildId, otherGuildId])
  const guild = client.guilds.cache.get(guildId)
  expect(guild?.ownerId).toBe(olivia)
  expect(guild?.channels.cache.map(({ name }) => name)).toEqual(['general', 'projects'])
  expect(client.user.username).toBe('rolecall')
})

test('a privileged intent that is not switched on closes with 4014, a wrong token with 4004', async () => {
  expect(await closed(await identifyRaw({ intents: MessageContent }))).toBe(4014)
  expect(await closed(await identifyRaw({ token: 'wrong' }))).toBe(4004)
  expect(await closed(await identifyRaw({ shard: [2, 2] }))).toBe(4010)
  expect(await closed(await identifyRaw({ intents: -1 }))).toBe(4013)
})

test('a client that stops sending heartbeats is closed with 4009', async () => {
  expect(await closed(await identifyRaw({}))).toBe(4009)
})

test('guild messages arrive without content unless the bot is mentioned; direct messages arrive whole', async () => {
  const person = stage.sandbox.as(maya)
  const plain = happened<Message>(client, Events.MessageCreate)
  await person.type('a secret')
  expect(await plain).toMatchObject({ content: '', author: { id: maya } })
  const mention = happened<Message>(client, Events.MessageCreate)
  await person.type('@Rolecall what is our refund rule?')
  expect((await mention).content).toBe(`<@${client.user.id}> what is our refund rule?`)
  const direct = happened<Message>(client, Events.MessageCreate)
  await person.type('only you', person.channels().find((channel) => channel.direct)?.id)
  expect(await direct).toMatchObject({ content: 'only you', guildId: null })
})

test('adding the bot to a guild and kicking it reach the client, and the guild then answers 10004', async () => {
  const joined = happened<Guild>(client, Events.GuildCreate)
  const id = stage.sandbox.guilds.create({ name: 'Third', ownerId: adam })
  expect((await joined).name).toBe('Third')
  const left = happened<Guild>(client, Events.GuildDelete)
  stage.sandbox.guilds.kickBot(id)
  expect((await left).id).toBe(id)
  expect((await stage.call('GET', `/guilds/${id}`)).body.code).toBe(10_004)
})

test('what is said in a guild after the bot was kicked does not reach it, and its commands are gone there', async () => {
  const id = stage.sandbox.guilds.create({ name: 'Fourth', ownerId: adam })
  stage.sandbox.guilds.kickBot(id)
  expect(stage.sandbox.as(adam, id).commands()).toEqual([])
  const message = happened<Message>(client, Events.MessageCreate)
  await stage.sandbox.as(adam, id).type('behind its back')
  await stage.sandbox.as(adam).type('in its presence')
  expect((await message).guildId).toBe(guildId)
})

test('a role with administrator rights shows in the member', async () => {
  const changed = happened(client, Events.GuildMemberUpdate)
  stage.sandbox.guilds.giveRole(guildId, adam, 'Boss', PermissionFlagsBits.Administrator)
  await changed
  const member = await client.guilds.cache.get(guildId)?.members.fetch(adam)
  expect(member?.permissions.has(PermissionFlagsBits.ManageGuild)).toBe(true)
})

test('members who join, change and leave are told with the members intent', async () => {
  const id = stage.sandbox.guilds.addUser({ name: 'Nora New' })
  const joined = happened<GuildMember>(client, Events.GuildMemberAdd)
  stage.sandbox.guilds.addMember(guildId, id)
  expect((await joined).displayName).toBe('Nora New')
  const left = happened<GuildMember>(client, Events.GuildMemberRemove)
  stage.sandbox.guilds.removeMember(guildId, id)
  expect((await left).id).toBe(id)
  expect((await client.guilds.cache.get(guildId)?.members.fetch())?.has(id)).toBe(false)
})

test('after a dropped socket the client resumes and misses nothing', async () => {
  const resumed = happened(client, Events.ShardResume)
  const mention = happened<Message>(client, Events.MessageCreate)
  stage.sandbox.faults.dropSockets()
  await stage.sandbox.as(maya).type('@Rolecall while you were away')
  expect((await mention).content).toContain('while you were away')
  await resumed
})

test('a half-open socket is noticed by the missing heartbeat acks, and the events are replayed', async () => {
  const mention = happened<Message>(client, Events.MessageCreate)
  stage.sandbox.faults.freezeSockets()
  await stage.sandbox.as(maya).type('@Rolecall are you there?')
  expect((await mention).content).toContain('are you there?')
})

test('asked to reconnect, the client resumes', async () => {
  const resumed = happened(client, Events.ShardResume)
  stage.sandbox.faults.askReconnect()
  await resumed
})

test('an invalid session makes the client start a new one', async () => {
  const ready = happened(client, Events.ShardReady)
  stage.sandbox.faults.invalidateSessions(false)
  await ready
})

test('a duplicated interaction has the same id, and its second answer is refused with 40060', async () => {
  stage.sandbox.faults.duplicateEvents(1)
  const ids: string[] = []
  const twice = new Promise<void>((resolve) => {
    client.on(Events.InteractionCreate, (interaction) => {
      ids.push(interaction.id)
      if (ids.length === 2) resolve()
    })
  })
  const { interaction } = await received<ChatInputCommandInteraction>(client, () =>
    stage.sandbox.as(maya).type('/ping'),
  )
  await twice
  expect(ids).toEqual([interaction.id, interaction.id])
  await interaction.reply('once')
})

test('reordered events arrive the other way round', async () => {
  stage.sandbox.faults.reorderEvents(true)
  const contents: string[] = []
  const both = new Promise<void>((resolve) => {
    client.on(Events.MessageCreate, (message) => {
      contents.push(message.content)
      if (contents.length === 2) resolve()
    })
  })
  const person = stage.sandbox.as(maya)
  await person.type('@Rolecall one')
  await person.type('@Rolecall two')
  await both
  expect(contents.map((content) => content.slice(-3))).toEqual(['two', 'one'])
})

test('shards receive the events of their guilds only', async () => {
  const sharded = await stage.connect({ intents: [Guilds, GuildMessages], shards: [0, 1], shardCount: 2 })
  const shardOf = (id: string) => sharded.guilds.cache.get(id)?.shardId
  expect(shardOf(guildId)).toBe(Number((BigInt(guildId) >> 22n) % 2n))
  expect(shardOf(otherGuildId)).toBe(Number((BigInt(otherGuildId) >> 22n) % 2n))
  const message = happened<Message>(sharded, Events.MessageCreate)
  await client.rest.post(`/channels/${general}/messages`, { body: { content: 'to one shard' } })
  expect((await message).content).toBe('to one shard')
})

test('while the platform is down nothing connects, and clients resume when it is back', async () => {
  stage.sandbox.faults.goDown()
  await expect(stage.call('GET', '/users/@me')).rejects.toThrow('fetch failed')
  const resumed = happened(client, Events.ShardResume)
  stage.sandbox.faults.comeBack()
  await resumed
  expect((await stage.call('GET', '/users/@me')).status).toBe(200)
})

test('a revoked token closes with 4004 and answers 401', async () => {
  const gone = happened(client, Events.ShardDisconnect)
  stage.sandbox.faults.revokeToken()
  await gone
  expect((await stage.call('GET', '/users/@me')).status).toBe(401)
})
