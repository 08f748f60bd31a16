import {
  AttachmentBuilder,
  type Client,
  MessageFlags,
  type SendableChannels,
  type TextChannel,
} from 'discord.js'
import { findMessage } from '../../../sandbox/driver'
import { adam, codeOf, errorAt, general, guildId, maya, olivia, setUpSandbox } from './support'

const stage = setUpSandbox()
let client: Client<true>
let channel: TextChannel

beforeAll(async () => {
  client = await stage.connect()
  channel = (await client.channels.fetch(general)) as TextChannel
})

const post = (body: object) => stage.call('POST', `/channels/${general}/messages`, body)
const button = (custom_id: string) => ({ type: 2, style: 1, label: 'Go', custom_id })
const row = (...components: object[]) => ({ type: 1, components })
const errorsOf = async (body: object) => {
  const answer = await post(body)
  expect(answer).toMatchObject({ status: 400, body: { code: 50_035, message: 'Invalid Form Body' } })
  return answer.body.errors
}

test('a message can be sent, read, edited and deleted, and everybody in the channel sees it', async () => {
  const sent = await channel.send('**hello** all')
  expect(findMessage(stage.sandbox.as(adam), 'hello all')).toMatchObject({
    id: sent.id,
    edited: false,
    private: false,
  })
  await sent.edit('goodbye')
  expect(findMessage(stage.sandbox.as(adam), 'goodbye')).toMatchObject({ edited: true })
  expect((await channel.messages.fetch({ message: sent.id, force: true })).content).toBe('goodbye')
  expect((await channel.messages.fetch({ limit: 1 })).has(sent.id)).toBe(true)
  await sent.delete()
  expect(findMessage(stage.sandbox.as(adam), 'goodbye')).toBeUndefined()
})

test("a person's message cannot be edited or deleted by the bot", async () => {
  await stage.sandbox.as(maya).type('mine')
  const { id } = findMessage(stage.sandbox.as(maya), 'mine') ?? {}
  const path = `/channels/${general}/messages/${id}`
  expect((await stage.call('PATCH', path, { content: 'yours' })).body.code).toBe(50_005)
  expect((await stage.call('DELETE', path)).body.code).toBe(50_013)
})

test('content above 2,000 characters, embeds above 6,000 and empty messages are refused', async () => {
  expect(errorAt(await errorsOf({ content: 'x'.repeat(2_001) }), 'content')).toEqual({
    code: 'BASE_TYPE_MAX_LENGTH',
    message: 'Must be 2000 or fewer in length.',
  })
  expect((await post({ content: 'x'.repeat(2_000) })).status).toBe(200)
  const embeds = [{ description: 'x'.repeat(4_000) }, { description: 'y'.repeat(2_001) }]
  expect(errorAt(await errorsOf({ embeds }), 'embeds')?.code).toBe('MAX_EMBED_SIZE_EXCEEDED')
  expect((await post({ content: '' })).body).toEqual({
    code: 50_006,
    message: 'Cannot send an empty message',
  })
})

test('component errors name the field down to the button', async () => {
  const bad = [row(button('a'), { ...button('b'), label: 'x'.repeat(81) }), row({ ...button('a'), style: 5 })]
  const errors = await errorsOf({ content: 'x', components: bad })
  expect(errorAt(errors, 'components.0.components.1.label')?.message).toBe('Must be 80 or fewer in length.')
  const later = await errorsOf({
    content: 'x',
    components: [row(button('a')), row(button('a')), row({ ...button(''), custom_id: undefined })],
  })
  expect(errorAt(later, 'components.1.components.0.custom_id')?.code).toBe('COMPONENT_CUSTOM_ID_DUPLICATED')
  expect(errorAt(later, 'components.2.components.0.custom_id')?.code).toBe('BASE_TYPE_REQUIRED')
})

