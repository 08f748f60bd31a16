import { makeChatbot } from '../chatbots/stage'
import { createRolecall, type Rolecall } from '../support/rolecall'
import { type SeededTeam, seedTeam } from '../support/seed'
import {
  currentVersion,
  documentIds,
  passagesOf,
  readNow,
  replaceWith,
  upload,
  uploadAndRead,
  versionIds,
  versionsOf,
} from './stage'

let rolecall: Rolecall
let team: SeededTeam
let chatbotId: string
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())
beforeEach(async () => {
  team = await seedTeam(rolecall)
  chatbotId = await makeChatbot(rolecall, team.owner, { name: `Bot ${team.teamName}`, level: 'full' })
})

test('H16 two uploads of one name at once: one document, the other waits to replace it', async () => {
  await Promise.all([
    upload(rolecall, team.owner, chatbotId, { 'a.md': 'One' }),
    upload(rolecall, team.admin, chatbotId, { 'A.md': 'Two' }),
    upload(rolecall, team.owner, chatbotId, { 'a.MD': 'Three' }),
  ])
  expect(Object.keys(await documentIds(rolecall, chatbotId))).toHaveLength(1)
})

test('upload against deletion of the chatbot: nothing is left that anybody finds', async () => {
  await Promise.all([
    upload(rolecall, team.admin, chatbotId, { 'a.md': 'One' }),
    (async () => {
      await team.owner.press(`chatbots.delete:${chatbotId}`)
      await team.owner.submit({ name: `Bot ${team.teamName}` })
    })(),
  ])
  await rolecall.work()
  await rolecall.sweep()
  rolecall.clock.advance(10 * 60_000)
  await rolecall.sweep()
  expect(await rolecall.db.query('SELECT 1 FROM document WHERE base_id = $1', [chatbotId])).toHaveLength(0)
  expect(await rolecall.db.query('SELECT 1 FROM chunk WHERE base_id = $1', [chatbotId])).toHaveLength(0)
  expect(await rolecall.db.query('SELECT 1 FROM vocabulary WHERE base_id = $1', [chatbotId])).toHaveLength(0)
})

test('replaced twice at once: the newest version is searched, each passage once', async () => {
  const { 'a.md': id = '' } = await uploadAndRead(rolecall, team.owner, chatbotId, {
    'a.md': 'Old words stand here.',
  })
  await Promise.all([
    replaceWith(rolecall, team.owner, id, ['a.md', 'First replacement stands here.']),
    replaceWith(rolecall, team.admin, id, ['a.md', 'Second replacement stands here.']),
  ])
  const ids = await versionIds(rolecall, id)
  await Promise.all(ids.map((version) => readNow(rolecall, version)))
  await rolecall.work()
  await rolecall.sweep()
  const versions = await versionsOf(rolecall, id)
  expect(await currentVersion(rolecall, id)).toBe(
    versions.filter(({ status }) => status === 'ready').at(-1)?.number,
  )
  expect(await passagesOf(rolecall, id)).toHaveLength(1)
})

test('removed while it is read: nothing is found, nothing is left', async () => {
  const ids = await upload(rolecall, team.owner, chatbotId, { 'a.md': 'Words.\n\n'.repeat(2_000) })
  const id = ids['a.md'] ?? ''
  await Promise.all([rolecall.work(), team.owner.press(`knowledge.remove:${id}`)])
  rolecall.clock.advance(10 * 60_000)
  await rolecall.sweep()
  rolecall.clock.advance(10 * 60_000)
  await rolecall.sweep()
  expect(await rolecall.db.query('SELECT 1 FROM chunk WHERE document_id = $1', [id])).toHaveLength(0)
  expect(await rolecall.db.query('SELECT 1 FROM vocabulary WHERE base_id = $1', [chatbotId])).toHaveLength(0)
  expect(
    await rolecall.db.query(
      'SELECT 1 FROM file_part WHERE key IN (SELECT id FROM document_version WHERE document_id = $1)',
      [id],
    ),
  ).toHaveLength(0)
})
