import { payerOf } from '../../src/billing'
import { isRefusal } from '../../src/chat'
import { findChatbot } from '../../src/chatbots'
import { isoTime } from '../../src/clock'
import { newId } from '../../src/db'
import { acceptTransfer } from '../../src/transfers/accept-transfer'
import { cancelTransfer, declineTransfer } from '../../src/transfers/end-transfer'
import { readTransfer, readTransferIn, readTransfersOf } from '../../src/transfers/repository'
import { startTeamTransfer } from '../../src/transfers/start-transfer'
import { step } from '../../src/transfers/transfer'
import { BOTH_WAYS, makeChatbot } from '../chatbots/stage'
import { createRolecall, type Rolecall, titleOf } from '../support/rolecall'
import { type SeededTeam, seedPerson, seedTeam } from '../support/seed'
import {
  accept,
  acts,
  auditedOf,
  offerTeam,
  openScene,
  owedAbout,
  rolesIn,
  type Someone,
  someone,
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

  const start = async (from: Someone, to: Pick<Someone, 'personId'>, typed = 'confirm') =>
    startTeamTransfer(rolecall.db, rolecall.secrets, await acts(rolecall, from), {
      ...{ teamId: team.teamId, personId: to.personId, typed },
    })
  const who = (person: Someone) => acts(rolecall, person)
  const chatbotOf = async (asker: Someone, id: string) =>
    (await findChatbot(rolecall.db, (await who(asker)).actor, id))?.chatbot ?? null
  const payerFor = async (asker: Someone, id: string) => {
    const chatbot = await chatbotOf(asker, id)
    return chatbot && payerOf(chatbot, { here: null, teams: [team.teamId] })
  }

  test('F76 R1 accepting swaps the two in one step; everybody else stays what they are', async () => {
    const id = await offerTeam(rolecall, team, olivia, maya)
    expect(await accept(rolecall, id, maya)).toEqual({ id })
    expect(await rolesIn(rolecall, team.teamId)).toEqual({ Olivia: 'admin', Adam: 'admin', Maya: 'owner' })
    expect(await readTransfer(rolecall.db, [id])).toMatchObject([
      { status: 'accepted', endedBy: 'Maya', endedAt: rolecall.clock.now(), ownerId: maya.personId },
    ])
    const [entry] = await rolecall.db.query(
      `SELECT team_id, actor_id, data FROM audit_entry WHERE subject_id = $1 AND action = 'transfer.accepted'`,
      [id],
    )
    expect(entry).toEqual({
      ...{ team_id: team.teamId, actor_id: maya.personId },
      data: { what: 'team', name: team.teamName, from: 'Olivia', to: 'Maya' },
    })
  })

  test('accepting owes a notice to the old owner, a redraw and one event', async () => {
    const id = await offerTeam(rolecall, team, olivia, maya)
    const before = await owedAbout(rolecall, id)
    await accept(rolecall, id, maya)
    expect((await owedAbout(rolecall, id)).slice(before.length)).toEqual([
      'notice transfer.answered Olivia',
      'refresh transfer',
    ])
    expect(await owedAbout(rolecall, team.teamId)).toEqual(['event team.transferred'])
  })

  test('F77 the old owner has no billing and cannot delete or transfer, but still invites', async () => {
    await accept(rolecall, await offerTeam(rolecall, team, olivia, maya), maya)
    expect(titleOf(await team.owner.command('team delete'))).toMatch(/^You may not do this in team/)
    expect(await start(olivia, adam)).toMatchObject({ code: 'denied' })
    expect(titleOf(await team.owner.command('team invite', 'ines@acme.test'))).toMatch(
      /Invitation sent|Invited/,
    )
    const { personId } = await seedPerson(rolecall, team, {
      name: 'Ben',
      platform: 'slack',
      role: 'member',
    })
    expect(isRefusal(await start(maya, { personId }))).toBe(false)
  })

  test('F78 F97 the new owner pays for what the team was given; F79 personal chatbots stay with whose they are', async () => {
    const shared = await makeChatbot(rolecall, team.owner, { name: 'Shared', level: 'view' })
    const personal = await makeChatbot(rolecall, team.owner, { name: 'Personal' })
    expect(await payerFor(olivia, shared)).toMatchObject({ personId: olivia.personId })
    await accept(rolecall, await offerTeam(rolecall, team, olivia, maya), maya)
    expect(await payerFor(maya, shared)).toMatchObject({ personId: maya.personId })
    expect(await payerFor(olivia, personal)).toEqual({ personId: olivia.personId })
    expect(await chatbotOf(olivia, shared)).toMatchObject({ ownerId: olivia.personId })
    expect(await chatbotOf(maya, personal)).toBeNull()
  })

  test('F75 nobody but the recipient answers, neither accepting nor declining', async () => {
    const id = await offerTeam(rolecall, team, olivia, maya)
    for (const person of [olivia, adam])
      for (const answer of [acceptTransfer, declineTransfer])
        expect(await answer(rolecall.db, await who(person), id)).toMatchObject({
          ...{ code: 'transferElsewhere', what: 'team', to: 'Maya' },
        })
    expect(await statusOf(rolecall, id)).toBe('pending')
    expect(await rolesIn(rolecall, team.teamId)).toMatchObject({ Olivia: 'owner' })
  })

  test('R21 for a person of another account there is no such transfer', async () => {
    const id = await offerTeam(rolecall, team, olivia, maya)
    const other = await seedTeam(rolecall)
    const stranger = await someone(rolecall, other, other.owner)
    for (const change of [acceptTransfer, declineTransfer, cancelTransfer])
      expect(await change(rolecall.db, await who(stranger), id)).toMatchObject({
        ...{ code: 'notFound', what: 'transfer' },
      })
    expect(await readTransferIn(rolecall.db, [id, [other.accountId]])).toEqual([])
    expect(await statusOf(rolecall, id)).toBe('pending')
  })

  test('F80 declining changes nothing but the transfer; the starter is told', async () => {
    const id = await offerTeam(rolecall, team, olivia, maya)
    const before = await owedAbout(rolecall, id)
    expect(await declineTransfer(rolecall.db, await who(maya), id)).toEqual({ id })
    expect(await rolesIn(rolecall, team.teamId)).toEqual({ Olivia: 'owner', Adam: 'admin', Maya: 'member' })
    expect((await owedAbout(rolecall, id)).slice(before.length)).toEqual([
      'notice transfer.answered Olivia',
      'refresh transfer',
    ])
    expect(await accept(rolecall, id, maya)).toMatchObject({ code: 'transferOver', status: 'declined' })
  })

  test('who started it takes it back; the recipient is told and can no longer accept', async () => {
    const id = await offerTeam(rolecall, team, olivia, maya)
    const before = await owedAbout(rolecall, id)
    expect(await cancelTransfer(rolecall.db, await who(olivia), id)).toEqual({ id })
    expect((await owedAbout(rolecall, id)).slice(before.length)).toEqual([
      'notice transfer.answered Maya',
      'refresh transfer',
    ])
    expect(await accept(rolecall, id, maya)).toMatchObject({ code: 'transferOver', status: 'cancelled' })
    expect(await rolesIn(rolecall, team.teamId)).toMatchObject({ Olivia: 'owner' })
  })

  test('nobody else takes it back, the recipient neither', async () => {
    const id = await offerTeam(rolecall, team, olivia, maya)
    for (const person of [adam, maya])
      expect(await cancelTransfer(rolecall.db, await who(person), id)).toMatchObject({ code: 'notFound' })
    expect(await statusOf(rolecall, id)).toBe('pending')
  })

  test('a second Accept is told that it was accepted, and the card is redrawn (H1)', async () => {
    const id = await offerTeam(rolecall, team, olivia, maya)
    await accept(rolecall, id, maya)
    await rolecall.db.query('DELETE FROM outbox WHERE subject_id = $1', [id])
    expect(await accept(rolecall, id, maya)).toMatchObject({ code: 'transferOver', status: 'accepted' })
    expect(await cancelTransfer(rolecall.db, await who(olivia), id)).toMatchObject({
      ...{ code: 'transferOver', status: 'accepted' },
    })
    expect(await owedAbout(rolecall, id)).toContain('refresh transfer')
  })

  test('R19 one Accept delivered 11 times hands over once, tells once and answers 11 times', async () => {
    const id = await offerTeam(rolecall, team, olivia, maya)
    const key = newId(0)
    const answers = await Promise.all(
      Array.from({ length: 11 }, async () =>
        acceptTransfer(rolecall.db, await acts(rolecall, maya, { key }), id),
      ),
    )
    for (const answer of answers) expect(answer).toEqual({ id })
    expect((await owedAbout(rolecall, id)).filter((line) => line.includes('answered'))).toHaveLength(1)
    expect(await auditedOf(rolecall, id)).toEqual(['transfer.started', 'transfer.accepted'])
  })

  test('the team may go on, or back, once it has arrived', async () => {
    await accept(rolecall, await offerTeam(rolecall, team, olivia, maya), maya)
    await accept(rolecall, await offerTeam(rolecall, team, maya, olivia), olivia)
    expect(await rolesIn(rolecall, team.teamId)).toEqual({ Olivia: 'owner', Adam: 'admin', Maya: 'admin' })
  })

  test('what waits for somebody and what they started is theirs to see, and nobody else’s', async () => {
    const id = await offerTeam(rolecall, team, olivia, maya)
    const now = isoTime(rolecall.clock.now())
    const of = async ({ personId }: Someone, accountId: string | null) =>
      (await readTransfersOf(rolecall.db, [personId, accountId, now])).map((transfer) => transfer.id)
    expect(await of(maya, team.accountId)).toEqual([id])
    expect(await of(olivia, null)).toEqual([id])
    expect(await of(adam, null)).toEqual([])
    expect(await of(maya, 'another')).toEqual([])
    await declineTransfer(rolecall.db, await who(maya), id)
    expect(await of(maya, null)).toEqual([])
  })
})

test('H4 R15 what may follow what: only a pending one is answered, until the last millisecond', () => {
  const pending = { status: 'pending', expiresAt: 1_000 } as const
  expect(step(pending, 'accept', 999)).toBe('accepted')
  expect(step(pending, 'decline', 999)).toBe('declined')
  expect(step(pending, 'cancel', 999)).toBe('cancelled')
  for (const event of ['accept', 'decline', 'cancel'] as const) expect(step(pending, event, 1_000)).toBeNull()
  for (const status of ['accepted', 'declined', 'cancelled', 'expired'] as const)
    for (const event of ['accept', 'decline', 'cancel', 'expire'] as const)
      expect(step({ ...pending, status }, event, 0)).toBeNull()
})
