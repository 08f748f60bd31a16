import { type ChatInputCommandInteraction, type Client, Events } from 'discord.js'
import { adam, maya, setUpSandbox } from './support'

const stage = setUpSandbox()
let client: Client<true>
let last: Record<string, unknown>

const option = (type: number, name: string, more: object = {}) => ({
  type,
  name,
  description: `The ${name}`,
  ...more,
})

beforeAll(async () => {
  client = await stage.connect()
  client.on(Events.InteractionCreate, async (interaction) => {
    const command = interaction as ChatInputCommandInteraction
    const { data } = command.options
    const leaf = data[0]?.options ?? data
    last = Object.fromEntries(leaf.map(({ name, value }) => [name, value]))
    await command.reply('ok')
  })
  await client.application.commands.set([
    {
      name: 'team',
      description: 'Teams',
      options: [
        {
          type: 1,
          name: 'invite',
          description: 'Invite',
          options: [
            option(3, 'people'),
            option(3, 'role', { choices: [{ name: 'Admin', value: 'admin' }] }),
            option(3, 'note'),
          ],
        },
      ],
    },
    {
      name: 'all',
      description: 'Every type',
      options: [
        option(4, 'count', { required: true, min_value: 1 }),
        option(5, 'loud'),
        option(6, 'person'),
        option(7, 'channel'),
        option(8, 'role'),
        option(10, 'price'),
        option(11, 'file'),
      ],
    },
    { name: 'plain', description: 'Nothing' },
  ])
})

const type = (line: string) => stage.sandbox.as(maya).type(line)

test.each([
  ['/team invite people:ann@acme.test role:admin', { people: 'ann@acme.test', role: 'admin' }],
  ['/team invite ann@acme.test role:admin', { people: 'ann@acme.test', role: 'admin' }],
  [
    '/team invite role:Admin ann@acme.test welcome to us',
    { people: 'ann@acme.test', role: 'admin', note: 'welcome to us' },
  ],
  [
    '/team invite note:"two words" people:"a@x.test b@x.test"',
    { people: 'a@x.test b@x.test', note: 'two words' },
  ],
  ['/team invite "a@x.test, b@x.test"', { people: 'a@x.test, b@x.test' }],
  ['/team invite note:see people:https://acme.test', { people: 'https://acme.test', note: 'see' }],
  ['/team invite', {}],
  [
    '/all 3 yes @Adam Admin #projects @everyone 2.5',
    {
      count: 3,
      loud: true,
      person: adam,
      price: 2.5,
      role: '900000000000000001',
      channel: '900000000000000011',
    },
  ],
  ['/plain', {}],
])('%s is read into native options', async (line, expected) => {
  await type(line)
  expect(last).toEqual(expected)
})

test('an uploaded file is given by its id', async () => {
  const file = stage.sandbox.upload('a.txt', 'text/plain', Buffer.from('a'))
  await type(`/all count:1 file:${file}`)
  expect(last).toEqual({ count: 1, file })
})

test.each([
  ['/all loud:yes', '/all needs the option count: The count'],
  ['/all 0', 'count: 0 is not a fitting number'],
  ['/all 1.5', 'count: 1.5 is not a fitting number'],
  ['/all 1 maybe', 'loud: say true or false'],
  ['/all 1 person:Nobody', 'person: Nobody was not found here'],
  ['/team invite role:owner', 'role: choose one of Admin'],
  ['/team', '/team: choose one of /team invite'],
  ['/nothing', 'there is no command /nothing here'],
  ['/plain words', 'there is no option left for words'],
])('%s is not sent: %s', async (line, reason) => {
  const before = stage.sandbox.calls.length
  await expect(type(line)).rejects.toThrow(reason)
  expect(stage.sandbox.calls).toHaveLength(before)
})
