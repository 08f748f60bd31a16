import { type Embedder, ModelFailure } from '../../src/chat'
import { knowledge } from '../../src/knowledge'
import { makeChatbot } from '../chatbots/stage'
import { createRolecall, type Rolecall } from '../support/rolecall'
import { seedTeam } from '../support/seed'
import { upload, versionIds, versionsOf } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
  // Keeps vectors as pgvector does, which not every PostgreSQL has; nothing here compares them.
  await rolecall.db.query(`RESET ROLE;
    CREATE DOMAIN vector AS text;
    CREATE TABLE chunk_vector (chunk_id bigint REFERENCES chunk ON DELETE CASCADE, model text, embedding vector, PRIMARY KEY (chunk_id, model));
    SET ROLE rolecall_app`)
})
afterAll(() => rolecall.close())

/** The feature with an embedding model that fails as often as told. */
function withModel(name: string, failures = 0) {
  let left = failures
  const embedder: Embedder = {
    name,
    dimensions: 2,
    embed: async (texts) => {
      if (left-- > 0) throw new ModelFailure('unreachable', 'no route')
      return texts.map((text) => [text.length, 1])
    },
  }
  const write = () => undefined
  const { db, files, clock } = rolecall
  const { plans } = rolecall.options
  const parts = knowledge({
    ...{ db, files, clock, plans, embedder },
    contents: () => rolecall.contents,
    enqueue: async () => undefined,
    readerArguments: ['-r', require.resolve('../support/typescript.cjs')],
    log: { info: write, warn: write, error: write },
  })
  return {
    read: (versionId: string) => parts.jobs?.[0]?.run({ versionId }, new AbortController().signal),
    sweep: async () => {
      const sweep = parts.sweeps?.find((each) => each.name === 'missing-vectors')
      while (sweep && (await sweep.run()) > 0);
    },
  }
}

const vectorsOf = async (documentId: string, model: string): Promise<number> =>
  (
    await rolecall.db.query(
      'SELECT 1 FROM chunk_vector v JOIN chunk c ON c.id = v.chunk_id WHERE c.document_id = $1 AND v.model = $2',
      [documentId, model],
    )
  ).length

const LONG = Array.from(
  { length: 200 },
  (_, n) => `# Part ${n}\n\n${`Part number ${n} of it. `.repeat(30)}\n`,
).join('\n')

async function added() {
  const team = await seedTeam(rolecall)
  const chatbotId = await makeChatbot(rolecall, team.owner)
  const [documentId = ''] = Object.values(await upload(rolecall, team.owner, chatbotId, { 'long.md': LONG }))
  const [versionId = ''] = await versionIds(rolecall, documentId)
  return { documentId, versionId }
}

const passages = async (documentId: string) => (await versionsOf(rolecall, documentId))[0]?.chunks

test('every passage gets its vector before the document is ready', async () => {
  const { documentId, versionId } = await added()
  await withModel('one').read(versionId)
  expect(await passages(documentId)).toBeGreaterThan(100)
  expect(await vectorsOf(documentId, 'one')).toBe(await passages(documentId))
})

test('a model that does not answer keeps no document from being searched; its vectors come later', async () => {
  const { documentId, versionId } = await added()
  const model = withModel('two', 1)
  await model.read(versionId)
  expect(await versionsOf(rolecall, documentId)).toMatchObject([{ status: 'ready' }])
  expect(await vectorsOf(documentId, 'two')).toBe(0)
  await model.sweep()
  expect(await vectorsOf(documentId, 'two')).toBe(await passages(documentId))
})

test('another model gives all that is searched new vectors', async () => {
  const { documentId, versionId } = await added()
  await withModel('three').read(versionId)
  await withModel('four').sweep()
  expect(await vectorsOf(documentId, 'four')).toBe(await passages(documentId))
})
