import { findMessage } from '../../../sandbox/driver'
import { general, maya, olivia, setUpSandbox } from './support'

const stage = setUpSandbox()
const post = (body: object) => stage.call('POST', `/channels/${general}/messages`, body)
const textOf = async (content: string, reader = olivia) => {
  const { body } = await post({ content, allowed_mentions: { parse: [] } })
  return stage.sandbox
    .as(reader)
    .channels()
    .flatMap(({ messages }) => messages)
    .find(({ id }) => id === body.id)?.text
}

test.each([
  ['**bold** *it* __under__ _em_ ~~gone~~ ||hidden||', 'bold it under em gone hidden'],
  ['***both*** and snake_case_name', 'both and snake_case_name'],
  ['\\*not bold\\* \\_x\\_ \\`y\\` \\<@1>', '*not bold* _x_ `y` <@1>'],
  ['`**code**` and ```js\nlet a_b = 1 * 2 * 3\n```', '**code** and let a_b = 1 * 2 * 3\n'],
  ['# Title\n-# small\n> quoted', 'Title\nsmall\nquoted'],
  ['[the docs](https://acme.test) <https://acme.test/x>', 'the docs https://acme.test/x'],
  [`<@${maya}> in <#${general}> as <@&900000000000000001>`, '@Maya Member in #general as @everyone'],
  ['</team invite:900000000000000500> <:wave:900000000000000501>', '/team invite :wave:'],
  ['<t:1767225600:D> <t:1767225600:t>', '1 January 2026 00:00'],
])('%s reads as plain text', async (written, expected) => {
  expect(await textOf(written)).toBe(expected.trim())
})

test('times are shown in the zone and language of the reader', async () => {
  expect(await textOf('<t:1767225600:f>', maya)).toBe('1. Januar 2026 um 01:00')
  const inAWeek = Math.floor(stage.clock.now() / 1_000) + 7 * 86_400
  expect(await textOf(`expires <t:${inAWeek}:R>`)).toBe('expires in 7 days')
})

test('embeds and components V2 are read in order, with their controls', async () => {
  await post({
    content: 'first',
    embeds: [
      {
        title: 'Card',
        description: 'second',
        fields: [{ name: 'Team', value: 'Alpha' }],
        footer: { text: 'end' },
      },
    ],
    components: [
      {
        type: 1,
        components: [
          { type: 2, style: 5, label: 'Docs', url: 'https://acme.test' },
          { type: 2, style: 4, label: 'No', custom_id: 'no', disabled: true },
        ],
      },
    ],
  })
  const seen = findMessage(stage.sandbox.as(olivia), 'second')
  expect(seen?.text).toBe('first\nCard\nsecond\nTeam\nAlpha\nend')
  expect(seen?.controls).toEqual([
    { id: 'https://acme.test', kind: 'link', label: 'Docs', disabled: false },
    { id: 'no', kind: 'button', label: 'No', disabled: true },
  ])
})
