import { findMessage, until } from '../../../sandbox/driver'
import type { ApiCall } from '../../../sandbox/slack'
import { type Card, ref, replace, say } from '../../../src/chat'
import { png } from '../../support/png'
import { createScene, reader } from '../scene'
import { type SlackHarness, startSlackHarness } from './harness'

const may = { name: 'may.png', png: png(), alt: 'Answers a day in May' }
const table = { name: 'usage.csv', mediaType: 'text/csv', bytes: Buffer.from('day,answers\n') }
const whole: Card = { title: 'Usage', image: may, files: [table] }

const scene = createScene((registry, receive) => startSlackHarness('socket', registry, receive))
const slack = () => scene.harness as SlackHarness
const command = scene.type('/team invite ann@acme.test')

/** What was asked of Slack meanwhile. */
async function callsOf(work: () => Promise<unknown>): Promise<ApiCall[]> {
  const before = slack().sandbox.calls.length
  await work()
  return slack().sandbox.calls.slice(before)
}
const namesOf = (calls: ApiCall[]) => calls.map(({ method }) => method)

async function send(card: Card) {
  const { adapter, olivia } = slack()
  const sent = await adapter.messenger.direct(slack().chatUser(olivia), card, reader, '01J')
  if (!sent.ok) throw new Error(sent.why)
  return sent.posted
}
const edit = (posted: Awaited<ReturnType<typeof send>>, card: Card) =>
  slack().adapter.messenger.edit(posted, card, reader)

beforeAll(scene.open)
afterEach(() => slack().clearFaults())
afterAll(scene.close)

test('a card with nothing attached asks nothing more of Slack', async () => {
  const posting = await callsOf(() => send({ title: 'Plain' }))
  expect(namesOf(posting)).toEqual(['conversations.open', 'chat.postMessage'])
  const posted = await send({ title: 'Plain again' })
  expect(namesOf(await callsOf(() => edit(posted, { title: 'Still plain' })))).toEqual(['chat.update'])
})

test('what is attached already is not sent again', async () => {
  const posted = await send(whole)
  const calls = await callsOf(() => edit(posted, { ...whole, text: 'Paid.' }))
  expect(namesOf(calls)).toEqual(['conversations.replies', 'chat.update'])
  expect(calls[1]?.body).not.toHaveProperty('file_ids')
})

test('what a message no longer shows is deleted at Slack', async () => {
  const posted = await send(whole)
  const other = { ...table, bytes: Buffer.from('day,answers\n2030-01-01,3\n') }
  const changed = await callsOf(() => edit(posted, { ...whole, files: [other] }))
  expect(namesOf(changed).filter((name) => name === 'files.delete')).toHaveLength(2)
  const gone = await callsOf(() => edit(posted, { title: 'Withdrawn' }))
  expect(namesOf(gone)).toEqual(['chat.update', 'chat.update', 'files.delete'])
})

test('what was sent for a message that cannot be posted is deleted again', async () => {
  const { sandbox, adapter, olivia } = slack()
  sandbox.faults.failNext('chat.postMessage', 1, { error: 'restricted_action' })
  const to = slack().chatUser(olivia)
  const calls = await callsOf(async () => {
    expect(await adapter.messenger.direct(to, whole, reader, '01J')).toEqual({ ok: false, why: 'blocked' })
  })
  expect(namesOf(calls).filter((name) => name === 'files.delete')).toHaveLength(2)
})

test.each(['missing_scope', 'file_uploads_disabled'])(
  'where Slack says %s the card comes without what is attached, and says why',
  async (error) => {
    const { sandbox, olivia } = slack()
    sandbox.faults.failNext('files.getUploadURLExternal', 2, { error })
    await send({ ...whole, title: `Refused ${error}`, context: 'In team Alpha' })
    const seen = await until(olivia, () => findMessage(olivia, `Refused ${error}`))
    expect(seen.text).toContain('In team Alpha')
    expect(seen.text).toContain(`could not be attached: Slack says ${error}.`)
    expect(seen).not.toHaveProperty('files')
  },
)

test('a busy Slack is asked later, and nothing is posted twice', async () => {
  const { sandbox, adapter, olivia } = slack()
  sandbox.faults.failNext('files.completeUploadExternal', 1, { http: 429, retryAfterSeconds: 7 })
  const to = slack().chatUser(olivia)
  const calls = await callsOf(async () => {
    const sending = adapter.messenger.direct(to, whole, reader, '01J')
    await expect(sending).rejects.toMatchObject({ name: 'TryLater', afterMs: 7_000 })
  })
  expect(namesOf(calls)).not.toContain('chat.postMessage')
})

test('a private message that is pressed becomes a pointer, for only a direct message has files', async () => {
  const { olivia } = slack()
  const buttons = [{ label: 'Download', press: ref('usage.download', '01J') }]
  await scene.play((_, responder) => responder.answer(say({ title: 'My usage', buttons })), command)
  const seen = await until(olivia, () => findMessage(olivia, 'My usage'))
  const posted = await scene.play(
    (_, responder) => responder.answer(replace({ ...whole, title: 'Here it is' })),
    scene.press(seen, 'Download'),
  )
  const direct = await until(olivia, () => findMessage(olivia, 'Here it is'))
  expect(direct).toMatchObject({ id: posted?.messageId, files: [{ name: 'usage.csv' }], private: false })
  const pointer = await until(olivia, () => findMessage(olivia, 'Sent to you in a direct message'))
  expect(pointer.id).toBe(seen.id)
})

test('the words for notifications and screen readers name what is attached', async () => {
  const calls = await callsOf(() => send(whole))
  const post = calls.find(({ method }) => method === 'chat.postMessage')
  expect(post?.body.text).toBe('Usage\nAnswers a day in May\nFile: usage.csv')
})
