import { type CommandJson, discordCommands } from '../../../adapters/discord/commands'
import { registerDiscordCommands } from '../../../adapters/discord/register'
import { createSandboxClock } from '../../../sandbox/clock'
import { type DiscordSandbox, startDiscordSandbox } from '../../../sandbox/discord'
import { checkSchema } from '../../../sandbox/discord/schemas'
import { command, createRegistry, say } from '../../../src/chat'
import { registry } from './fixtures'
import { userId } from './harness'

const named = (name: string) => discordCommands(registry).find((found) => found.name === name) as CommandJson

describe('discordCommands', () => {
  it('fits the schema that Discord publishes', () => {
    for (const json of discordCommands(registry))
      expect(() => checkSchema('ApplicationCommandUpdateRequestSchema', json)).not.toThrow()
  })

  it('groups commands of two words and leaves the others flat', () => {
    expect(discordCommands(registry).map(({ name }) => name)).toEqual(['rolecall', 'team', 'Ask about this'])
    expect(named('rolecall').options).toEqual([])
    expect(named('team').options.map(({ name, type }) => [name, type])).toEqual([
      ['invite', 1],
      ['remove', 1],
    ])
  })

  it('offers commands in servers and in direct messages with the bot', () => {
    expect(named('team')).toMatchObject({ contexts: [0, 1], integration_types: [0] })
  })

  it('lists required options first and turns each kind into what Discord has for it', () => {
    expect(named('team').options).toMatchObject([
      {
        options: [
          { name: 'people', required: true, max_length: 6_000 },
          { name: 'list', type: 11, required: false, file_types: ['.csv', '.txt'] },
          { name: 'note', required: false, max_length: 500 },
          {
            name: 'role',
            required: false,
            choices: [{ name: 'Admin', value: 'admin' }, { value: 'member' }],
          },
        ],
      },
      {
        options: [
          { name: 'person', required: true, autocomplete: true },
          { name: 'team', required: false, autocomplete: true },
        ],
      },
    ])
  })

  it('puts entries of ours into the menu of every message, by their label', () => {
    const menu = { type: 3, name: 'Ask about this', contexts: [0, 1], integration_types: [0] }
    expect(discordCommands(registry).at(-1)).toEqual(menu)
  })

  it('refuses a command that has the name of a group', () => {
    const run = async () => say({ title: 'Done' })
    const both = ['team', 'team invite'].map((name) => command({ name, description: 'x', options: {}, run }))
    expect(() => discordCommands(createRegistry([{ commands: both }]))).toThrow('/team is both')
  })
})

describe('registerDiscordCommands', () => {
  let sandbox: DiscordSandbox
  beforeEach(async () => {
    sandbox = await startDiscordSandbox({ clock: createSandboxClock() })
  })
  afterEach(() => sandbox.close())

  const register = (commands = registry) =>
    registerDiscordCommands({ token: sandbox.botToken, apiUrl: sandbox.apiUrl, registry: commands })

  it('registers what Discord does not have yet, and nothing the second time', async () => {
    expect(await register()).toBe(true)
    expect(await register()).toBe(false)
    expect(
      sandbox
        .as(userId('Olivia Owner'))
        .commands()
        .map(({ name }) => name),
    ).toEqual(['rolecall', 'team invite', 'team remove'])
  })

  it('registers again when an option changes', async () => {
    await register()
    const stricter = [...registry.commands.values()].map((known) => ({
      ...known,
      options: Object.fromEntries(
        Object.entries(known.options).map(([name, option]) => [name, { ...option, required: true }]),
      ),
    }))
    expect(await register(createRegistry([{ commands: stricter }]))).toBe(true)
  })

  it('registers again when the menu of messages changes', async () => {
    await register()
    const commands = [...registry.commands.values()]
    const menus = [...registry.menus.values()].map((menu) => ({ ...menu, label: 'Ask a chatbot' }))
    expect(await register(createRegistry([{ commands, menus }]))).toBe(true)
    expect(await register(createRegistry([{ commands, menus }]))).toBe(false)
  })

  it('registers again when an option takes other kinds of files', async () => {
    await register()
    const commands = [...registry.commands.values()].map((known) => ({
      ...known,
      options: Object.fromEntries(
        Object.entries(known.options).map(([name, option]) => [
          name,
          option.kind === 'file' ? { ...option, extensions: ['csv'] } : option,
        ]),
      ),
    }))
    const menus = [...registry.menus.values()]
    expect(await register(createRegistry([{ commands, menus }]))).toBe(true)
    expect(await register(createRegistry([{ commands, menus }]))).toBe(false)
  })
})
