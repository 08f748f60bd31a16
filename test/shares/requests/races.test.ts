import type { DataSource } from 'typeorm'
import { isRefusal, type Refusal } from '../../../src/chat'
import { deleteChatbot } from '../../../src/chatbots/delete-chatbot'
import { DAY_MS, isoTime } from '../../../src/clock'
import { type Database, openDatabase } from '../../../src/db'
import { approveRequest } from '../../../src/shares/requests/approve-request'
import { denyRequest } from '../../../src/shares/requests/deny-request'
import { readRequest } from '../../../src/shares/requests/repository'
import { withdrawRequest } from '../../../src/shares/requests/withdraw-request'
import { removeMember } from '../../../src/teams/change-member'
import { makeChatbot, setTeam } from '../../chatbots/stage'
import { createRolecall, type Rolecall, wordsOf } from '../../support/rolecall'
import { type SeededTeam, seedTeam } from '../../support/seed'
import {
  type Asked,
  askFor,
  contextOf,
  countRequests,
  expectWhole,
  file,
  kept,
  offerTeam,
  takeOver,
} from './stage'

let rolecall: Rolecall
/** Another process, as far as the database can tell. */
let elsewhere: DataSource
let team: SeededTeam
beforeAll(async () => {
  rolecall = await createRolecall()
  elsewhere = await openDatabase({ url: rolecall.url })
})
beforeEach(async () => {
  team = await seedTeam(rolecall)
})
afterAll(async () => {
  await elsewhere.destroy()
  await rolecall.close()
})

/** Each race is run this often, since nothing makes two connections meet. */
const ROUNDS = 10

const approve = async (id: string, db: Database = rolecall.db) =>
  approveRequest(db, await contextOf(rolecall, team.owner), id, null)
const deny = async (id: string, db: Database = rolecall.db) =>
  denyRequest(db, await contextOf(rolecall, team.owner), id, null)

type Decide = (id: string, db: Database) => Promise<object>

/** How many of the rounds decided one request twice, by two clicks in two processes. */
async function decidedTwice(approving: Decide, denying: Decide): Promise<number> {
  let twice = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const asked = await askFor(rolecall, team)
    const answers = await Promise.all([approving(asked.id, rolecall.db), denying(asked.id, elsewhere)])
    const done = answers.filter((answer) => !isRefusal(answer))
    expect(done.length).toBeGreaterThan(0)
    twice += done.length - 1
  }
  return twice
}

/** Reads, decides, and writes what it decided: the way that does not do. */
const naively =
  (status: 'approved' | 'denied'): Decide =>
  async (id, db) => {
    const [request] = await readRequest(db, [id])
    if (request?.status !== 'pending') return { refused: true }
    const granted = status === 'approved' ? 'view' : null
    await db.query(
      'UPDATE share_request SET status = $2, granted_level = $3, granted_knowledge = $4, ended_at = $5 WHERE id = $1',
      [id, status, granted, granted && false, isoTime(rolecall.clock.now())],
    )
    return { status }
  }

test('H16 approved and denied at once in two processes: one decision, the other click learns of it', async () => {
  expect(await decidedTwice(approve, deny)).toBe(0)
})

test('the negative control of that: reading and then writing decides twice', async () => {
  expect(await decidedTwice(naively('approved'), naively('denied'))).toBeGreaterThan(0)
})

/** Lets both happen at once, again and again. */
async function race(
  other: (asked: Asked) => Promise<() => Promise<unknown>>,
  check: (asked: Asked, approved: Awaited<ReturnType<typeof approve>>, other: unknown) => Promise<void>,
): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    team = await seedTeam(rolecall)
    const asked = await askFor(rolecall, team)
    const rival = await other(asked)
    const [approved, result] = await Promise.all([approve(asked.id, elsewhere), rival()])
    await check(asked, approved, result)
  }
}

const refusedAs = (answer: object): Partial<Refusal> | null => (isRefusal(answer) ? answer : null)

test('H16 two approvals at once: one share, and whoever was second reads who was first', async () => {
  await race(
    async ({ id }) =>
      () =>
        approve(id),
    async (asked, ...answers) => {
      const [refused, ...others] = answers.flatMap((answer) => refusedAs(answer as object) ?? [])
      expect(others).toEqual([])
      expect(refused).toMatchObject({ code: 'requestOver', status: 'approved', by: 'Olivia' })
      await expectWhole(rolecall, asked, 'approved')
    },
  )
})

