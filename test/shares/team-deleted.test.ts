import { ulid } from 'ulid'
import { HOUR_MS } from '../../src/clock'
import { newId } from '../../src/db'
import type { Happened } from '../../src/events'
import { shareFollowers } from '../../src/shares/follow'
import { auditedOf, BOTH_WAYS, makeChatbot } from '../chatbots/stage'
import { createRolecall, type Rolecall } from '../support/rolecall'
import { type SeededTeam, seedTeam } from '../support/seed'
import { accessTo, makeTeam, seedOutsider } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

const told = (team: SeededTeam) =>
  rolecall.inboxOf(team.admin).filter(({ title }) => title.includes('shares your'))

async function deleteTeam(team: SeededTeam): Promise<void> {
  await team.owner.command('team delete', team.teamName)
  await team.owner.submit({ name: team.teamName })
}

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  test('F42 a deleted team’s shares end, other shares stay, and each owner is told once who pays now', async () => {
    const team = await seedTeam(rolecall, { swapped })
    await seedOutsider(rolecall, team)
    const one = await makeChatbot(rolecall, team.admin, { name: 'One', level: 'view' })
    const two = await makeChatbot(rolecall, team.admin, { name: 'Two', level: 'full' })
    const three = await makeChatbot(rolecall, team.admin, { name: 'Three', level: 'view' })
    await makeTeam(rolecall, team.admin, 'Beta')
    await team.admin.command('chatbot share', { chatbot: 'Two', with: 'Otto', level: 'view' })
    await team.admin.command('chatbot share', { chatbot: 'Three', with: 'Beta', level: 'view' })
    await deleteTeam(team)
    await rolecall.deliver()
    expect(await accessTo(rolecall, one)).toEqual([])
    expect(await accessTo(rolecall, two)).toEqual(['Otto view'])
    expect(await accessTo(rolecall, three)).toEqual(['Beta view'])
    const [notice, ...others] = told(team)
    expect(others).toEqual([])
    expect(notice?.title).toBe(`Team ${team.teamName} shares your chatbots no longer`)
    expect(notice?.fields).toEqual([
      { name: 'Personal again: you pay for what is asked of them', value: 'One\nTwo' },
      { name: 'Still shared with another team', value: 'Three' },
    ])
    for (const id of [one, two, three]) expect(await auditedOf(rolecall, id)).toContain('chatbot.unshared')
  })
})

test('a team that has two hundred chatbots of one person is deleted like any other', async () => {
  const team = await seedTeam(rolecall)
  const id = await makeChatbot(rolecall, team.admin, { name: 'Copied', level: 'view' })
  // Unlike ids of one moment, these have nothing in common that could be packed.
  const ids = () => Array.from({ length: 200 }, (_, index) => ulid(rolecall.clock.now() - index * HOUR_MS))
  await rolecall.db.query(
    `WITH copied AS (
       INSERT INTO chatbot (id, account_id, workspace_id, owner_id, name, created_at)
       SELECT copy, account_id, workspace_id, owner_id, name, created_at FROM chatbot, unnest($2::text[]) copy WHERE id = $1
       RETURNING id, account_id, owner_id, created_at
     ), numbered AS (SELECT *, row_number() OVER () AS number FROM copied)
     INSERT INTO share_grant (id, account_id, chatbot_id, team_id, level, knowledge, granted_by, granted_at)
     SELECT ($3::text[])[number], account_id, id, $4, 'view', true, owner_id, created_at FROM numbered`,
    [id, ids(), ids(), team.teamId],
  )
  await deleteTeam(team)
  await rolecall.deliver()
  const [{ live }] = await rolecall.db.query(
    'SELECT count(*)::int AS live FROM share_grant WHERE team_id = $1 AND ended_at IS NULL',
    [team.teamId],
  )
  expect(live).toBe(0)
  expect(told(team)).toHaveLength(1)
})

test('H17 the event may be delivered again and at the same time: each share ends once, each owner is told once', async () => {
  const team = await seedTeam(rolecall)
  const id = await makeChatbot(rolecall, team.admin, { level: 'view' })
  await deleteTeam(team)
  const event: Happened = {
    id: newId(rolecall.clock.now()),
    accountId: team.accountId,
    subjectId: team.teamId,
    actorId: null,
  }
  const follow = async () => {
    for (const follower of shareFollowers(rolecall.db, rolecall.clock.now)) await follower.follow(event)
  }
  await Promise.all([follow(), follow(), follow()])
  await follow()
  await rolecall.deliver()
  expect(await accessTo(rolecall, id)).toEqual([])
  expect(told(team)).toHaveLength(1)
  expect((await auditedOf(rolecall, id)).filter((action) => action === 'chatbot.unshared')).toHaveLength(1)
})

test('the shares of a team that lives stay, whatever is said to have happened', async () => {
  const team = await seedTeam(rolecall)
  const id = await makeChatbot(rolecall, team.admin, { level: 'view' })
  const event = { id: newId(0), accountId: team.accountId, subjectId: team.teamId, actorId: null }
  for (const follower of shareFollowers(rolecall.db, rolecall.clock.now)) await follower.follow(event)
  expect(await accessTo(rolecall, id)).toEqual([`${team.teamName} view`])
})
