import {
  type Client,
  Events,
  type Message,
  type MessageFlags,
  PermissionFlagsBits,
  type TextChannel,
  ThreadAutoArchiveDuration,
  type ThreadChannel,
} from 'discord.js'
import { ordinaryPermissions, permission } from '../../../sandbox/discord'
import { findMessage } from '../../../sandbox/driver'
import { codeOf, errorAt, general, guildId, happened, maya, received, setUpSandbox } from './support'

const stage = setUpSandbox()
let client: Client<true>
let channel: TextChannel

beforeAll(async () => {
  client = await stage.connect()
  channel = (await client.channels.fetch(general)) as TextChannel
  await client.application.commands.set([{ name: 'ping', description: 'Answers' }])
})

afterEach(() => stage.sandbox.guilds.permitEveryone(guildId, ordinaryPermissions))

const forbid = (bit: bigint) => stage.sandbox.guilds.permitEveryone(guildId, ordinaryPermissions & ~bit)
const start = (messageId: string, body: object) =>
  stage.call('POST', `/channels/${general}/messages/${messageId}/threads`, body)
const send = (threadId: string, content = 'x') =>
  stage.call('POST', `/channels/${threadId}/messages`, { content })

async function freshThread(name = 'Answer'): Promise<ThreadChannel> {
  const root = await channel.send('question')
  return root.startThread({ name, autoArchiveDuration: ThreadAutoArchiveDuration.OneDay })
}

test('a thread on a message has its id, takes messages, and is seen as a channel with a parent', async () => {
  const root = await channel.send('question')
  const thread = await root.startThread({ name: 'Answer' })
  expect(thread).toMatchObject({ id: root.id, type: 11, parentId: general, ownerId: client.user.id })
  await thread.send('in the thread')
  const person = stage.sandbox.as(maya)
  expect(findMessage(person, 'in the thread')?.channel).toBe(thread.id)
  expect(person.channels().find(({ id }) => id === thread.id)).toMatchObject({
    name: '#Answer',
    parent: general,
  })
  expect((await channel.messages.fetch({ message: root.id, force: true })).flags.toArray()).toContain(
    'HasThread' satisfies keyof typeof MessageFlags,
  )
  expect((await start(root.id, { name: 'Twice' })).body.code).toBe(160_004)
})

test('names of no or 101 characters and other durations than documented are refused by field', async () => {
  const root = await channel.send('question')
  for (const name of ['', 'x'.repeat(101)])
    expect(errorAt((await start(root.id, { name })).body.errors, 'name')).toBeDefined()
  const wrong = await start(root.id, { name: 'x', auto_archive_duration: 90 })
  expect(errorAt(wrong.body.errors, 'auto_archive_duration')?.code).toBe('BASE_TYPE_CHOICES')
  expect((await start(root.id, { name: 'x'.repeat(100), auto_archive_duration: 60 })).status).toBe(201)
})

test('the right to start threads and the right to write in them are separate', async () => {
  const root = await channel.send('question')
  forbid(permission.createPublicThreads)
  expect((await start(root.id, { name: 'x' })).body.code).toBe(50_013)
  forbid(permission.sendMessages)
  expect((await send(general)).body.code).toBe(50_013)
  expect((await start(root.id, { name: 'x' })).status).toBe(201)
  expect((await send(root.id)).status).toBe(200)
  forbid(permission.sendMessagesInThreads)
  expect((await send(root.id)).body.code).toBe(50_013)
  await expect(stage.sandbox.as(maya).type('me too', root.id)).rejects.toThrow('may not write')
})

test('threads stand in text channels only', async () => {
  const thread = await freshThread()
  const inside = await thread.send('inside')
  const path = `/channels/${thread.id}/messages/${inside.id}/threads`
  expect((await stage.call('POST', path, { name: 'x' })).body.code).toBe(50_024)
  const direct = await (await client.users.fetch(maya)).send('hi')
  const inDirect = `/channels/${direct.channelId}/threads`
  expect((await stage.call('POST', inDirect, { name: 'x' })).body.code).toBe(50_024)
})

test('a thread without a message is private unless it says otherwise, and seen by its members only', async () => {
  const open = (type?: number) => stage.call('POST', `/channels/${general}/threads`, { name: 'Loose', type })
  expect((await open(11)).body).toMatchObject({ type: 11, parent_id: general })
  const { body } = await open()
  expect(body).toMatchObject({ type: 12, thread_metadata: { invitable: true } })
  const id = String(body.id)
  const sees = () =>
    stage.sandbox
      .as(maya)
      .channels()
      .some((one) => one.id === id)
  expect(sees()).toBe(false)
  expect((await stage.call('PUT', `/channels/${id}/thread-members/${maya}`)).status).toBe(204)
  expect(sees()).toBe(true)
  await stage.call('DELETE', `/channels/${id}/thread-members/@me`)
  expect((await stage.call('GET', `/channels/${id}`)).body.code).toBe(50_001)
})

