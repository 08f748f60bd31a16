import { cardOf, createRolecall, type Rolecall, wordsOf } from '../support/rolecall'
import { inPrivate, keepDocument, type Scene, setScene } from './stage'

let rolecall: Rolecall
let scene: Scene
let documentId: string
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())
beforeEach(async () => {
  scene = await setScene(rolecall, false)
  documentId = await keepDocument(rolecall, {
    chatbotId: scene.chatbotId,
    name: 'salaries.md',
    passages: { Pay: 'The salary of a picker is 3,141 euros.' },
  })
  rolecall.model.says('It is 3,141 euros [1].')
})
const restrict = async () => {
  await rolecall.db.query("UPDATE document SET access = 'restricted' WHERE id = $1", [documentId])
}
const lastPrompt = () => JSON.stringify(rolecall.model.prompts.at(-1))

test('R4 B14 what a document said before it was restricted is not repeated to others in the thread', async () => {
  const place = { channelId: 'C1', threadId: 'T-restricted' }
  await scene.owner.says('What is the salary of a picker?', { place })
  await restrict()
  await scene.admin.says('Say that again, please?', { place })
  expect(lastPrompt()).not.toContain('3,141')
})

test('R4 what a document said before its removal is not repeated in private', async () => {
  await scene.admin.says('What is the salary of a picker?', inPrivate)
  await rolecall.db.query('UPDATE document SET removed_at = now() WHERE id = $1', [documentId])
  await scene.admin.says('Say that again, please?', inPrivate)
  expect(lastPrompt()).not.toContain('3,141')
})

test('F95 what documents said is not repeated when the share no longer includes them', async () => {
  await scene.admin.says('What is the salary of a picker?', inPrivate)
  await rolecall.db.query('UPDATE share_grant SET knowledge = false WHERE chatbot_id = $1', [scene.chatbotId])
  await scene.admin.says('Say that again, please?', inPrivate)
  expect(lastPrompt()).not.toContain('3,141')
})

test('a source of an earlier version is not shown when the document was replaced to take it back', async () => {
  await scene.admin.says('What is the salary of a picker?', inPrivate)
  const press = (cardOf(
    await Promise.resolve({
      kind: 'say',
      card: scene.admin.grown.cards.at(-1)!,
      audience: 'private',
    } as const),
  ).rows ?? [])[0]?.button
  await rolecall.db.query(
    `INSERT INTO document_version (id, document_id, number, size_bytes, status, progress, uploaded_by, uploaded_at)
     SELECT 'v2' || right($1, 20), $1, 2, 1, 'ready', 100, created_by, now() FROM document WHERE id = $1`,
    [documentId],
  )
  await rolecall.db.query('UPDATE document SET current_version = 2 WHERE id = $1', [documentId])
  expect(wordsOf(await scene.admin.press(press && 'press' in press ? press.press : ''))).not.toContain(
    '3,141',
  )
})
