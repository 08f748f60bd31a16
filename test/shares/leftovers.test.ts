import { newId } from '../../src/db'
import { auditedOf, liveGrants, makeChatbot } from '../chatbots/stage'
import { createRolecall, type Rolecall, titleOf } from '../support/rolecall'
import { type SeededTeam, seedTeam } from '../support/seed'
import { until } from '../support/until'
import { offerChatbot } from './requests/stage'
import { askInChat } from './requests/surface-stage'
import { accessTo, seedOutsider } from './stage'

let rolecall: Rolecall
let team: SeededTeam
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())
beforeEach(async () => {
  team = await seedTeam(rolecall)
})

/** Statements that wait for another one to end. */
const waiting = (count: number) =>
  until(async () => {
    const [row] = await rolecall.db.query(
      `SELECT count(DISTINCT pid)::int AS waiting FROM pg_locks JOIN pg_stat_activity a USING (pid)
       WHERE NOT granted AND a.datname = current_database()`,
    )
    return row.waiting === count
  })

/** Holds up the first change until the second waits for it: both are under way, and the first one stands. */
async function overtaking(
  hold: { sql: string; parameters: readonly unknown[] },
  first: () => Promise<unknown>,
  second: () => Promise<unknown>,
): Promise<void> {
  const holder = rolecall.db.createQueryRunner()
  await holder.connect()
  await holder.startTransaction()
  await holder.query(hold.sql, [...hold.parameters])
  try {
    const earlier = first()
    await waiting(1)
    const later = second()
    await waiting(2)
    await holder.rollbackTransaction()
    await Promise.all([earlier, later])
  } finally {
    await holder.release()
  }
  await rolecall.deliver()
}

/** A share of the same chatbot with the same team or person that is not written yet: another one waits for it. */
const unwritten = (chatbotId: string, whom: { teamId: string } | { personId: string }) => ({
  sql: `INSERT INTO share_grant (id, account_id, chatbot_id, team_id, person_id, level, knowledge, granted_by, granted_at)
    SELECT $1, account_id, id, $3, $4, 'view', true, owner_id, created_at FROM chatbot WHERE id = $2`,
  parameters: [
    newId(rolecall.clock.now()),
    chatbotId,
    'teamId' in whom ? whom.teamId : null,
    'personId' in whom ? whom.personId : null,
  ],
})

const deleteBy = (chatbotId: string) =>
  ({ kind: 'submit', submit: `chatbots.delete:${chatbotId}`, values: { name: 'Helper' } }) as const

test('H16 a request that is approved while the chatbot is deleted leaves no share; who was to pay is told', async () => {
  const { id, chatbotId } = await askInChat(rolecall, team)
  await overtaking(
    { sql: 'SELECT 1 FROM share_request WHERE id = $1 FOR UPDATE', parameters: [id] },
    () => team.owner.press(`requests.approveAsAsked:${id}`),
    () => team.member.does(deleteBy(chatbotId)),
  )
  expect(titleOf(team.member.last)).toBe('Chatbot Helper is deleted')
  expect(await liveGrants(rolecall, chatbotId)).toEqual([])
  expect(rolecall.inboxOf(team.owner).filter(({ title }) => title.includes('was deleted'))).toMatchObject([
    { title: 'Chatbot Helper was deleted' },
  ])
  expect(await auditedOf(rolecall, chatbotId)).toContain('chatbot.unshared')
  await team.owner.command('team delete')
  await team.owner.submit({ name: team.teamName })
  await rolecall.deliver()
  expect(rolecall.inboxOf(team.member).map(({ title }) => title)).not.toContain(
    `Team ${team.teamName} shares your chatbots no longer`,
  )
})

test('H16 a share that is given while the chatbot is deleted ends, and the owner of the team reads that it is gone', async () => {
  const chatbotId = await makeChatbot(rolecall, team.admin)
  const elsewhere = team.admin.in(team.admin.tenant)
  await overtaking(
    unwritten(chatbotId, team),
    () => team.admin.command('chatbot share', { chatbot: 'Helper', with: team.teamName, level: 'view' }),
    () => elsewhere.does(deleteBy(chatbotId)),
  )
  expect(await liveGrants(rolecall, chatbotId)).toEqual([])
  expect(rolecall.inboxOf(team.owner).at(-1)?.title).toBe('Chatbot Helper was deleted')
})

test('H16 a share with whom a chatbot is handed to, given while they accept, ends', async () => {
  const otto = await seedOutsider(rolecall, team)
  const chatbotId = await makeChatbot(rolecall, team.owner)
  const offer = await offerChatbot(rolecall, team.owner, chatbotId, otto.user)
  await overtaking(
    unwritten(chatbotId, otto),
    () => team.owner.command('chatbot share', { chatbot: 'Helper', with: 'Otto', level: 'view' }),
    () => otto.user.press(`transfers.accept:${offer}`),
  )
  expect(titleOf(team.owner.last)).toBe('Chatbot Helper is shared with Otto')
  expect(await liveGrants(rolecall, chatbotId)).toEqual([])
})

test('other shares outlive a chatbot’s new owner', async () => {
  const otto = await seedOutsider(rolecall, team)
  await seedOutsider(rolecall, team, 'Paula')
  const chatbotId = await makeChatbot(rolecall, team.owner, { level: 'edit' })
  await team.owner.command('chatbot share', { chatbot: 'Helper', with: 'Paula', level: 'view' })
  const offer = await offerChatbot(rolecall, team.owner, chatbotId, otto.user)
  await otto.user.press(`transfers.accept:${offer}`)
  await rolecall.deliver()
  expect(await accessTo(rolecall, chatbotId)).toEqual([`${team.teamName} edit`, 'Paula view'])
})
