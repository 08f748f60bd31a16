import { isoTime } from '../../../src/clock'
import { LIFETIME_MS } from '../../../src/deadlines'
import { actOnPage } from '../../../src/people'
import { approveRequest } from '../../../src/shares/requests/approve-request'
import { denyRequest } from '../../../src/shares/requests/deny-request'
import { mayDecide } from '../../../src/shares/requests/may-decide'
import { pageRequests, readRequestIn, readRequestsFor } from '../../../src/shares/requests/repository'
import { withdrawRequest } from '../../../src/shares/requests/withdraw-request'
import { auditedOf, BOTH_WAYS, liveGrants, makeChatbot, setTeam } from '../../chatbots/stage'
import { createRolecall, type Rolecall, type TestUser, wordsOf } from '../../support/rolecall'
import { type SeededTeam, seedPerson, seedTeam } from '../../support/seed'
import { askFor, contextOf, file, filed, kept, offerTeam, owedWords, personOf, takeOver } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

const FULL = { level: 'full', knowledge: true } as const

const approve = async (user: TestUser, id: string, share: typeof FULL | null = null, key?: string) =>
  approveRequest(rolecall.db, await contextOf(rolecall, user, key), id, share)
const deny = async (user: TestUser, id: string, answer: string | null = null) =>
  denyRequest(rolecall.db, await contextOf(rolecall, user), id, answer)
