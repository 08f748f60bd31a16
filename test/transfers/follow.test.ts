import { newId } from '../../src/db'
import type { EventName } from '../../src/events'
import { transferFollowers } from '../../src/transfers/follow'
import { BOTH_WAYS, makeChatbot, setTeam } from '../chatbots/stage'
import { createRolecall, type Rolecall, titleOf } from '../support/rolecall'
import { type SeededTeam, seedPerson } from '../support/seed'
import {
  accept,
  auditedOf,
  offerChatbot,
  offerTeam,
  openScene,
  owedAbout,
  rolesIn,
  type Someone,
  statusOf,
} from './acting'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let team: SeededTeam
  let olivia: Someone
  let adam: Someone
  let maya: Someone
  beforeEach(async () => {
    ;({ team, olivia, adam, maya } = await openScene(rolecall, { swapped }))
  })

  /** Who was told that it is over. */
  const told = async (id: string) =>
    (await owedAbout(rolecall, id)).filter((line) => line.startsWith('notice transfer.answered')).map(nameOf)
  const nameOf = (line: string) => line.split(' ').at(-1)
  const happens = async (on: EventName, subjectId: string) => {
    const followers = transferFollowers(rolecall.db, () => rolecall.clock.now())
    const event = { id: newId(0), accountId: team.accountId, subjectId, actorId: null }
    for (const follower of followers) if (follower.on === on) await follower.follow(event)
  }

  test('R4 a recipient who is removed: cancelled, who started it is told, the card is redrawn', async () => {
    const id = await offerTeam(rolecall, team, olivia, maya)
    await team.admin.command('team remove', 'Maya')
    await team.admin.click('Remove')
    await rolecall.deliver()
    expect(await statusOf(rolecall, id)).toBe('cancelled')
    expect(await told(id)).toEqual(['Olivia'])
    expect(await owedAbout(rolecall, id)).toContain('refresh transfer')
    expect(await auditedOf(rolecall, id)).toEqual(['transfer.started', 'transfer.cancelled'])
  })

  test('a recipient who leaves: cancelled, and the one who started it is told', async () => {
    const id = await offerTeam(rolecall, team, olivia, maya)
    await team.member.command('team leave')
    await team.member.click('Leave')
    await rolecall.deliver()
    expect(await statusOf(rolecall, id)).toBe('cancelled')
    expect(await told(id)).toEqual(['Olivia'])
  })

  test('somebody else leaves: it goes on waiting', async () => {
    const id = await offerTeam(rolecall, team, olivia, maya)
    await team.admin.command('team leave')
    await team.admin.click('Leave')
    await rolecall.deliver()
    expect(await statusOf(rolecall, id)).toBe('pending')
    expect(await accept(rolecall, id, maya)).toEqual({ id })
  })

  test('a removed recipient is refused at once, also before anything has followed (R4)', async () => {
    const id = await offerTeam(rolecall, team, olivia, maya)
    await team.admin.command('team remove', 'Maya')
    await team.admin.click('Remove')
    expect(await accept(rolecall, id, maya)).toMatchObject({ code: 'notFound', what: 'transfer' })
    expect(await rolesIn(rolecall, team.teamId)).toEqual({ Olivia: 'owner', Adam: 'admin' })
    await rolecall.deliver()
    expect(await statusOf(rolecall, id)).toBe('cancelled')
    expect(await auditedOf(rolecall, id)).toEqual(['transfer.started', 'transfer.cancelled'])
  })

  test('who was removed and came back is offered it anew or not at all', async () => {
    const id = await offerTeam(rolecall, team, olivia, maya)
    await team.admin.command('team remove', 'Maya')
    await team.admin.click('Remove')
    rolecall.clock.advance(1)
    await rolecall.db.query(
      `INSERT INTO membership (id, account_id, workspace_id, team_id, person_id, role, joined_at)
       SELECT id || 'x', account_id, workspace_id, team_id, person_id, role, ended_at + interval '1 ms' FROM membership
       WHERE team_id = $1 AND person_id = $2`,
      [team.teamId, maya.personId],
    )
    expect(await accept(rolecall, id, maya)).toMatchObject({ code: 'transferOver', status: 'cancelled' })
    const anew = await offerTeam(rolecall, team, olivia, maya)
    expect(await accept(rolecall, anew, maya)).toEqual({ id: anew })
  })

  test('a deleted team: cancelled; that the team is deleted is all that its members are told', async () => {
    const id = await offerTeam(rolecall, team, olivia, maya)
    await team.owner.command('team delete')
    await team.owner.submit({ name: team.teamName })
    await rolecall.deliver()
    expect(await statusOf(rolecall, id)).toBe('cancelled')
    expect(await told(id)).toEqual([])
  })

  test('the same event delivered again changes nothing and tells nobody again', async () => {
    const id = await offerTeam(rolecall, team, olivia, maya)
    await team.member.command('team leave')
    await team.member.click('Leave')
    await rolecall.deliver()
    await happens('member.left', team.teamId)
    expect(await auditedOf(rolecall, id)).toEqual(['transfer.started', 'transfer.cancelled'])
    expect(await told(id)).toEqual(['Olivia'])
  })

  test('an event about a thing that can still go over cancels nothing', async () => {
    const id = await offerTeam(rolecall, team, olivia, maya)
    for (const event of ['member.left', 'team.deleted', 'team.transferred'] as const)
      await happens(event, team.teamId)
    expect(await statusOf(rolecall, id)).toBe('pending')
  })

  test('R3 a team that got another owner by other means: the old one’s offer is cancelled, nobody can accept it', async () => {
    const id = await offerTeam(rolecall, team, olivia, maya)
    await rolecall.db.query(
      `WITH old AS (UPDATE membership SET role = 'member', version = version + 1 WHERE team_id = $1 AND role = 'owner' RETURNING 1)
       UPDATE membership SET role = 'owner', version = version + 1 FROM old WHERE team_id = $1 AND person_id = $2`,
      [team.teamId, adam.personId],
    )
    await happens('team.transferred', team.teamId)
    expect(await statusOf(rolecall, id)).toBe('cancelled')
    expect(await accept(rolecall, id, maya)).toMatchObject({ code: 'transferOver' })
    expect(await rolesIn(rolecall, team.teamId)).toEqual({ Olivia: 'member', Adam: 'owner', Maya: 'member' })
  })

  describe('of a chatbot', () => {
    let chatbotId: string
    let id: string
    beforeEach(async () => {
      await setTeam(team, 'memberChatbotCreation')
      chatbotId = await makeChatbot(rolecall, team.member, { name: 'Helper' })
      id = await offerChatbot(rolecall, chatbotId, maya, adam)
    })

    test('its owner deletes it: cancelled, and the recipient is told', async () => {
      await team.member.command('chatbot delete', 'Helper')
      await team.member.submit({ name: 'Helper' })
      await rolecall.deliver()
      expect(await statusOf(rolecall, id)).toBe('cancelled')
      expect(await told(id)).toEqual(['Adam'])
      expect(await accept(rolecall, id, adam)).toMatchObject({ code: 'transferOver', status: 'cancelled' })
    })

    test('its owner leaves the team: it is still theirs to give', async () => {
      await team.member.command('team leave')
      await team.member.click('Leave')
      await rolecall.deliver()
      expect(await accept(rolecall, id, adam)).toEqual({ id })
    })

    test('it got another owner by other means: cancelled', async () => {
      await rolecall.db.query('UPDATE chatbot SET owner_id = $2 WHERE id = $1', [chatbotId, olivia.personId])
      await happens('chatbot.transferred', chatbotId)
      expect(await statusOf(rolecall, id)).toBe('cancelled')
    })

    test('a recipient who is no longer of the workspace cannot accept', async () => {
      const { personId, user } = await seedPerson(rolecall, team, { name: 'Nora', platform: 'slack' })
      const nora = { personId, user, accountId: team.accountId }
      const second = await makeChatbot(rolecall, team.member, { name: 'Second' })
      const offered = await offerChatbot(rolecall, second, maya, nora)
      await rolecall.db.query(
        `INSERT INTO workspace (id, account_id, name, created_at) VALUES ($1, $2, 'Other', now())`,
        [`w${personId}`, team.accountId],
      )
      await rolecall.db.query('UPDATE workspace_user SET workspace_id = $2 WHERE person_id = $1', [
        personId,
        `w${personId}`,
      ])
      expect(await accept(rolecall, offered, nora)).toMatchObject({ code: 'notFound', what: 'transfer' })
    })
  })

  test('R2 H11 the owner leads on to the transfer instead of leaving', async () => {
    expect(JSON.stringify(await team.owner.command('team leave'))).toContain('team transfer')
    expect(titleOf(team.owner.last)).toBe('The owner cannot leave')
    expect(await rolesIn(rolecall, team.teamId)).toMatchObject({ Olivia: 'owner' })
  })
})
