import { BOTH_WAYS, makeChatbot } from './chatbots/stage'
import { createRolecall, type Rolecall, titleOf } from './support/rolecall'
import { type SeededTeam, seedTeam } from './support/seed'

let rolecall: Rolecall
let team: SeededTeam
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

/** What is owed to followers about this subject. */
const eventsOf = (subjectId: string) =>
  rolecall.db.query(
    `SELECT o.name, p.name AS actor, o.account_id AS "accountId" FROM outbox o LEFT JOIN person p ON p.id = o.actor_id
     WHERE o.kind = 'event' AND o.subject_id = $1 ORDER BY o.id`,
    [subjectId],
  )

describe.each(BOTH_WAYS)('others can follow what happened, %s', (_name, swapped) => {
  beforeEach(async () => {
    team = await seedTeam(rolecall, { swapped })
  })

  test('a member is removed', async () => {
    await team.admin.command('team remove', 'Maya')
    await team.admin.click('Remove')
    const event = { name: 'member.left', actor: 'Adam', accountId: team.accountId }
    expect(await eventsOf(team.teamId)).toEqual([event])
  })

  test('a member leaves', async () => {
    await team.member.command('team leave')
    await team.member.click('Leave')
    const event = { name: 'member.left', actor: 'Maya', accountId: team.accountId }
    expect(await eventsOf(team.teamId)).toEqual([event])
  })

  test('a role is changed: nobody has left', async () => {
    await team.owner.command('team role', { person: 'Maya', role: 'admin' })
    expect(titleOf(await team.owner.click('Make Admin'))).toBe('Maya is now Admin')
    expect(await eventsOf(team.teamId)).toEqual([])
  })

  test('a removal that is refused: nobody has left (H11)', async () => {
    await team.admin.command('team remove', 'Olivia')
    expect(await eventsOf(team.teamId)).toEqual([])
  })

  test('a team is deleted, which is one event however many members it had', async () => {
    await team.owner.command('team delete')
    await team.owner.submit({ name: team.teamName })
    const event = { name: 'team.deleted', actor: 'Olivia', accountId: team.accountId }
    expect(await eventsOf(team.teamId)).toEqual([event])
  })

  test('a chatbot is deleted, by its owner or by an admin', async () => {
    const [own, shared] = [
      await makeChatbot(rolecall, team.owner, { name: 'Own' }),
      await makeChatbot(rolecall, team.owner, { name: 'Shared', level: 'view' }),
    ]
    await team.owner.command('chatbot delete', 'Own')
    await team.owner.submit({ name: 'Own' })
    await team.admin.command('chatbot delete', 'Shared')
    await team.admin.submit({ name: 'Shared' })
    const event = { name: 'chatbot.deleted', accountId: team.accountId }
    const deletionsOf = async (id: string) =>
      (await eventsOf(id)).filter(({ name }: { name: string }) => name === 'chatbot.deleted')
    expect(await deletionsOf(own)).toEqual([{ ...event, actor: 'Olivia' }])
    expect(await deletionsOf(shared)).toEqual([{ ...event, actor: 'Adam' }])
  })
})
