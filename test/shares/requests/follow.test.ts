import { isoTime } from '../../../src/clock'
import { newId } from '../../../src/db'
import { LIFETIME_MS } from '../../../src/deadlines'
import type { EventName, Happened } from '../../../src/events'
import { approveRequest } from '../../../src/shares/requests/approve-request'
import { requestFollowers } from '../../../src/shares/requests/follow'
import { mayDecide } from '../../../src/shares/requests/may-decide'
import { readRequestByToken } from '../../../src/shares/requests/repository'
import { auditedOf, liveGrants, makeChatbot, setTeam } from '../../chatbots/stage'
import { createRolecall, type Rolecall } from '../../support/rolecall'
import { type SeededTeam, seedPerson, seedTeam } from '../../support/seed'
import {
  type Asked,
  askFor,
  contextOf,
  file,
  filed,
  kept,
  linkHashOf,
  offerChatbot,
  offerTeam,
  owedOf,
  owedWords,
  personOf,
  takeOver,
} from './stage'

let rolecall: Rolecall
let team: SeededTeam
beforeAll(async () => {
  rolecall = await createRolecall()
})
beforeEach(async () => {
  team = await seedTeam(rolecall)
})
afterAll(() => rolecall.close())

/** Delivers an event to its followers, twice, as after a worker was killed. */
async function follow(on: EventName, subjectId: string, more: Partial<Happened> = {}): Promise<void> {
  const { db, clock } = rolecall
  const followers = requestFollowers(db, () => clock.now()).filter((each) => each.on === on)
  expect(followers).toHaveLength(1)
  const { accountId } = team
  const event = { id: newId(clock.now()), accountId, subjectId, actorId: null, ...more }
  for (const each of [...followers, ...followers]) await each.follow(event)
}

async function removeMaya(): Promise<void> {
  await team.admin.command('team remove', 'Maya')
  await team.admin.click('Remove')
}

/** What makes a request pointless, and the event that tells of it. */
const REASONS: readonly (readonly [string, string, (asked: Asked) => Promise<() => Promise<void>>])[] = [
  [
    'the requester is removed',
    'requesterLeft',
    async () => {
      await removeMaya()
      return () => follow('member.left', team.teamId)
    },
  ],
  [
    'the team is deleted',
    'teamDeleted',
    async () => {
      await team.owner.command('team delete')
      await team.owner.submit({ name: team.teamName })
      return () => follow('team.deleted', team.teamId)
    },
  ],
  [
    'the chatbot is deleted',
    'chatbotDeleted',
    async ({ chatbotId }) => {
      await team.member.command('chatbot delete')
      await team.member.submit({ name: 'Helper' })
      return () => follow('chatbot.deleted', chatbotId)
    },
  ],
  [
    'the chatbot has another owner',
    'chatbotTransferred',
    async ({ chatbotId }) => {
      await takeOver(rolecall, team.admin, await offerChatbot(rolecall, team.member, chatbotId, team.admin))
      return () => follow('chatbot.transferred', chatbotId)
    },
  ],
  [
    'it is shared with the team directly',
    'shared',
    async ({ chatbotId }) => {
      await team.owner.command('team role', 'Maya admin')
      await team.owner.click('Make Admin')
      await team.member.command('chatbot share', { chatbot: 'Helper', level: 'edit' })
      return () => follow('chatbot.shared', chatbotId)
    },
  ],
  [
    'the requester owns the team',
    'requesterOwns',
    async () => {
      await takeOver(rolecall, team.member, await offerTeam(rolecall, team, team.member))
      return () => follow('team.transferred', team.teamId)
    },
  ],
]

describe.each(REASONS)('%s: the request is pointless', (_what, why, happens) => {
  test('it is cancelled once, the requester is told why, and every card is redrawn', async () => {
    const asked = await askFor(rolecall, team)
    const told = await happens(asked)
    await told()
    expect(await kept(rolecall, asked.id)).toMatchObject({
      status: 'cancelled',
      endedBy: null,
      granted: null,
    })
    const owed = (await owedOf(rolecall, asked.id)).slice(2)
    expect(owed).toMatchObject([
      { kind: 'notice', name: 'request.decided', who: 'Maya', data: { why } },
      { kind: 'refresh', name: 'shareRequest' },
    ])
    const [entry] = await rolecall.db.query(
      `SELECT actor_id, data FROM audit_entry WHERE subject_id = $1 AND action = 'request.cancelled'`,
      [asked.id],
    )
    expect(entry).toMatchObject({ actor_id: null, data: { name: 'Helper', requester: 'Maya', why } })
    expect(await auditedOf(rolecall, asked.id)).toEqual(['request.filed', 'request.cancelled'])
  })

  test('the event that was owed with it finds its follower', async () => {
    const asked = await askFor(rolecall, team)
    await happens(asked)
    await rolecall.deliver()
    expect(await auditedOf(rolecall, asked.id)).toEqual(['request.filed', 'request.cancelled'])
  })

  test('R4 H1 a click before anybody has followed it up approves nothing', async () => {
    const asked = await askFor(rolecall, team)
    const context = await contextOf(rolecall, team.owner)
    await happens(asked)
    const before = await liveGrants(rolecall, asked.chatbotId)
    const refused = await approveRequest(rolecall.db, await context.renew(), asked.id, null)
    expect(refused).toMatchObject({ refused: true })
    expect((await kept(rolecall, asked.id)).status).toBe('cancelled')
    expect(await liveGrants(rolecall, asked.chatbotId)).toEqual(before)
  })
})

