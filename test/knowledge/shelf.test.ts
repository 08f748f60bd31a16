import { makeChatbot } from '../chatbots/stage'
import { createRolecall, type Rolecall } from '../support/rolecall'
import { type SeededTeam, seedTeam } from '../support/seed'
import { upload } from './stage'

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

test('F113 two uploads at once do not exceed two hundred documents', async () => {
  await rolecall.db.query(
    `INSERT INTO document (id, account_id, base_id, name, media_type, created_by, created_at)
     SELECT 'fill' || n || right($1, 12), account_id, id, 'fill ' || n, 'text/plain', owner_id, now() FROM chatbot, generate_series(1, 195) n WHERE id = $1`,
    [chatbotId],
  )
  const five = (mark: string) =>
    Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`${mark}${n}.md`, `Text ${mark}${n}`]))
  await Promise.all([
    upload(rolecall, team.owner, chatbotId, five('x')),
    upload(rolecall, team.admin, chatbotId, five('y')),
  ])
  const [{ count }] = await rolecall.db.query('SELECT count(*)::int FROM document WHERE base_id = $1', [
    chatbotId,
  ])
  expect(count).toBeLessThanOrEqual(200)
})
