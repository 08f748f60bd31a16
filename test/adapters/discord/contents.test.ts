import { createContents } from '../../../adapters/discord/contents'
import { createSandboxClock } from '../../../sandbox/clock'
import {
  type DiscordChatter,
  type DiscordSandbox,
  ordinaryPermissions,
  permission,
  startDiscordSandbox,
} from '../../../sandbox/discord'
import { findMessage } from '../../../sandbox/driver'
import { world } from '../../../sandbox/world'
import { type ContentReader, FileUnavailable, type Place, TryLater } from '../../../src/chat'
import { userId } from './harness'

const clock = createSandboxClock()
const { guildId, general } = world.discord
const place: Place = {
  platform: 'discord',
  tenant: guildId,
  channelId: general,
  direct: false,
  shared: false,
}

describe('what Discord keeps, read without a gateway', () => {
  let sandbox: DiscordSandbox
  let contents: ContentReader
  let olivia: DiscordChatter
  beforeEach(async () => {
    sandbox = await startDiscordSandbox({ clock, limits: false })
    contents = createContents({ token: sandbox.botToken, apiUrl: sandbox.apiUrl })
    olivia = sandbox.as(userId('Olivia Owner'))
  })
  afterEach(() => sandbox.close())

  async function said(words: string, channel: string = general): Promise<string> {
    await olivia.type(words, channel)
    return findMessage(olivia, words)?.id ?? ''
  }

  describe('messages', () => {
    it('are those before, as many as wanted, with names for mentions', async () => {
      await said('one')
      await said(`<@${userId('Adam Admin')}> said two`)
      const before = await said('three')
      await said('four')
      const author = 'Olivia Owner'
      expect(await contents.recent(place, before, 5)).toEqual([
        { author, text: 'one' },
        { author, text: '@Adam Admin said two' },
      ])
      expect(await contents.recent(place, before, 1)).toEqual([{ author, text: '@Adam Admin said two' }])
      expect(await contents.recent(place, before, 0)).toEqual([])
    })

    it('of a thread begin with the one it was started from, where there is room', async () => {
      const thread = await olivia.startThread(await said('what of lamps?'), 'Lamps')
      await said('they are bright', thread)
      const before = await said('so?', thread)
      const there = { ...place, channelId: thread }
      const texts = async (limit: number) =>
        (await contents.recent(there, before, limit)).map((spoken) => spoken.text)
      expect(await texts(5)).toEqual(['what of lamps?', 'they are bright'])
      expect(await texts(1)).toEqual(['they are bright'])
    })

    it('are none where the bot may not read', async () => {
      const before = await said('secret')
      sandbox.faults.failNext('GET /channels', 403, 2, { message: 'Missing Access', code: 50_001 })
      expect(await contents.recent(place, before, 5)).toEqual([])
      sandbox.guilds.permitEveryone(guildId, ordinaryPermissions & ~permission.readMessageHistory)
      expect(await contents.recent(place, await said('more'), 5)).toEqual([])
    })

    it('are asked for again later when Discord fails', async () => {
      const before = await said('hello')
      sandbox.faults.failNext('GET /channels', 502)
      await expect(contents.recent(place, before, 5)).rejects.toBeInstanceOf(TryLater)
      sandbox.faults.failNext('GET /channels', 429, 1, {
        message: 'slow down',
        retry_after: 3,
        global: false,
      })
      await expect(contents.recent(place, before, 5)).rejects.toBeInstanceOf(TryLater)
    })
  })

  describe('files', () => {
    const bytes = Buffer.alloc(300_000, 'lamp ')

    async function attached(): Promise<string> {
      await olivia.type('see', general, { files: [{ name: 'lamps.txt', bytes }] })
      const raw = findMessage(olivia, 'see')?.raw as { attachments: { url: string }[] }
      return raw.attachments[0]?.url ?? ''
    }

    async function read(address: string, maxBytes = bytes.length, reader = contents): Promise<Buffer> {
      const parts: Uint8Array[] = []
      const source = { platform: 'discord', tenant: guildId, address } as const
      for await (const part of reader.file(source, maxBytes)) parts.push(part)
      return Buffer.concat(parts)
    }

    it('come whole, and not a byte more than wanted', async () => {
      const address = await attached()
      expect(await read(address)).toEqual(bytes)
      await expect(read(address, bytes.length - 1)).rejects.toEqual(new FileUnavailable('tooLarge'))
    })

    it('are gone when their address has expired, or their message was deleted', async () => {
      const address = await attached()
      await olivia.remove(findMessage(olivia, 'see')?.id ?? '')
      await expect(read(address)).rejects.toEqual(new FileUnavailable('gone'))
      const another = await attached()
      clock.advance(25 * 60 * 60_000)
      await expect(read(another)).rejects.toEqual(new FileUnavailable('gone'))
    })

    it('are fetched again later when Discord fails or cannot be reached', async () => {
      const address = await attached()
      for (const status of [429, 500, 503]) {
        sandbox.faults.failNext('GET /attachments', status)
        await expect(read(address)).rejects.toBeInstanceOf(TryLater)
      }
      sandbox.faults.goDown()
      await expect(read(address)).rejects.toBeInstanceOf(TryLater)
      sandbox.faults.comeBack()
      expect(await read(address)).toEqual(bytes)
    })

    it.each([
      'http://169.254.169.254/latest/meta-data',
      'https://cdn.discordapp.com.evil.test/attachments/1/2/a.txt',
      'https://cdn.discordapp.com@evil.test/attachments/1/2/a.txt',
      'https://ann:pass@cdn.discordapp.com/attachments/1/2/a.txt',
      'http://cdn.discordapp.com/attachments/1/2/a.txt',
      'https://cdn.discordapp.com:8443/attachments/1/2/a.txt',
      'file:///etc/passwd',
      'lamps.txt',
    ])('are fetched from Discord alone, never from %s', async (address) => {
      await expect(read(address)).rejects.toEqual(new FileUnavailable('gone'))
    })

    it('are not fetched from the server of the API by a bot that knows another', async () => {
      const address = await attached()
      const stranger = createContents({ token: sandbox.botToken })
      await expect(read(address, bytes.length, stranger)).rejects.toEqual(new FileUnavailable('gone'))
    })
  })
})
