import type {
  Client,
  MessageContextMenuCommandInteraction,
  UserContextMenuCommandInteraction,
} from 'discord.js'
import { findMessage } from '../../../sandbox/driver'
import { adam, errorAt, maya, received, setUpSandbox } from './support'

const stage = setUpSandbox()
let client: Client<true>
const path = () => `/applications/${stage.sandbox.applicationId}/commands`
const overwrite = (...commands: object[]) => stage.call('PUT', path(), commands)
const entry = (name: string, more: object = {}) => ({ type: 3, name, ...more })

beforeAll(async () => {
  client = await stage.connect()
})

beforeEach(() => overwrite(entry('Ask about This'), { type: 2, name: 'Show Member' }))

test('names keep their case and spaces, and each menu shows its own entries', async () => {
  expect(stage.sandbox.as(maya).messageMenu()).toEqual(['Ask about This'])
  expect(stage.sandbox.as(maya).commands()).toEqual([])
})

test('an entry chosen at a message arrives with the message, and its answer points back to it', async () => {
  const person = stage.sandbox.as(maya)
  await person.type('our refund rule is 30 days')
  const { id = '' } = findMessage(person, 'refund rule') ?? {}
  const { interaction, done } = await received<MessageContextMenuCommandInteraction>(client, () =>
    person.choose(id, 'Ask about This'),
  )
  expect(interaction).toMatchObject({ commandName: 'Ask about This', commandType: 3, targetId: id })
  expect(interaction.targetMessage.content).toBe('our refund rule is 30 days')
  await interaction.reply('noted')
  await done
  expect(findMessage(person, 'noted')?.raw).toMatchObject({
    type: 23,
    interaction_metadata: { target_message_id: id },
    message_reference: { message_id: id },
  })
})

test('an entry chosen at a person arrives with the person', async () => {
  const { interaction } = await received<UserContextMenuCommandInteraction>(client, () =>
    stage.sandbox.as(maya).menu('Show Member', adam),
  )
  expect(interaction.targetUser.id).toBe(adam)
  await interaction.reply('shown')
  expect(findMessage(stage.sandbox.as(maya), 'shown')?.raw).toMatchObject({
    interaction_metadata: { target_user: { id: adam } },
  })
})

test('an entry that is not offered cannot be chosen', async () => {
  const person = stage.sandbox.as(maya)
  await person.type('plain')
  const { id = '' } = findMessage(person, 'plain') ?? {}
  await expect(person.choose(id, 'Show Member')).rejects.toThrow('no menu entry Show Member')
})

test.each([
  ['a description', { description: 'Asks' }, '0.description'],
  ['options', { options: [{ type: 3, name: 'word', description: 'A word' }] }, '0.options'],
  ['a name of 33 characters', { name: 'x'.repeat(33) }, '0.name'],
  ['a name of spaces', { name: '  ' }, '0.name'],
])('an entry with %s is refused', async (_what, more, field) => {
  const { status, body } = await overwrite(entry('Ask', more))
  expect(status).toBe(400)
  expect(errorAt(body.errors, field)).toBeDefined()
})

test('an app has at most 15 entries for each menu', async () => {
  const entries = Array.from({ length: 16 }, (_, index) => entry(`Entry ${index}`))
  expect((await overwrite(...entries)).status).toBe(400)
  expect((await overwrite(...entries.slice(1), { type: 2, name: 'Show Member' })).status).toBe(200)
  expect((await stage.call('POST', path(), entries[0])).body.code).toBe(30_032)
  expect((await stage.call('POST', path(), entries[1])).status).toBe(200)
})