test('approved while it is withdrawn: one of them', async () => {
  await race(
    async ({ id }) => {
      const context = await contextOf(rolecall, team.member)
      return () => withdrawRequest(rolecall.db, context, id)
    },
    async (asked, approved, withdrawn) => {
      const second = [approved, withdrawn as object].flatMap((answer) => refusedAs(answer) ?? [])
      expect(second).toMatchObject([{ code: 'requestOver' }])
      await expectWhole(rolecall, asked, isRefusal(approved) ? 'cancelled' : 'approved')
    },
  )
})

test('R4 approved while the requester is removed: shared before, or not at all', async () => {
  await race(
    async () => {
      const context = await contextOf(rolecall, team.admin)
      const [member] = await rolecall.db.query(
        `SELECT id FROM membership WHERE team_id = $1 AND role = 'member'`,
        [team.teamId],
      )
      return () => removeMember(rolecall.db, context, member.id)
    },
    async (asked, approved, removed) => {
      expect(removed).not.toHaveProperty('refused')
      if (isRefusal(approved)) expect(approved).toMatchObject({ code: 'requestOver', status: 'cancelled' })
      await expectWhole(rolecall, asked, isRefusal(approved) ? 'cancelled' : 'approved')
    },
  )
})

test('approved while the chatbot is deleted: nobody of the team reaches it', async () => {
  await race(
    async ({ chatbotId }) => {
      const context = await contextOf(rolecall, team.member)
      return () => deleteChatbot(rolecall.db, context, chatbotId, 'Helper')
    },
    async (asked, approved, deleted) => {
      expect(deleted).not.toHaveProperty('refused')
      await expectWhole(rolecall, asked, isRefusal(approved) ? 'cancelled' : 'approved')
      expect(wordsOf(await team.owner.command('chatbot list'))).not.toContain('Helper')
    },
  )
})

test('H2 approved while the team is handed over: by who owned it then, or it waits for the new owner', async () => {
  await race(
    async () => {
      const transferId = await offerTeam(rolecall, team, team.admin)
      return () => takeOver(rolecall, team.admin, transferId)
    },
    async (asked, approved, taken) => {
      expect(taken).not.toHaveProperty('refused')
      if (isRefusal(approved)) {
        expect(approved).toMatchObject({ code: 'denied', reason: { role: 'admin' } })
        expect(await kept(rolecall, asked.id)).toMatchObject({ status: 'pending' })
        const context = await contextOf(rolecall, team.admin)
        await approveRequest(rolecall.db, context, asked.id, null)
      }
      await expectWhole(rolecall, asked, 'approved')
      const { endedBy } = await kept(rolecall, asked.id)
      expect(endedBy).toBe(isRefusal(approved) ? 'Adam' : 'Olivia')
    },
  )
})

test('R17 two requests for one chatbot at once: one, and the other is told that it waits', async () => {
  await setTeam(team, 'memberChatbotCreation')
  for (let round = 0; round < ROUNDS; round += 1) {
    const chatbotId = await makeChatbot(rolecall, team.member)
    const both = [
      file(rolecall, team, team.member, { chatbotId }),
      file(rolecall, team, team.member, { chatbotId }),
    ]
    const refusals = (await Promise.all(both)).filter(isRefusal)
    expect(refusals).toMatchObject([{ code: 'requestPending' }])
    expect(await countRequests(rolecall, chatbotId)).toBe(1)
    // Else the last of the day is also one too many.
    rolecall.clock.advance(DAY_MS)
  }
})

test('F37 R6 asked while the setting is turned off: before it, or not at all', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    await setTeam(team, 'memberChatbotCreation')
    const chatbotId = await makeChatbot(rolecall, team.member)
    const [answer] = await Promise.all([file(rolecall, team, team.member, { chatbotId }), setTeam(team)])
    if (isRefusal(answer)) expect(answer).toMatchObject({ code: 'denied', reason: { code: 'settingOff' } })
    expect(await countRequests(rolecall, chatbotId)).toBe(isRefusal(answer) ? 0 : 1)
  }
})
