import type { Client } from 'discord.js'
import { otherGuildId } from '../../../sandbox/discord'
import { adam, errorAt, guildId, maya, olivia, setUpSandbox } from './support'

const stage = setUpSandbox()
let client: Client<true>

beforeAll(async () => {
  client = await stage.connect()
})

const path = () => `/applications/${stage.sandbox.applicationId}/commands`
const overwrite = (...commands: object[]) => stage.call('PUT', path(), commands)
const command = (name: string, more: object = {}) => ({ name, description: 'Does it', ...more })
const option = (name: string, more: object = {}) => ({ type: 3, name, description: 'A word', ...more })

test('a bulk overwrite replaces all commands and keeps the ids of those that stay', async () => {
  const first = await client.application.commands.set([command('one'), command('two')])
  const second = await client.application.commands.set([command('two'), command('three')])
  expect(second.map(({ name }) => name)).toEqual(['two', 'three'])
  expect(second.find(({ name }) => name === 'two')?.id).toBe(first.find(({ name }) => name === 'two')?.id)
  expect((await client.application.commands.fetch()).size).toBe(2)
})

test('commands are listed for people with subcommands written out and options in order', async () => {
  await overwrite(
    command('team', {
      options: [
        {
          type: 1,
          name: 'invite',
          description: 'Invite',
          options: [
            option('people', { required: true }),
            option('role', { choices: [{ name: 'Admin', value: 'admin' }] }),
          ],
        },
        {
          type: 2,
          name: 'set',
          description: 'Group',
          options: [{ type: 1, name: 'name', description: 'Rename' }],
        },
      ],
    }),
  )
  expect(stage.sandbox.as(maya).commands()).toEqual([
    {
      name: 'team invite',
      description: 'Invite',
      options: [
        { name: 'people', description: 'A word', required: true },
        { name: 'role', description: 'A word', required: false, choices: ['admin'] },
      ],
    },
    { name: 'team set name', description: 'Rename', options: [] },
  ])
})

test('guild commands appear in their guild only', async () => {
  await overwrite(command('everywhere'))
  await client.application.commands.set([command('here')], guildId)
  const names = (guild: string) =>
    stage.sandbox
      .as(maya, guild)
      .commands()
      .map(({ name }) => name)
  expect(names(guildId)).toEqual(['here', 'everywhere'])
  expect(names(otherGuildId)).toEqual(['everywhere'])
})

test('default member permissions hide a command from those who lack them', async () => {
  await client.application.commands.set([{ ...command('guarded'), defaultMemberPermissions: '8' }])
  const sees = (userId: string) =>
    stage.sandbox
      .as(userId)
      .commands()
      .some(({ name }) => name === 'guarded')
  expect(sees(olivia)).toBe(true)
  expect(sees(adam)).toBe(false)
})

test('names, descriptions, options and choices beyond the limits are refused by field', async () => {
  const { body } = await overwrite(
    command('fine'),
    command('x'.repeat(33), {
      description: 'd'.repeat(101),
      options: Array.from({ length: 26 }, (_, index) => option(`o${index}`)),
    }),
  )
  expect(body.code).toBe(50_035)
  expect(errorAt(body.errors, '1.name')?.message).toBe('Must be 32 or fewer in length.')
  expect(errorAt(body.errors, '1.description')?.message).toBe('Must be 100 or fewer in length.')
  expect(errorAt(body.errors, '1.options')?.message).toBe('Must be 25 or fewer in size.')
})

test.each([
  ['an upper-case name', [command('Team')], ['0', 'name']],
  [
    'a localised name with a space',
    [command('team', { name_localizations: { de: 'das team' } })],
    ['0', 'name_localizations', 'de'],
  ],
  ['the same name twice', [command('team'), command('team')], ['1', 'name']],
  [
    'a required option after an optional one',
    [command('team', { options: [option('a'), option('b', { required: true })] })],
    ['0', 'options', '1'],
  ],
  [
    'subcommands beside other options',
    [command('team', { options: [option('a'), { type: 1, name: 'b', description: 'c' }] })],
    ['0', 'options'],
  ],
  [
    'two options of one name',
    [command('team', { options: [option('a'), option('a')] })],
    ['0', 'options', '1', 'name'],
  ],
  [
    'choices together with autocomplete',
    [
      command('team', {
        options: [option('a', { autocomplete: true, choices: [{ name: 'x', value: 'x' }] })],
      }),
    ],
    ['0', 'options', '0'],
  ],
  ['no description', [{ name: 'team' }], ['0', 'description']],
])('%s is refused', async (_what, commands, where) => {
  const { status, body } = await overwrite(...commands)
  expect(status).toBe(400)
  expect(errorAt(body.errors, where.join('.'))).toMatchObject({ message: expect.stringMatching(/\w/) })
})

test('a command of more than 8,000 characters is refused, counting only the longest localisation', async () => {
  const choices = Array.from({ length: 25 }, (_, index) => ({
    name: `${index}`.padStart(100, 'n'),
    value: `${index}`.padStart(100, 'v'),
  }))
  const twice = [option('a', { choices }), option('b', { choices })]
  expect(errorAt((await overwrite(command('big', { options: twice }))).body.errors, '0')?.code).toBe(
    'APPLICATION_COMMAND_TOO_LARGE',
  )
  const [one] = twice
  const localised = { ...one, description_localizations: { de: 'x'.repeat(100), fr: 'y'.repeat(100) } }
  expect((await overwrite(command('big', { options: [localised] }))).status).toBe(200)
})

test('single commands can be created, changed and deleted', async () => {
  await overwrite()
  const made = await client.application.commands.create(command('solo'))
  await client.application.commands.edit(made.id, { description: 'Changed' })
  expect((await client.application.commands.fetch(made.id, { force: true })).description).toBe('Changed')
  await client.application.commands.delete(made.id)
  expect((await stage.call('GET', `${path()}/${made.id}`)).body.code).toBe(10_063)
})
