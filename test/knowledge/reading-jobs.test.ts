import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { FileUnavailable, TryLater } from '../../src/chat'
import { knowledge, searchKnowledge } from '../../src/knowledge'
import { makeChatbot } from '../chatbots/stage'
import { createRolecall, type Rolecall, titleOf, wordsOf } from '../support/rolecall'
import { type SeededTeam, seedTeam } from '../support/seed'
import { passagesOf, readNow, upload, versionIds, versionsOf } from './stage'

let rolecall: Rolecall
let team: SeededTeam
let chatbotId: string
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())
beforeEach(async () => {
  team = await seedTeam(rolecall)
  chatbotId = await makeChatbot(rolecall, team.owner)
})

/** Enough passages for several batches. */
const LONG = Array.from(
  { length: 900 },
  (_, n) =>
    `# Rule ${n}\n\n${`The rule number ${n} says what is to be done in the case of ${n}. `.repeat(14)}\n`,
).join('\n')

/** Uploads without reading; resolves to the ids of the document and its version. */
async function added(files: Readonly<Record<string, string | Uint8Array>>) {
  const [documentId = ''] = Object.values(await upload(rolecall, team.owner, chatbotId, files))
  const [versionId = ''] = await versionIds(rolecall, documentId)
  return { documentId, versionId }
}

const problemOf = async (documentId: string) => (await versionsOf(rolecall, documentId))[0]?.problem?.code

describe('a reading that breaks off', () => {
  test('goes on where it was: every passage once, and the file is not fetched again', async () => {
    const { documentId, versionId } = await added({ 'long.md': LONG })
    const stopping = new AbortController()
    const running = readNow(rolecall, versionId, stopping.signal)
    while ((await passagesOf(rolecall, documentId)).length < 100) await new Promise(setImmediate)
    stopping.abort()
    await running
    const [half] = await versionsOf(rolecall, documentId)
    expect(half).toMatchObject({ status: 'indexing', problem: null })
    expect(
      await searchKnowledge(rolecall.db, { chatbotId, question: 'rule', personId: null, limit: 3 }),
    ).toEqual([])
    rolecall.forget('long.md')
    await rolecall.sweep()
    await rolecall.work()
    const passages = await passagesOf(rolecall, documentId)
    expect((await versionsOf(rolecall, documentId))[0]).toMatchObject({
      status: 'ready',
      chunks: passages.length,
    })
    expect(new Set(passages).size).toBe(passages.length)
    for (const n of [0, 450, 899]) expect(passages.some((text) => text.includes(`case of ${n}.`))).toBe(true)
    const { documentId: whole } = await added({ 'whole.md': LONG })
    await rolecall.work()
    expect(await passagesOf(rolecall, whole)).toEqual(passages)
  })

  test('by a killed process is taken over when its lease has run out, not before', async () => {
    const { documentId, versionId } = await added({ 'a.txt': 'Taken over.' })
    const until = new Date(rolecall.clock.now() + 20_000).toISOString()
    await rolecall.db.query(
      `UPDATE document_file SET claimed_by = 'dead', due_at = $2, attempts = 1 WHERE version_id = $1`,
      [versionId, until],
    )
    await rolecall.work()
    expect(await passagesOf(rolecall, documentId)).toEqual([])
    rolecall.clock.advance(20_001)
    await rolecall.sweep()
    await rolecall.work()
    expect(await passagesOf(rolecall, documentId)).toEqual(['Taken over.'])
  })

  test('again and again is given up, and may be begun anew', async () => {
    const { documentId, versionId } = await added({ 'a.txt': 'Killer.' })
    await rolecall.db.query('UPDATE document_file SET attempts = 5 WHERE version_id = $1', [versionId])
    await rolecall.work()
    expect(await problemOf(documentId)).toBe('givenUp')
    await rolecall.deliver()
    expect(rolecall.inboxOf(team.owner).at(-1)?.title).toBe('a.txt could not be read')
    expect(titleOf(await team.owner.press(`knowledge.again:${documentId}`))).toBe('a.txt is being read again')
    await rolecall.work()
    expect(await passagesOf(rolecall, documentId)).toEqual(['Killer.'])
  })

  test('while a second run of the same job begins does the work once', async () => {
    const { documentId, versionId } = await added({ 'a.txt': 'Only once.' })
    await Promise.all([
      readNow(rolecall, versionId),
      readNow(rolecall, versionId),
      readNow(rolecall, versionId),
    ])
    expect(await passagesOf(rolecall, documentId)).toEqual(['Only once.'])
    expect(await versionsOf(rolecall, documentId)).toMatchObject([{ status: 'ready', chunks: 1 }])
  })

  test('because the document is removed leaves nothing to be found', async () => {
    const { documentId } = await added({ 'long.md': LONG })
    await team.owner.press(`knowledge.remove:${documentId}`)
    await rolecall.work()
    await rolecall.sweep()
    expect(await passagesOf(rolecall, documentId)).toEqual([])
  })

  test('what could not be asked for is asked for by a sweep', async () => {
    const { documentId } = await added({ 'a.txt': 'Found by the sweep.' })
    rolecall.forgetWork()
    await rolecall.sweep()
    await rolecall.work()
    expect(await passagesOf(rolecall, documentId)).toEqual([])
    rolecall.clock.advance(31_000)
    await rolecall.sweep()
    await rolecall.work()
    expect(await passagesOf(rolecall, documentId)).toEqual(['Found by the sweep.'])
  })
})