test('who was removed and came back meanwhile asks anew: the old request is cancelled all the same', async () => {
  const { id } = await askFor(rolecall, team)
  await removeMaya()
  rolecall.clock.advance(1)
  const personId = await personOf(rolecall, team.member)
  const { accountId, workspaceId, teamId } = team
  await rolecall.db.query(
    `INSERT INTO membership (id, account_id, workspace_id, team_id, person_id, role, joined_at)
     VALUES ($1, $2, $3, $4, $5, 'member', $6)`,
    [newId(0), accountId, workspaceId, teamId, personId, isoTime(rolecall.clock.now())],
  )
  await follow('member.left', teamId)
  expect((await kept(rolecall, id)).status).toBe('cancelled')
})

test('B7 another member who leaves and a share with others end nothing; its cards say anew who pays', async () => {
  const { id, chatbotId } = await askFor(rolecall, team)
  await seedPerson(rolecall, team, { name: 'Ben', platform: 'slack', role: 'member' })
  await team.admin.command('team remove', 'Ben')
  await team.admin.click('Remove')
  await follow('member.left', team.teamId)
  await follow('chatbot.shared', chatbotId)
  expect(await auditedOf(rolecall, id)).toEqual(['request.filed'])
  expect((await owedWords(rolecall, id)).slice(2)).toEqual(['refresh shareRequest'])
})

test('R21 an event of another account concerns nobody here', async () => {
  const { id } = await askFor(rolecall, team)
  await removeMaya()
  const { accountId } = await seedTeam(rolecall)
  await follow('member.left', team.teamId, { accountId })
  expect((await kept(rolecall, id)).status).toBe('pending')
})

describe('the team has another owner', () => {
  const handOver = async () => {
    await takeOver(rolecall, team.admin, await offerTeam(rolecall, team, team.admin))
    await follow('team.transferred', team.teamId)
  }

  test('who is asked now: they are told once, cards are redrawn, and the link of the former owner is dead', async () => {
    const { id } = await askFor(rolecall, team)
    const former = await linkHashOf(rolecall, id)
    await handOver()
    expect((await owedWords(rolecall, id)).slice(2)).toEqual([
      'notice request.filed Adam',
      'refresh shareRequest',
    ])
    expect(await auditedOf(rolecall, id)).toEqual(['request.filed', 'request.passedOn'])
    expect(await readRequestByToken(rolecall.db, [former])).toEqual([])
    const [found] = await readRequestByToken(rolecall.db, [await linkHashOf(rolecall, id)])
    expect(found).toMatchObject({ id, status: 'pending', askedId: await personOf(rolecall, team.admin) })
  })

  test('H2 they decide it, and the former owner does not', async () => {
    const { id } = await askFor(rolecall, team)
    await handOver()
    const former = await mayDecide(rolecall.db, await contextOf(rolecall, team.owner), id)
    expect(former).toMatchObject({ code: 'denied', reason: { role: 'admin', action: 'share.decide' } })
    const context = await contextOf(rolecall, team.admin)
    expect(await mayDecide(rolecall.db, context, id)).toMatchObject({ id, owner: { name: 'Adam' } })
    expect(await approveRequest(rolecall.db, context, id, null)).toEqual({ id })
  })

  test('R15 what had expired by then is written down as expired, and nobody is asked', async () => {
    const { id } = await askFor(rolecall, team)
    rolecall.clock.advance(LIFETIME_MS)
    await handOver()
    expect(await auditedOf(rolecall, id)).toEqual(['request.filed', 'request.expired'])
  })

  test('every request of the team is passed on, and none of another team', async () => {
    await setTeam(team, 'memberChatbotCreation')
    const bea = await seedPerson(rolecall, team, { name: 'Bea', platform: 'discord', role: 'member' })
    const { id: first } = await askFor(rolecall, team)
    const hers = await makeChatbot(rolecall, bea.user, { name: 'Hers' })
    const { id: second } = filed(await file(rolecall, team, bea.user, { chatbotId: hers }))
    const elsewhere = await askFor(rolecall, await seedTeam(rolecall))
    await handOver()
    for (const id of [first, second]) expect(await auditedOf(rolecall, id)).toContain('request.passedOn')
    expect(await auditedOf(rolecall, elsewhere.id)).toEqual(['request.filed'])
  })
})
