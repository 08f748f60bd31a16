import { Routes } from 'discord.js'
import { createMessenger } from '../../../adapters/discord/messenger'
import { createRest } from '../../../adapters/discord/rest'
import { createSandboxClock, type SandboxClock } from '../../../sandbox/clock'
import { type DiscordSandbox, startDiscordSandbox } from '../../../sandbox/discord'
import { findMessage } from '../../../sandbox/driver'
import { world } from '../../../sandbox/world'
import { TryLater } from '../../../src/chat'
import { userId } from './harness'

describe('the Discord messenger, without a gateway', () => {
  let clock: SandboxClock
  let sandbox: DiscordSandbox
  let messenger: ReturnType<typeof createMessenger>
  beforeEach(async () => {
    clock = createSandboxClock()
    sandbox = await startDiscordSandbox({ clock, limits: false })
    messenger = createMessenger({ token: sandbox.botToken, apiUrl: sandbox.apiUrl })
  })
  afterEach(() => sandbox.close())

  const reader = { locale: 'en', timeZone: 'Etc/UTC', now: 0 }
  const maya = { platform: 'discord', tenant: 'discord', userId: userId('Maya Member') } as const
  const invited = { title: 'You are invited', buttons: [{ label: 'Accept', press: 'invites.accept:1' }] }
  const direct = (key = 'notice:1') => messenger.direct(maya, invited, reader, key)
  const messages = () =>
    sandbox
      .as(maya.userId)
      .channels()
      .flatMap((channel) => channel.messages)
  const inGuild = {
    platform: 'discord',
    tenant: world.discord.guildId,
    channelId: world.discord.general,
    messageId: '1',
  } as const

  it('posts the card, and its title in words first so that a phone shows it', async () => {
    const delivery = await direct()
    expect(delivery).toMatchObject({ ok: true, posted: { platform: 'discord', tenant: 'discord' } })
    expect(findMessage(sandbox.as(maya.userId), 'You are invited')).toMatchObject({
      controls: [{ label: 'Accept', disabled: false }],
    })
    const first = sandbox.calls.find(({ route }) => route === 'POST /channels/:channel/messages')
    expect(first?.body).toMatchObject({ content: 'You are invited', allowed_mentions: { parse: [] } })
  })

  it('posts once when the job repeats, and again for another key', async () => {
    const first = await direct()
    expect(await direct()).toEqual(first)
    expect(messages()).toHaveLength(1)
    await direct('notice:2')
    expect(messages()).toHaveLength(2)
  })

  it('asks to come back after as long as Discord says', async () => {
    sandbox.faults.failNext('POST /users/@me/channels', 429, 1, {
      message: 'slow down',
      retry_after: 3,
      global: false,
    })
    await expect(direct()).rejects.toBeInstanceOf(TryLater)
    expect(await direct()).toMatchObject({ ok: true })
  })

  it('waits a little with the card when Discord wants it later than the words, instead of leaving them alone', async () => {
    const limit = (seconds: number) =>
      sandbox.faults.failNext('PATCH /channels', 429, 1, {
        message: 'slow down',
        retry_after: seconds,
        global: false,
      })
    limit(0.2)
    await direct()
    expect(findMessage(sandbox.as(maya.userId), 'You are invited')?.controls).toHaveLength(1)
    limit(6)
    await expect(direct('notice:2')).rejects.toBeInstanceOf(TryLater)
  })

  it('asks to come back when Discord fails or cannot be reached', async () => {
    sandbox.faults.failNext('POST /users/@me/channels', 500, 1)
    await expect(direct()).rejects.toBeInstanceOf(TryLater)
    sandbox.faults.goDown()
    await expect(direct()).rejects.toBeInstanceOf(TryLater)
    sandbox.faults.comeBack()
    expect(await direct()).toMatchObject({ ok: true })
  })

  it('says disconnected as long as the token is refused, then delivers again (B15)', async () => {
    sandbox.faults.revokeToken()
    expect(await direct()).toEqual({ ok: false, why: 'disconnected' })
    expect(await direct()).toEqual({ ok: false, why: 'disconnected' })
    sandbox.faults.clear()
    expect(await direct()).toMatchObject({ ok: true })
  })

  it('tells a server that removed the bot from a channel the bot may no longer see (B15)', async () => {
    const edit = () => messenger.edit(inGuild, invited, reader)
    sandbox.faults.failNext('PATCH /channels', 403, 1, { message: 'Missing Access', code: 50_001 })
    expect(await edit()).toEqual({ ok: false, why: 'gone' })
    sandbox.faults.failNext('PATCH /channels', 403, 1, { message: 'Missing Access', code: 50_001 })
    sandbox.faults.failNext('GET /guilds', 404, 1, { message: 'Unknown Guild', code: 10_004 })
    expect(await edit()).toEqual({ ok: false, why: 'disconnected' })
  })

  it('redraws a card in a thread that has closed by itself (B4)', async () => {
    const olivia = sandbox.as(userId('Olivia Owner'))
    await olivia.type('a question', world.discord.general)
    const channelId = await olivia.startThread(findMessage(olivia, 'a question')?.id ?? '', 'Answers')
    const rest = createRest({ token: sandbox.botToken, apiUrl: sandbox.apiUrl })
    const sent = await rest.post(Routes.channelMessages(channelId), { body: { content: 'an answer' } })
    clock.advance(8 * 24 * 60 * 60_000)
    const { id: messageId } = sent as { id: string }
    expect(await messenger.edit({ ...inGuild, channelId, messageId }, invited, reader)).toMatchObject({
      ok: true,
    })
    expect(findMessage(olivia, 'You are invited')).toMatchObject({ id: messageId })
    expect(sandbox.calls.map(({ route }) => route)).toContain('PATCH /channels/:channel')
  })

  it('says gone for a message that was deleted', async () => {
    expect(await messenger.edit(inGuild, invited, reader)).toEqual({ ok: false, why: 'gone' })
  })

  it('reads names and whether it is a bot, and never an address (R22)', async () => {
    expect(await messenger.profile(maya)).toEqual({
      name: 'Maya Member',
      bot: false,
      guest: false,
      stranger: false,
    })
    expect(await messenger.profile({ ...maya, userId: world.discord.botUserId })).toMatchObject({ bot: true })
    expect(await messenger.profile({ ...maya, userId: '900000000000000999' })).toBeNull()
  })
})