describe('a file that cannot be read', () => {
  test.each([
    ['empty.txt', '', 'is empty', 'empty'],
    ['broken.pdf', '%PDF-1.7\nthis is no document', 'is damaged', 'broken'],
    [
      'picture.txt',
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 73, 72, 68, 82]),
      'is really of type PNG',
      'unknownType',
    ],
    ['zeros.txt', new Uint8Array(4_096), 'is not what its name says', 'unknownType'],
    ['blank.md', ' \n\n \n', 'has no text in it', 'noText'],
  ])(
    'F114 %s: the uploader reads what is wrong and what would be right',
    async (name, bytes, words, code) => {
      const { documentId } = await added({ [name]: bytes })
      await rolecall.work()
      expect(await problemOf(documentId)).toBe(code)
      await rolecall.deliver()
      const notice = rolecall.inboxOf(team.owner).at(-1)
      expect(notice?.title).toBe(`${name} ${words}`)
      expect(notice?.text).toMatch(/\w+\./)
      expect(wordsOf(await team.owner.command('chatbot docs', 'Helper'))).toContain(words)
      expect(await passagesOf(rolecall, documentId)).toEqual([])
    },
  )

  test('because it was deleted meanwhile is said to be gone; then another takes its place', async () => {
    const { documentId } = await added({ 'a.txt': 'Gone.' })
    rolecall.forget('a.txt')
    await rolecall.work()
    await rolecall.deliver()
    expect(rolecall.inboxOf(team.owner).at(-1)?.title).toBe('a.txt is not there any more')
    expect(await problemOf(documentId)).toBe('unavailable')
  })

  test('leaves no file behind in the folder for temporary files', async () => {
    const { versionId } = await added({ 'broken.pdf': '%PDF-1.7\nnothing' })
    await rolecall.work()
    const left = readdirSync(tmpdir()).filter((name) => name.includes(versionId))
    expect(left).toEqual([])
  })
})

describe('a platform', () => {
  /** The same feature with a platform that answers as told, then hands the bytes out. */
  async function readFrom(versionId: string, answers: readonly Error[]) {
    const waiting = [...answers]
    const { db, files, clock } = rolecall
    const write = () => undefined
    const parts = knowledge({
      db,
      files,
      clock,
      contents: () => ({
        recent: async () => [],
        async *file() {
          const next = waiting.shift()
          if (next) throw next
          yield Buffer.from('At last.')
        },
      }),
      plans: rolecall.options.plans,
      embedder: null,
      enqueue: async () => undefined,
      readerArguments: ['-r', require.resolve('../support/typescript.cjs')],
      log: { info: write, warn: write, error: write },
    })
    return async () => parts.jobs?.[0]?.run({ versionId }, new AbortController().signal)
  }

  test('that asks to wait is asked again, as often as it takes', async () => {
    const { documentId, versionId } = await added({ 'a.txt': 'At last.' })
    const run = await readFrom(
      versionId,
      Array.from({ length: 8 }, () => new TryLater(1_000, 'busy')),
    )
    for (let n = 0; n < 8; n += 1) await run()
    expect(await versionsOf(rolecall, documentId)).toMatchObject([{ status: 'reading', problem: null }])
    await run()
    expect(await passagesOf(rolecall, documentId)).toEqual(['At last.'])
  })

  test('that hands out more than it said is believed no further', async () => {
    const { documentId, versionId } = await added({ 'a.txt': 'x' })
    await (await readFrom(versionId, [new FileUnavailable('tooLarge')]))()
    expect(await versionsOf(rolecall, documentId)).toMatchObject([
      { status: 'failed', problem: { code: 'unavailable', why: 'tooLarge' } },
    ])
  })

  test('that fails unexpectedly is tried five times', async () => {
    const { documentId, versionId } = await added({ 'a.txt': 'x' })
    const run = await readFrom(
      versionId,
      Array.from({ length: 9 }, () => new Error('reset')),
    )
    for (let n = 0; n < 5; n += 1) await run()
    expect(await problemOf(documentId)).toBeUndefined()
    await run()
    expect(await problemOf(documentId)).toBe('givenUp')
  })
})

test('progress is shown on the card, ten percent at a time', async () => {
  const { documentId } = await added({ 'long.md': LONG })
  await rolecall.work()
  const [upload] = await rolecall.db.query(
    'SELECT f.upload_id AS id FROM document_file f JOIN document_version v ON v.id = f.version_id WHERE v.document_id = $1',
    [documentId],
  )
  const owed = await rolecall.db.query(`SELECT 1 FROM outbox WHERE kind = 'refresh' AND subject_id = $1`, [
    upload.id,
  ])
  expect(owed.length).toBeGreaterThan(2)
  expect(owed.length).toBeLessThanOrEqual(11)
})
