import { findMessage } from '../../../sandbox/driver'
import { world } from '../../../sandbox/world'
import { say } from '../../../src/chat'
import { until } from '../../support/until'
import { registry } from './fixtures'
import { type DiscordHarness, startDiscordHarness, userId } from './harness'

describe('the Discord gateway', () => {
  let harness: DiscordHarness | undefined
  afterEach(() => harness?.stop())

  it('registers the commands and is connected from start to stop', async () => {
    harness = await startDiscordHarness(registry, async () => undefined)
    expect(harness.adapter.connected).toBe(true)
    expect(harness.olivia.commands()).toHaveLength(3)
    expect(harness.olivia.messageMenu()).toEqual(['Ask about this'])
    await harness.adapter.stop()
    expect(harness.adapter.connected).toBe(false)
    expect(harness.sandbox.connected()).toBe(0)
  })

  it('refuses to start with a token that Discord refuses', async () => {
    const start = startDiscordHarness(registry, async () => undefined, { token: 'MTIz.not.real' })
    await expect(start).rejects.toThrow('401')
  })

  it('connects where no privileged intent is granted, and then hears only what is said to it', async () => {
    const heard: unknown[] = []
    harness = await startDiscordHarness(
      registry,
      async ({ happening }) => void heard.push(happening),
      {},
      { privilegedIntents: [] },
    )
    const { adapter, olivia, channel, mention, logged } = harness
    expect(adapter.connected).toBe(true)
    expect(logged.filter((line) => line.includes('Message Content Intent'))).toHaveLength(1)
    await olivia.type('among ourselves', channel)
    await olivia.type(`${mention} hello`, channel)
    await until(() => heard.length > 0)
    expect(heard).toMatchObject([{ text: 'hello', addressed: true }])
  })

  it('hears what is said beside it where that is granted, and ignores edits and deletions (B9)', async () => {
    const heard: unknown[] = []
    harness = await startDiscordHarness(registry, async ({ happening }) => void heard.push(happening))
    const { olivia, channel, mention, logged } = harness
    await olivia.type('among ourselves', channel)
    const said = findMessage(olivia, 'among ourselves')?.id ?? ''
    await olivia.edit(said, `${mention} among ourselves, or not`)
    await olivia.remove(said)
    await olivia.type(`${mention} hello`, channel)
    await until(() => heard.length > 1)
    expect(heard).toMatchObject([
      { text: 'among ourselves', addressed: false },
      { text: 'hello', addressed: true },
    ])
    expect(logged).toEqual([])
  })

  it('takes a reply to its message as said to it (B9)', async () => {
    const heard: unknown[] = []
    harness = await startDiscordHarness(registry, async ({ happening }, responder) => {
      heard.push(happening)
      await responder.answer(say({ title: 'Heard' }, 'channel'))
    })
    const { sandbox, channel, mention } = harness
    const olivia = sandbox.as(userId('Olivia Owner'))
    await olivia.type(`${mention} hello`, channel)
    const answer = await until(() => findMessage(olivia, 'Heard'))
    await olivia.reply(answer.id, 'and then?')
    await until(() => heard.length > 1)
    expect(heard).toMatchObject([{ text: 'hello' }, { text: 'and then?', addressed: true }])
  })

  it('hands over the file that was put into an option of a command', async () => {
    const given: unknown[] = []
    harness = await startDiscordHarness(registry, async ({ happening, files }, responder) => {
      given.push(happening, ...(files ?? []))
      await responder.answer(say({ title: 'Taken' }))
    })
    const { olivia, channel } = harness
    const list = { name: 'people.csv', bytes: Buffer.from('ann@acme.test') }
    await olivia.type('/team invite people:ann@acme.test', channel, { files: [list] })
    expect(given).toMatchObject([
      { kind: 'command', words: { options: { people: 'ann@acme.test' } } },
      { name: 'people.csv', sizeBytes: 13 },
    ])
    const [command, file] = given as [{ words: { options: { list: string } } }, { id: string }]
    expect(command.words.options.list).toBe(file.id)
  })

  it('notices that a connection is lost, and hears people again after it is back', async () => {
    harness = await startDiscordHarness(registry, async (_, responder) => {
      await responder.answer(say({ title: 'Heard' }))
    })
    const { adapter, sandbox, olivia, channel, logged } = harness
    const resumed = logging(logged, 'has resumed')
    sandbox.faults.dropSockets()
    await resumed
    expect(logged).toContain('info a Discord shard reconnects')
    expect(adapter.connected).toBe(true)
    await olivia.type('/rolecall', channel)
    expect(findMessage(olivia, 'Heard')).toBeDefined()
  })

  it('lets an interaction under way finish before it disconnects (Q6)', async () => {
    let finish: () => void = () => undefined
    const started = new Promise<void>((arrived) => {
      finish = arrived
    })
    let proceed: () => void = () => undefined
    const gate = new Promise<void>((open) => {
      proceed = open
    })
    harness = await startDiscordHarness(registry, async (_, responder) => {
      finish()
      await gate
      await responder.answer(say({ title: 'Finished' }))
    })
    const typed = harness.olivia.type('/rolecall', harness.channel)
    await started
    const stopping = harness.adapter.stop()
    proceed()
    await Promise.all([stopping, typed])
    const texts = harness.olivia.channels().flatMap((channel) => channel.messages.map(({ text }) => text))
    expect(texts).toContain('Finished')
  })

  it('tells when a server removes the bot, so that its connection can be marked (B15)', async () => {
    const removed: string[] = []
    let tell: () => void = () => undefined
    const told = new Promise<void>((resolve) => {
      tell = resolve
    })
    harness = await startDiscordHarness(registry, async () => undefined, {
      onDisconnected: (guildId) => {
        removed.push(guildId)
        tell()
      },
    })
    harness.sandbox.guilds.kickBot(world.discord.guildId)
    await told
    expect(removed).toEqual([world.discord.guildId])
  })

  it('says whether the person manages the server', async () => {
    const managers: (boolean | undefined)[] = []
    harness = await startDiscordHarness(registry, async ({ sender }, responder) => {
      managers.push(sender.managesTenant)
      await responder.answer(say({ title: 'Noted' }))
    })
    await harness.olivia.type('/rolecall', harness.channel)
    await harness.sandbox.as(userId('Maya Member')).type('/rolecall', harness.channel)
    expect(managers).toEqual([true, false])
  })
})

/** Resolves with the next line that says this. */
function logging(logged: string[], words: string): Promise<void> {
  return new Promise((resolve) => {
    const push = logged.push.bind(logged)
    logged.push = (...lines) => {
      if (lines.some((line) => line.includes(words))) resolve()
      return push(...lines)
    }
  })
}
