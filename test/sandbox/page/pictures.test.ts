import { createMessenger as createDiscordMessenger } from '../../../adapters/discord/messenger'
import { createMessenger as createSlackMessenger } from '../../../adapters/slack/messenger'
import { createOutlet } from '../../../adapters/slack/web'
import type { Sandbox } from '../../../sandbox'
import { world } from '../../../sandbox/world'
import type { Card, Messenger, Platform } from '../../../src/chat'
import { png } from '../../support/png'
import { inBrowser, openPage } from './open-page'
import { newest } from './panel'

const at = openPage()

const card: Card = {
  title: 'Usage in May',
  text: 'In all 128 answers, most of them on the 12th.',
  image: { name: 'may.png', png: png({ width: 480, height: 160 }), alt: 'Answers a day in May' },
  files: [
    { name: 'usage.csv', mediaType: 'text/csv', bytes: Buffer.from('day,answers\n2030-05-12,14\n') },
    { name: 'page.html', mediaType: 'text/html', bytes: Buffer.from('<script>alert(1)</script>') },
  ],
  context: 'In workspace Acme',
}

const nothing = () => {}
const logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  setName: nothing,
}

function messengerOf(platform: Platform, { slack, discord, clock }: Sandbox): Messenger {
  if (!slack || !discord) throw new Error('both platforms are needed')
  if (platform === 'discord')
    return createDiscordMessenger({ token: discord.botToken, apiUrl: discord.apiUrl })
  const tokenFor = async () => slack.botToken
  const outlet = createOutlet({
    apiUrl: slack.apiUrl,
    tokenFor,
    now: () => clock.now(),
    logger: { ...logger, getLevel: () => 'error' as never },
  })
  return createSlackMessenger(outlet)
}

const reader = { locale: 'en', timeZone: 'Etc/UTC', now: 0 }
const olivia = world.people.find(({ name }) => name === 'Olivia Owner')

/** Once it has arrived; runs in the browser. */
async function widthOf(image: unknown): Promise<number> {
  const shown = image as { decode(): Promise<void>; naturalWidth: number }
  await shown.decode()
  return shown.naturalWidth
}

describe.each([
  ['slack', world.slack.teamId, olivia?.slack],
  ['discord', 'discord', olivia?.discord],
] as const)('on %s', (platform, tenant, userId = '') => {
  inBrowser('a picture stands in its card with its words, and files are saved from it', async () => {
    const messenger = messengerOf(platform, at.sandbox)
    const { panel, play } = platform === 'slack' ? at.slack() : at.discord()
    await play('Olivia')
    await panel.getByRole('button', { name: 'Rolecall', exact: true }).click()
    const sent = await messenger.direct({ platform, tenant, userId }, card, reader, 'one')
    expect(sent.ok).toBe(true)
    const message = newest(panel)
    const picture = message.getByRole('img', { name: 'Answers a day in May' })
    await picture.waitFor()
    expect(await picture.evaluate(widthOf)).toBe(480)

    const saving = at.page.waitForEvent('download')
    await message.getByRole('link', { name: 'usage.csv' }).click()
    const saved = await (await saving).createReadStream()
    const parts: Buffer[] = []
    for await (const part of saved) parts.push(part as Buffer)
    expect(Buffer.concat(parts).toString()).toBe('day,answers\n2030-05-12,14\n')
  })

  inBrowser('no file is shown by the browser but a picture, and none to who does not see it', async () => {
    const chatter = at.sandbox[platform]?.as(userId)
    const [seen] = chatter?.channels().flatMap(({ messages }) => messages.filter(({ files }) => files)) ?? []
    const html = seen?.files?.find(({ name }) => name === 'page.html')
    const address = (as: string) =>
      `${at.page.url()}sandbox/file?${new URLSearchParams({ platform, as, id: html?.id ?? '' })}`
    const given = await fetch(address(userId))
    expect(given.headers.get('content-type')).toBe('application/octet-stream')
    expect(given.headers.get('content-disposition')).toMatch(/^attachment/)
    const other = world.people.find(({ name }) => name === 'Adam Admin')
    expect((await fetch(address((platform === 'slack' ? other?.slack : other?.discord) ?? ''))).status).toBe(
      404,
    )
    expect((await fetch(address('nobody'))).status).toBe(404)
  })
})