test('more than five rows, 25 options or 100 characters of id are refused', async () => {
  const rows = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => row(button(id)))
  expect(errorAt(await errorsOf({ content: 'x', components: rows }), 'components')?.code).toBe(
    'BASE_TYPE_BAD_LENGTH',
  )
  const options = Array.from({ length: 26 }, (_, index) => ({ label: `${index}`, value: `${index}` }))
  const select = { type: 3, custom_id: 'c'.repeat(101), options }
  const errors = await errorsOf({ content: 'x', components: [row(select)] })
  expect(errorAt(errors, 'components.0.components.0.options')?.message).toBe('Must be 25 or fewer in size.')
  expect(errorAt(errors, 'components.0.components.0.custom_id')?.message).toBe(
    'Must be 100 or fewer in length.',
  )
})

test('components V2 take no content, at most 40 components and 4,000 characters of text', async () => {
  const flags = MessageFlags.IsComponentsV2
  const text = (content: string) => ({ type: 10, content })
  expect(errorAt(await errorsOf({ flags, content: 'x', components: [text('y')] }), 'content')?.code).toBe(
    'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
  )
  const many = [{ type: 17, components: Array.from({ length: 40 }, () => text('x')) }]
  expect(errorAt(await errorsOf({ flags, components: many }), 'components')?.code).toBe(
    'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
  )
  const long = [text('x'.repeat(2_000)), text('y'.repeat(2_001))]
  expect(errorAt(await errorsOf({ flags, components: long }), 'components')?.code).toBe(
    'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
  )
  expect(
    errorAt(await errorsOf({ content: 'x', components: [text('y')] }), 'components.0.type'),
  ).toBeDefined()
})

test('an edit may switch components V2 on when it empties the content, and nothing switches them off', async () => {
  const { body } = await post({ content: 'legacy' })
  const edit = (change: object) => stage.call('PATCH', `/channels/${general}/messages/${body.id}`, change)
  const components = [{ type: 10, content: 'modern' }]
  expect((await edit({ flags: MessageFlags.IsComponentsV2, components })).body.code).toBe(50_035)
  expect((await edit({ flags: MessageFlags.IsComponentsV2, components, content: null })).status).toBe(200)
  expect((await edit({ content: 'back', components: [] })).body.code).toBe(50_035)
})

test('without allowed_mentions everything pings; with an empty parse nothing does', async () => {
  const content = `<@${maya}> @everyone <@&${guildId}>`
  await post({ content })
  expect(findMessage(stage.sandbox.as(olivia), 'Maya')?.pings).toEqual([maya, `role:${guildId}`, 'everyone'])
  await post({ content: `${content} quietly`, allowed_mentions: { parse: [] } })
  expect(findMessage(stage.sandbox.as(olivia), 'quietly')?.pings).toEqual([])
  await post({ content: `${content} <@${adam}> one`, allowed_mentions: { parse: [], users: [adam] } })
  expect(findMessage(stage.sandbox.as(olivia), ' one')?.pings).toEqual([adam])
})

test('mentions in components V2 ping like content, mentions in embeds do not', async () => {
  await post({
    flags: MessageFlags.IsComponentsV2,
    components: [{ type: 10, content: `<@${maya}> display` }],
  })
  expect(findMessage(stage.sandbox.as(olivia), 'display')?.pings).toEqual([maya])
  await post({ embeds: [{ description: `<@${maya}> embed` }] })
  expect(findMessage(stage.sandbox.as(olivia), 'embed')?.pings).toEqual([])
})

test('a direct message reaches one person, and answers 50007 when they have blocked the bot (B12)', async () => {
  const user = await client.users.fetch(maya)
  await user.send('psst')
  expect(findMessage(stage.sandbox.as(maya), 'psst')).toMatchObject({ private: false, author: 'Rolecall' })
  expect(findMessage(stage.sandbox.as(adam), 'psst')).toBeUndefined()
  stage.sandbox.faults.blockDirectMessages(maya)
  expect(await codeOf(user.send('again'))).toBe(50_007)
  stage.sandbox.faults.blockDirectMessages(maya, false)
  await user.send('once more')
  expect(findMessage(stage.sandbox.as(maya), 'once more')).toBeDefined()
})

