import { findMessage, until } from '../../../sandbox/driver'
import { type Card, say } from '../../../src/chat'
import { png } from '../../support/png'
import { createScene, reader } from '../scene'
import { type DiscordHarness, startDiscordHarness } from './harness'

const table = { name: 'usage.csv', mediaType: 'text/csv', bytes: Buffer.from('day,answers\n') }
const may = { name: 'may.png', png: png(), alt: 'Answers a day in May' }
const whole: Card = { title: 'Usage', image: may, files: [table] }

const scene = createScene(startDiscordHarness)
const discord = () => scene.harness as DiscordHarness
const command = scene.type('/team invite ann@acme.test')

beforeAll(scene.open)
afterEach(() => discord().clearFaults())
afterAll(scene.close)

test('what is attached is sent after the first response, which has three seconds (B2)', async () => {
  const { sandbox, olivia } = discord()
  const before = sandbox.calls.length
  await scene.play((_, responder) => responder.answer(say(whole)), command)
  await until(olivia, () => (findMessage(olivia, 'Usage')?.files ? true : undefined))
  const bodies = sandbox.calls
    .slice(before)
    .map(({ body }) => body as { type?: number; attachments?: object[] })
  expect(bodies).toMatchObject([
    { type: 5 },
    { attachments: [{ filename: 'may.png' }, { filename: 'usage.csv' }] },
  ])
})

test('a card with nothing attached is still the first response itself', async () => {
  const { sandbox, olivia } = discord()
  const before = sandbox.calls.length
  await scene.play((_, responder) => responder.answer(say({ title: 'Plain' })), command)
  await until(olivia, () => findMessage(olivia, 'Plain'))
  expect(sandbox.calls.slice(before)).toMatchObject([{ body: { type: 4 } }])
})

test('a private message that is redrawn keeps none of the files it had', async () => {
  const { adapter, olivia, chatUser } = discord()
  const sent = await adapter.messenger.direct(chatUser(olivia), whole, reader, '01JOLD')
  if (!sent.ok) throw new Error(sent.why)
  const before = await until(olivia, () =>
    findMessage(olivia, 'Usage')?.files ? findMessage(olivia, 'Usage') : undefined,
  )
  await adapter.messenger.edit(sent.posted, { ...whole, text: 'Paid.' }, reader)
  const after = await until(olivia, () => findMessage(olivia, 'Paid.'))
  expect(after.raw).toMatchObject({ attachments: [{ filename: 'may.png' }, { filename: 'usage.csv' }] })
  for (const { id } of [...(before.files ?? []), ...(before.pictures ?? [])])
    expect(() => olivia.open(id)).toThrow('sees no file')
})
