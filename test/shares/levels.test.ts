import { BOTH_WAYS, makeChatbot, readChatbot } from '../chatbots/stage'
import { HANDBOOK, keepDocument, QUESTION, usageOf } from '../conversations/stage'
import { createRolecall, type Rolecall, type TestUser, titleOf, wordsOf } from '../support/rolecall'
import { type SeededTeam, seedTeam } from '../support/seed'
import { seedOutsider } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

const DEEDS = {
  use: async (user: TestUser, id: string) => {
    await user.command('ask', { ...QUESTION, chatbot: id, private: 'yes' })
    return (await usageOf(rolecall, id)).length === 1
  },
  'see its settings': async (user: TestUser, id: string) =>
    wordsOf(await user.command('chatbot show', id)).includes('Be brief.'),
  'change its settings': async (user: TestUser, id: string) => {
    await user.does({ kind: 'submit', submit: `chatbots.edit:${id}:1`, values: { name: 'Changed' } })
    return (await readChatbot(rolecall, id)).name === 'Changed'
  },
  'change its documents': async (user: TestUser, id: string) => {
    const [{ id: document }] = await rolecall.db.query('SELECT id FROM document WHERE base_id = $1', [id])
    await user.press(`knowledge.remove:${document}`)
    const [{ gone }] = await rolecall.db.query(
      'SELECT removed_at IS NOT NULL AS gone FROM document WHERE id = $1',
      [document],
    )
    return gone
  },
  pause: async (user: TestUser, id: string) => {
    await user.press(`chatbots.status:${id}:pause`)
    return (await readChatbot(rolecall, id)).status === 'paused'
  },
  archive: async (user: TestUser, id: string) => {
    await user.press(`chatbots.status:${id}:archive`)
    return (await readChatbot(rolecall, id)).status === 'archived'
  },
  'restore it from the archive': async (user: TestUser, id: string) => {
    await rolecall.db.query(`UPDATE chatbot SET status = 'archived' WHERE id = $1`, [id])
    await user.press(`chatbots.status:${id}:restore`)
    return (await readChatbot(rolecall, id)).status === 'active'
  },
  delete: async (user: TestUser, id: string) => {
    await user.does({ kind: 'submit', submit: `chatbots.delete:${id}`, values: { name: 'Helper' } })
    return (await readChatbot(rolecall, id)).deleted
  },
  'hand it over': async (user: TestUser, id: string) => {
    const answer = await user.command('chatbot transfer', { chatbot: id, address: 'Maya' })
    return titleOf(answer) !== 'You may not hand chatbot Helper over'
  },
  'share it on': async (user: TestUser, id: string) => {
    await user.does({
      kind: 'submit',
      submit: `shares.givePerson:${id}`,
      values: { person: 'Maya', level: 'view' },
    })
    return (await rolecall.db.query('SELECT 1 FROM share_grant WHERE chatbot_id = $1', [id])).length > 1
  },
} as const
type Deed = keyof typeof DEEDS

const USES: readonly Deed[] = ['use', 'see its settings']
const EDITS: readonly Deed[] = [...USES, 'change its settings', 'change its documents']
const DEPLOYS: readonly Deed[] = [...EDITS, 'pause', 'archive', 'restore it from the archive']

const CASES: readonly (readonly [string, 'view' | 'edit' | 'full', 'yes' | 'no', readonly Deed[]])[] = [
  ['F92', 'view', 'yes', USES],
  ['F93', 'edit', 'yes', EDITS],
  ['F94', 'full', 'yes', DEPLOYS],
  ['F95', 'edit', 'no', EDITS.filter((deed) => deed !== 'change its documents')],
  ['F95', 'full', 'no', DEPLOYS.filter((deed) => deed !== 'change its documents')],
]

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let team: SeededTeam
  beforeEach(async () => {
    team = await seedTeam(rolecall, { swapped })
  })

  const cells = CASES.flatMap(([fact, level, documents, may]) =>
    (Object.keys(DEEDS) as Deed[]).map(
      (deed) => [fact, level, documents, may.includes(deed) ? 'may' : 'may not', deed] as const,
    ),
  )

  test.each(cells)(
    '%s at level %s, documents: %s, a person of no team %s %s',
    async (_fact, level, documents, may, deed) => {
      const otto = await seedOutsider(rolecall, team)
      const id = await makeChatbot(rolecall, team.owner, { instructions: 'Be brief.' })
      await keepDocument(rolecall, { chatbotId: id, passages: HANDBOOK })
      await team.owner.command('chatbot share', { chatbot: id, with: 'Otto', level, documents })
      expect(await DEEDS[deed](otto.user, id)).toBe(may === 'may')
    },
  )
})
