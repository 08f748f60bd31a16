import { ordinaryPermissions, permission } from '../../../sandbox/discord'
import { errorAt, general, guildId, maya, setUpSandbox } from './support'

const stage = setUpSandbox()
let ids: string[]

const list = (query: string) => stage.call('GET', `/channels/${general}/messages?${query}`)
const listed = async (query: string) => {
  const { body } = await list(query)
  return (body as unknown as { id: string }[]).map(({ id }) => ids.indexOf(id))
}

beforeAll(async () => {
  const person = stage.sandbox.as(maya)
  for (let number = 0; number < 7; number += 1) await person.type(`message ${number}`)
  ids =
    person
      .channels()
      .find(({ id }) => id === general)
      ?.messages.map(({ id }) => id) ?? []
})

test('messages come newest first: the last, before one, after one, or around one', async () => {
  expect(await listed('limit=3')).toEqual([6, 5, 4])
  expect(await listed(`limit=2&before=${ids[3]}`)).toEqual([2, 1])
  expect(await listed(`limit=2&after=${ids[3]}`)).toEqual([5, 4])
  expect(await listed(`limit=3&around=${ids[3]}`)).toEqual([4, 3, 2])
  expect(await listed(`limit=3&around=${ids[0]}`)).toEqual([2, 1, 0])
})

test.each([
  ['limit=0', 'limit'],
  ['limit=101', 'limit'],
  ['limit=many', 'limit'],
  ['before=yesterday', 'before'],
  ['before=1&after=1', 'after'],
])('%s is refused at %s', async (query, field) => {
  const { status, body } = await list(query)
  expect({ status, code: body.code }).toEqual({ status: 400, code: 50_035 })
  expect(errorAt(body.errors, field)).toBeDefined()
})

test('without the right to read the history nothing is listed, and without seeing the channel it is refused', async () => {
  stage.sandbox.guilds.permitEveryone(guildId, ordinaryPermissions & ~permission.readMessageHistory)
  expect(await listed('limit=3')).toEqual([])
  stage.sandbox.guilds.permitEveryone(guildId, ordinaryPermissions & ~permission.viewChannel)
  expect((await list('limit=3')).body.code).toBe(50_001)
  stage.sandbox.guilds.permitEveryone(guildId, ordinaryPermissions)
})