test('a stranger who shares no guild with the bot cannot be written to', async () => {
  const id = stage.sandbox.guilds.addUser({ name: 'Far Away' })
  const user = await client.users.fetch(id)
  expect(await codeOf(user.send('hello?'))).toBe(50_007)
})

test('uploaded files become attachments that can be fetched', async () => {
  const sent = await channel.send({
    content: 'see the file',
    files: [new AttachmentBuilder(Buffer.from('a,b'), { name: 'table.csv', description: 'numbers' })],
  })
  const attachment = sent.attachments.first()
  expect(attachment).toMatchObject({ name: 'table.csv', description: 'numbers', size: 3 })
  expect(await (await fetch(attachment?.url ?? '')).text()).toBe('a,b')
})

test('replies name their message; one to a deleted message is refused unless it can do without (B9)', async () => {
  const root = await channel.send('root')
  const reply = await root.reply('a reply')
  expect((await reply.fetchReference()).id).toBe(root.id)
  await root.delete()
  const message_reference = { message_id: root.id }
  expect(errorAt(await errorsOf({ content: 'x', message_reference }), 'message_reference')?.code).toBe(
    'REPLIES_UNKNOWN_MESSAGE',
  )
  const alone = await post({
    content: 'alone',
    message_reference: { ...message_reference, fail_if_not_exists: false },
  })
  expect(alone).toMatchObject({ status: 200, body: { type: 0 } })
  expect(alone.body.message_reference).toBeUndefined()
  expect((await channel.messages.fetch({ message: reply.id, force: true })).reference?.messageId).toBe(
    root.id,
  )
})

test('a nonce that is enforced makes a repeated request return the same message', async () => {
  const body = { content: 'once only', nonce: 'n-1', enforce_nonce: true }
  const [first, second] = [await post(body), await post(body)]
  expect(second.body.id).toBe(first.body.id)
})

test('members can be listed and fetched, and unknown things answer with their codes', async () => {
  const guild = await client.guilds.fetch(guildId)
  expect((await guild.members.list({ limit: 10 })).size).toBe(5)
  expect((await guild.members.fetch({ user: adam, force: true })).displayName).toBe('Adam Admin')
  expect((await stage.call('GET', '/guilds/1')).body.code).toBe(10_004)
  expect((await stage.call('GET', '/channels/1')).body.code).toBe(10_003)
  expect((await stage.call('GET', `/channels/${general}/messages/1`)).body.code).toBe(10_008)
  expect((await stage.call('GET', `/guilds/${guildId}/members/1`)).body.code).toBe(10_013)
  expect((await stage.call('GET', '/no/such/route')).status).toBe(404)
  expect((await stage.call('GET', '/users/@me', undefined, 'Bot wrong')).status).toBe(401)
})

test('ordered failures answer the next calls of a route, and all calls are logged with their status', async () => {
  stage.sandbox.faults.failNext('POST /channels/:channel/messages', 500)
  await client.rest.post(`/channels/${general}/messages`, { body: { content: 'tried again by the client' } })
  const [first, second] = stage.sandbox.calls.slice(-2)
  expect(first).toMatchObject({ route: 'POST /channels/:channel/messages', status: 500 })
  expect(second).toMatchObject({ status: 200, body: { content: 'tried again by the client' } })
})

test('a channel without the bot is not reachable', async () => {
  const id = stage.sandbox.guilds.create({
    name: 'Elsewhere',
    ownerId: olivia,
    channels: { '900000000000000999': 'x' },
    withBot: false,
  })
  expect(
    (await stage.call('POST', '/channels/900000000000000999/messages', { content: 'x' })).body.code,
  ).toBe(50_001)
  stage.sandbox.guilds.addBot(id)
  const there = (await client.channels.fetch('900000000000000999')) as SendableChannels
  expect((await there.send('now')).content).toBe('now')
})
