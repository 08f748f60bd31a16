import type { APIInteraction, GatewayMessageCreateDispatchData } from 'discord.js'
import { readInteraction } from '../../../adapters/discord/receive'
import { readMessage } from '../../../adapters/discord/receive-message'
import { registry } from './fixtures'

const bot = { id: '900', username: 'rolecall', global_name: null, bot: true }
const maya = { id: '7', username: 'maya', global_name: 'Maya Member' }
const ann = { id: '8', username: 'ann', global_name: null }
const guild = { guild_id: '1', channel_id: '2' }
const direct = { channel_id: '3' }
const price = {
  id: '55',
  filename: 'Preise_2024.PDF',
  title: 'Preise für 2024',
  size: 1_234,
  url: 'https://cdn.discordapp.com/attachments/2/55/Preise_2024.PDF?ex=1',
}

/** As much of a message as counts. */
const message = (given: object) =>
  ({
    id: '42',
    type: 0,
    author: maya,
    content: '',
    mentions: [],
    attachments: [],
    ...given,
  }) as unknown as GatewayMessageCreateDispatchData
const read = (given: object) => readMessage(message(given), bot.id)

describe('readMessage', () => {
  it('takes direct messages, mentions, and replies that ping as addressed', () => {
    const addressed = { kind: 'message', id: '42', text: 'hello', addressed: true }
    expect(read({ ...direct, content: 'hello' })?.happening).toEqual(addressed)
    expect(read({ ...guild, content: '<@900> hello', mentions: [bot] })?.happening).toEqual(addressed)
    expect(read({ ...guild, type: 19, content: 'hello', mentions: [bot] })?.happening).toEqual(addressed)
  })

  it('takes what else people write in a server as not addressed, if it tells its text', () => {
    expect(read({ ...guild, content: 'hello' })?.happening).toMatchObject({ addressed: false, text: 'hello' })
    expect(read(guild)).toBeUndefined()
  })

  it('ignores bots, webhooks and what Discord itself says (B18)', () => {
    for (const other of [{ author: bot }, { webhook_id: '5' }, { type: 7 }, { type: 18 }, { type: 21 }])
      expect(read({ ...direct, content: 'hello', ...other })).toBeUndefined()
  })

  it('reads mentions of people by their names', () => {
    const content = '<@900> what did <@8> tell <@!7> and <@9>?'
    expect(read({ ...guild, content, mentions: [bot, ann, maya] })?.happening).toMatchObject({
      text: 'what did @ann tell @Maya Member and <@9>?',
    })
  })

  it('hands attachments over under the names that people gave them', () => {
    expect(read({ ...guild, content: '<@900>', mentions: [bot], attachments: [price] })?.files).toEqual([
      {
        id: '55',
        name: 'Preise für 2024.PDF',
        sizeBytes: 1_234,
        source: { platform: 'discord', tenant: '1', address: price.url },
      },
    ])
    expect(read({ ...direct, attachments: [{ ...price, title: undefined }] })?.files).toMatchObject([
      { name: 'Preise_2024.PDF', source: { tenant: 'discord' } },
    ])
  })
})

describe('readInteraction', () => {
  const interaction = (type: number, data: object) =>
    readInteraction(
      {
        id: '42',
        type,
        ...guild,
        channel: { id: '2' },
        user: maya,
        locale: 'de',
        data,
      } as unknown as APIInteraction,
      registry.menus,
    )

  const chosen = (target: object, name = 'Ask about this') =>
    interaction(2, { type: 3, name, target_id: '9', resolved: { messages: { 9: message(target) } } })

  it('knows the entry in the menu of a message by its label, and tells what the message says', () => {
    expect(
      chosen({ ...guild, id: '9', author: ann, content: 'ask <@7>', mentions: [maya] })?.happening,
    ).toEqual({
      kind: 'menu',
      menu: 'question.about',
      message: { id: '9', author: 'ann', text: 'ask @Maya Member' },
    })
  })

  it('reads the words of a card, and hands over what is attached to the message', () => {
    const words = (content: string) => ({ type: 10, content })
    const components = [
      { type: 17, components: [words('### Title'), { type: 9, components: [words('Row')] }] },
    ]
    const read = chosen({ ...guild, id: '9', author: bot, components, attachments: [price] })
    expect(read?.happening).toMatchObject({ message: { text: '### Title\nRow' } })
    expect(read?.files).toMatchObject([{ id: '55' }])
  })

  it('hands an entry on that is not declared any more, so that somebody says so (B3)', () => {
    expect(chosen({ ...guild, id: '9' }, 'Old entry')?.happening).toMatchObject({ menu: 'Old entry' })
  })

  it('hands over what was put into an option', () => {
    const options = [{ name: 'upload', type: 1, options: [{ name: 'file', type: 11, value: '55' }] }]
    const resolved = { attachments: { 55: price } }
    expect(interaction(2, { type: 1, name: 'docs', options, resolved })).toMatchObject({
      happening: { command: 'docs upload', words: { options: { file: '55' } } },
      files: [{ id: '55', sizeBytes: 1_234 }],
    })
  })

  it('hands over what was put into a field of a form', () => {
    const components = [{ type: 18, component: { type: 19, custom_id: 'files', values: ['55'] } }]
    const resolved = { attachments: { 55: price } }
    expect(interaction(5, { custom_id: 'docs.upload', components, resolved })).toMatchObject({
      happening: { values: { files: ['55'] } },
      files: [{ id: '55' }],
    })
  })
})