const withdraw = async (user: TestUser, id: string) =>
  withdrawRequest(rolecall.db, await contextOf(rolecall, user), id)

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let team: SeededTeam
  beforeEach(async () => {
    team = await seedTeam(rolecall, { swapped })
  })

  describe('approving', () => {
    test('F60 R8 as asked: shared at once at the proposed level, without documents', async () => {
      const { id, chatbotId } = await askFor(rolecall, team, { level: 'edit' })
      expect(await approve(team.owner, id)).toEqual({ id })
      expect(await liveGrants(rolecall, chatbotId)).toEqual([{ level: 'edit', knowledge: false }])
      expect(await kept(rolecall, id)).toMatchObject({
        ...{ status: 'approved', endedBy: 'Olivia', endedAt: rolecall.clock.now() },
        granted: { level: 'edit', knowledge: false },
      })
    })

    test('R8 the owner chooses another level and ticks the documents', async () => {
      const { id, chatbotId } = await askFor(rolecall, team)
      await approve(team.owner, id, FULL)
      expect(await liveGrants(rolecall, chatbotId)).toEqual([FULL])
      expect(await kept(rolecall, id)).toMatchObject({ level: 'view', granted: FULL })
    })

    test('F61 F70 R7 R8 the owner pays from now on, the maker stays the owner of record and is told', async () => {
      const { id, chatbotId } = await askFor(rolecall, team)
      await approve(team.owner, id)
      expect(wordsOf(await team.member.command('chatbot show'))).toContain(
        `Olivia, owner of team ${team.teamName}`,
      )
      const [row] = await rolecall.db.query('SELECT owner_id FROM chatbot WHERE id = $1', [chatbotId])
      expect(row.owner_id).toBe(await personOf(rolecall, team.member))
      expect((await owedWords(rolecall, id)).slice(2)).toEqual([
        'notice request.decided Maya',
        'refresh shareRequest',
      ])
    })

    test('R18 the history of the team says who approved what', async () => {
      const { id, chatbotId } = await askFor(rolecall, team)
      await approve(team.owner, id, FULL)
      const [, entry] = await rolecall.db.query(
        'SELECT action, actor_id, team_id, platform, data FROM audit_entry WHERE subject_id = $1 ORDER BY id',
        [id],
      )
      expect(entry).toEqual({
        action: 'request.approved',
        actor_id: await personOf(rolecall, team.owner),
        team_id: team.teamId,
        platform: team.owner.id.platform,
        data: { name: 'Helper', requester: 'Maya', chatbotId, ...FULL },
      })
    })

    test('F40 only the owner approves or denies: not an admin, not another member', async () => {
      const { id, chatbotId } = await askFor(rolecall, team)
      const other = await seedPerson(rolecall, team, { name: 'Ben', platform: 'slack', role: 'member' })
      for (const user of [team.admin, other.user])
        for (const answer of [await approve(user, id), await deny(user, id)])
          expect(answer).toMatchObject({
            ...{ code: 'denied', scope: `team ${team.teamName}` },
            reason: { code: 'roleLacks', action: 'share.decide', allowedRoles: ['owner'] },
          })
      expect((await kept(rolecall, id)).status).toBe('pending')
      expect(await liveGrants(rolecall, chatbotId)).toEqual([])
    })

    test('R21 H15 for who has no role in the team, or belongs to another account, there is no such request', async () => {
      const { id } = await askFor(rolecall, team)
      const otto = await seedPerson(rolecall, team, { name: 'Otto', platform: 'slack' })
      const other = await seedTeam(rolecall, { swapped })
      for (const user of [otto.user, other.owner]) {
        const answers = [await approve(user, id), await deny(user, id), await withdraw(user, id)]
        answers.push((await mayDecide(rolecall.db, await contextOf(rolecall, user), id)) as never)
        for (const answer of answers) expect(answer).toMatchObject({ code: 'notFound', what: 'request' })
      }
      expect((await kept(rolecall, id)).status).toBe('pending')
      const accounts = (await contextOf(rolecall, other.owner)).actor.accountRoles.map(
        (role) => role.accountId,
      )
      expect(await readRequestIn(rolecall.db, [id, accounts])).toEqual([])
    })

    test('R9 nobody decides their own request', async () => {
      const { id, chatbotId } = await askFor(rolecall, team)
      for (const answer of [await approve(team.member, id), await deny(team.member, id)])
        expect(answer).toMatchObject({ code: 'ownRequest', team: team.teamName })
      expect(await liveGrants(rolecall, chatbotId)).toEqual([])
    })

    test('R9 neither when they own the team by now: it is closed, and they are pointed to sharing', async () => {
      const { id, chatbotId } = await askFor(rolecall, team)
      await takeOver(rolecall, team.member, await offerTeam(rolecall, team, team.member))
      expect(await approve(team.member, id)).toMatchObject({ code: 'ownRequest' })
      expect((await kept(rolecall, id)).status).toBe('cancelled')
      expect(await liveGrants(rolecall, chatbotId)).toEqual([])
    })

    test('H1 H2 an owner who has handed the team over is refused, and their card is redrawn', async () => {
      const { id, chatbotId } = await askFor(rolecall, team)
      await takeOver(rolecall, team.admin, await offerTeam(rolecall, team, team.admin))
      expect(await approve(team.owner, id)).toMatchObject({
        ...{ code: 'denied', reason: { role: 'admin', action: 'share.decide' } },
      })
      expect(await owedWords(rolecall, id)).toContain('refresh shareRequest')
      expect(await liveGrants(rolecall, chatbotId)).toEqual([])
      expect(await approve(team.admin, id)).toEqual({ id })
    })

    test('the owner approves from the page of their mail as well', async () => {
      const { id, chatbotId } = await askFor(rolecall, team)
      const { accountId } = team
      const visit = { personId: await personOf(rolecall, team.owner), accountId, key: `page ${id}` }
      const acting = await actOnPage(rolecall.db, { ...visit, at: rolecall.clock.now() })
      if (!acting) throw new Error('the owner is nobody')
      await approveRequest(rolecall.db, acting, id, FULL)
      expect(await liveGrants(rolecall, chatbotId)).toEqual([FULL])
    })

    test('R11 the setting is off by now: what waits stays decidable', async () => {
      const { id } = await askFor(rolecall, team)
      await setTeam(team)
      expect(await approve(team.owner, id)).toEqual({ id })
    })

    test('F67 decided twice: the second is refused and names who decided and when, the first stands', async () => {
      const { id, chatbotId } = await askFor(rolecall, team)
      await deny(team.owner, id, 'No')
      const at = rolecall.clock.now()
      rolecall.clock.advance(60_000)
      for (const answer of [await approve(team.owner, id), await deny(team.owner, id, 'Never')])
        expect(answer).toMatchObject({ code: 'requestOver', status: 'denied', by: 'Olivia', at })
      expect(await kept(rolecall, id)).toMatchObject({ status: 'denied', answer: 'No' })
      expect(await liveGrants(rolecall, chatbotId)).toEqual([])
    })

    test.each([
      ['one happening', () => 'the same'],
      ['eleven happenings', undefined],
    ])(
      'R19 H3 approved eleven times at once, as %s: one grant, one audit entry, one notice',
      async (_what, key) => {
        const { id, chatbotId } = await askFor(rolecall, team)
        const clicks = Array.from({ length: 11 }, () =>
          approve(team.owner, id, null, key && `${key()} ${id}`),
        )
        const answers = await Promise.all(clicks)
        const done = answers.filter((answer) => !('refused' in answer))
        expect(done).toHaveLength(key ? 11 : 1)
        expect(done).toEqual(done.map(() => done[0]))
        for (const answer of answers)
          if ('refused' in answer) expect(answer).toMatchObject({ code: 'requestOver', by: 'Olivia' })
        expect(await liveGrants(rolecall, chatbotId)).toHaveLength(1)
        expect(await auditedOf(rolecall, id)).toEqual(['request.filed', 'request.approved'])
        const told = (await owedWords(rolecall, id)).filter(
          (words) => words === 'notice request.decided Maya',
        )
        expect(told).toHaveLength(1)
      },
    )
  })

  describe('denying and withdrawing', () => {
    test.each([
      ['F64 with a reason', 'Too costly', 'Too costly'],
      ['F65 without one', null, null],
      ['F65 with a blank one', '  ', null],
    ])('%s: nothing is shared, the requester is told', async (_what, typed, answer) => {
      const { id, chatbotId } = await askFor(rolecall, team)
      expect(await deny(team.owner, id, typed)).toEqual({ id })
      expect(await kept(rolecall, id)).toMatchObject({ status: 'denied', answer, endedBy: 'Olivia' })
      expect(await liveGrants(rolecall, chatbotId)).toEqual([])
      expect((await owedWords(rolecall, id)).slice(2)).toEqual([
        'notice request.decided Maya',
        'refresh shareRequest',
      ])
      expect(await auditedOf(rolecall, id)).toEqual(['request.filed', 'request.denied'])
    })

    test('H7 a reason of 3,001 characters is refused, and the request waits on', async () => {
      const { id } = await askFor(rolecall, team)
      expect(await deny(team.owner, id, 'x'.repeat(3_001))).toMatchObject({ code: 'tooLong', length: 3_001 })
      expect((await kept(rolecall, id)).status).toBe('pending')
    })

    test('the requester withdraws, and the owner’s card is redrawn; then there is nothing to decide', async () => {
      const { id, chatbotId } = await askFor(rolecall, team)
      expect(await withdraw(team.member, id)).toEqual({ id })
      expect((await owedWords(rolecall, id)).slice(2)).toEqual(['refresh shareRequest'])
      expect(await auditedOf(rolecall, id)).toEqual(['request.filed', 'request.withdrawn'])
      expect(await approve(team.owner, id)).toMatchObject({
        ...{ code: 'requestOver', status: 'cancelled', by: 'Maya' },
      })
      filed(await file(rolecall, team, team.member, { chatbotId }))
    })

    test('nobody else withdraws it, and a decided one is not withdrawn', async () => {
      const { id, chatbotId } = await askFor(rolecall, team)
      for (const user of [team.owner, team.admin])
        expect(await withdraw(user, id)).toMatchObject({ code: 'notFound', what: 'request' })
      await approve(team.owner, id)
      expect(await withdraw(team.member, id)).toMatchObject({ code: 'requestOver', status: 'approved' })
      expect(await liveGrants(rolecall, chatbotId)).toHaveLength(1)
    })
  })

  test('F68 F69 the requester lists their own, the owner those of the team; what waits comes first', async () => {
    const first = await askFor(rolecall, team)
    await deny(team.owner, first.id)
    rolecall.clock.advance(1_000)
    const second = await askFor(rolecall, team)
    const bea = await seedPerson(rolecall, team, { name: 'Bea', platform: 'discord', role: 'member' })
    const hers = await makeChatbot(rolecall, bea.user, { name: 'Hers' })
    rolecall.clock.advance(1_000)
    const third = filed(await file(rolecall, team, bea.user, { chatbotId: hers }))
    const page = async (requester: string | null, limit = 8, offset = 0) =>
      (await pageRequests(rolecall.db, [team.teamId, requester, limit, offset])).map(({ id, total }) => [
        id,
        total,
      ])
    expect(await page(null)).toEqual([
      [third.id, 3],
      [second.id, 3],
      [first.id, 3],
    ])
    expect(await page(null, 1, 2)).toEqual([[first.id, 3]])
    const maya = await personOf(rolecall, team.member)
    expect(await page(maya)).toEqual([
      [second.id, 2],
      [first.id, 2],
    ])
    const waiting = async (personId: string, accountId: string | null = null) => {
      const now = isoTime(rolecall.clock.now())
      return (await readRequestsFor(rolecall.db, [personId, accountId, now])).map(({ id }) => id)
    }
    const owner = await personOf(rolecall, team.owner)
    expect(await waiting(owner)).toEqual([second.id, third.id])
    expect(await waiting(owner, team.accountId)).toEqual([second.id, third.id])
    expect(await waiting(owner, (await seedTeam(rolecall)).accountId)).toEqual([])
    expect(await waiting(maya)).toEqual([])
    expect(await waiting(await personOf(rolecall, team.admin))).toEqual([])
    rolecall.clock.advance(LIFETIME_MS)
    expect(await waiting(owner)).toEqual([])
  })
})