test('whoever writes in a thread becomes a member, and the bot reads along', async () => {
  const thread = await freshThread()
  const message = happened<Message>(client, Events.MessageCreate)
  await stage.sandbox.as(maya).type('@Rolecall go on', thread.id)
  expect(await message).toMatchObject({ channelId: thread.id, content: `<@${client.user.id}> go on` })
  const members = (await stage.call('GET', `/channels/${thread.id}/thread-members`)).body
  expect(members).toMatchObject([{ id: thread.id, user_id: client.user.id }, { user_id: maya }])
  expect((await stage.call('GET', `/channels/${thread.id}`)).body).toMatchObject({
    type: 11,
    parent_id: general,
    member_count: 2,
    message_count: 1,
    member: { user_id: client.user.id },
  })
})

test('an interaction in a thread says that its channel is one', async () => {
  const thread = await freshThread()
  const { interaction } = await received(client, () => stage.sandbox.as(maya).type('/ping', thread.id))
  expect(interaction.channel).toMatchObject({ id: thread.id, type: 11, parentId: general })
  if (interaction.isRepliable()) await interaction.reply('pong')
  expect(findMessage(stage.sandbox.as(maya), 'pong')?.channel).toBe(thread.id)
})

test('a thread archives after its time of silence, and a message wakes it up', async () => {
  const thread = await freshThread()
  const sent = await thread.send('still here')
  const archived = happened<ThreadChannel>(client, Events.ThreadUpdate)
  stage.clock.advance(24 * 3_600_000)
  await archived
  expect(thread.archived).toBe(true)
  const path = `/channels/${thread.id}/messages/${sent.id}`
  expect((await stage.call('PATCH', path, { content: 'changed' })).body.code).toBe(50_083)
  expect((await stage.call('PUT', `/channels/${thread.id}/thread-members/${maya}`)).body.code).toBe(50_083)
  await expect(stage.sandbox.as(maya).type('/ping', thread.id)).rejects.toThrow('no command /ping here')
  const awake = happened(client, Events.ThreadUpdate)
  await stage.sandbox.as(maya).type('and again', thread.id)
  await awake
  expect(thread.archived).toBe(false)
})

test('the owner of a thread renames and archives it; locking and deleting need the right to manage threads', async () => {
  const thread = await freshThread()
  await thread.setName('Answered')
  await thread.setArchived(true)
  expect(await codeOf(thread.setName('Later'))).toBe(50_083)
  await thread.setArchived(false)
  expect(await codeOf(thread.setLocked(true))).toBe(50_013)
  expect(await codeOf(thread.delete())).toBe(50_013)
  stage.sandbox.guilds.permitEveryone(guildId, ordinaryPermissions | PermissionFlagsBits.ManageThreads)
  await thread.setLocked(true)
  stage.sandbox.guilds.permitEveryone(guildId, ordinaryPermissions)
  expect((await send(thread.id)).body.code).toBe(160_005)
  stage.sandbox.guilds.permitEveryone(guildId, ordinaryPermissions | PermissionFlagsBits.ManageThreads)
  await thread.delete()
  expect((await stage.call('GET', `/channels/${thread.id}`)).body.code).toBe(10_003)
  expect((await stage.call('DELETE', `/channels/${general}`)).body.code).toBe(50_013)
})

test('active threads come with the guild when a client connects, archived ones do not', async () => {
  const [active, archived] = [await freshThread('Active'), await freshThread('Archived')]
  await archived.setArchived(true)
  const second = await stage.connect()
  const threads = second.guilds.cache.get(guildId)?.channels.cache
  expect(threads?.has(active.id)).toBe(true)
  expect(threads?.has(archived.id)).toBe(false)
  const listed = await stage.call('GET', `/guilds/${guildId}/threads/active`)
  const ids = (listed.body.threads as { id: string }[]).map(({ id }) => id)
  expect(ids).toContain(active.id)
  expect(ids).not.toContain(archived.id)
})

test('a thread that a person starts reaches the bot, with their message as its starter', async () => {
  const person = stage.sandbox.as(maya)
  await person.type('who knows this?')
  const id = findMessage(person, 'who knows this?')?.id ?? ''
  const created = happened<ThreadChannel>(client, Events.ThreadCreate)
  expect(await person.startThread(id, 'Question')).toBe(id)
  expect(await created).toMatchObject({ id, name: 'Question', ownerId: maya })
  const history = (await stage.call('GET', `/channels/${id}/messages`)).body
  expect(history).toMatchObject([
    { type: 21, content: '', referenced_message: { id, content: 'who knows this?' } },
  ])
  await person.remove(id)
  await person.type('anybody?', id)
  expect(findMessage(person, 'anybody?')?.channel).toBe(id)
})
