import { isoTime } from '../../../src/clock'
import { type Database, newId } from '../../../src/db'
import { approveRequest } from '../../../src/shares/requests/approve-request'
import { closeIfOver } from '../../../src/shares/requests/close-if-over'
import { denyRequest } from '../../../src/shares/requests/deny-request'
import { fileRequest } from '../../../src/shares/requests/file-request'
import { auditedOf, liveGrants, makeChatbot, setTeam } from '../../chatbots/stage'
import { createRolecall, type Rolecall, type TestUser } from '../../support/rolecall'
import { type SeededTeam, seedTeam } from '../../support/seed'
import {
  type Asked,
  askFor,
  contextOf,
  countRequests,
  expectWhole,
  filed,
  grantsEver,
  offerTeam,
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

const deny = async (id: string, db: Database = rolecall.db) =>
  denyRequest(db, await contextOf(rolecall, team.owner), id, null)

/** A database in which something else happens after everything was read and decided, right before the first change. */
function overtakenBy(happens: () => Promise<unknown>): Database {
  let pending = true
  const query = async (sql: string, parameters?: unknown[]) => {
    if (pending && sql.includes('settle_change')) {
      pending = false
      await happens()
    }
    return rolecall.db.query(sql, parameters)
  }
  return { query, getRepository: rolecall.db.getRepository.bind(rolecall.db) } as Database
}

const sql = (text: string, ...parameters: unknown[]) => rolecall.db.query(text, parameters)
const moment = () => isoTime(rolecall.clock.now())

const removed = (user: TestUser) => async () =>
  sql(
    'UPDATE membership SET ended_at = $3, version = version + 1 WHERE team_id = $1 AND person_id = $2',
    team.teamId,
    await personOf(rolecall, user),
    moment(),
  )
const deleted = (chatbotId: string) => () =>
  sql('UPDATE chatbot SET deleted_at = $2 WHERE id = $1', chatbotId, moment())
const handedOver = async () => takeOver(rolecall, team.admin, await offerTeam(rolecall, team, team.admin))
const promoted = async () => {
  await team.owner.command('team role', 'Maya admin')
  await team.owner.click('Make Admin')
}

describe('decided but not yet written (R4, H1, H2)', () => {
  let asked: Asked
  beforeEach(async () => {
    asked = await askFor(rolecall, team)
  })

  test.each([
    ['the requester is removed', () => removed(team.member)(), { code: 'requestOver', status: 'cancelled' }],
    [
      'the chatbot is deleted',
      () => deleted(asked.chatbotId)(),
      { code: 'requestOver', status: 'cancelled' },
    ],
    [
      'the chatbot has another owner',
      async () =>
        sql(
          'UPDATE chatbot SET owner_id = $2 WHERE id = $1',
          asked.chatbotId,
          await personOf(rolecall, team.admin),
        ),
      { code: 'requestOver', status: 'cancelled' },
    ],
    ['the team has another owner', handedOver, { code: 'denied', reason: { action: 'share.decide' } }],
    ['it is denied', () => deny(asked.id), { code: 'requestOver', status: 'denied', by: 'Olivia' }],
    [
      'the team is deleted',
      async () => {
        await team.owner.command('team delete')
        await team.owner.submit({ name: team.teamName })
      },
      { code: 'notFound', what: 'request' },
    ],
  ])('%s: nothing is shared, and the refusal says why', async (_what, happens, refusal) => {
    const context = await contextOf(rolecall, team.owner)
    expect(await approveRequest(overtakenBy(happens), context, asked.id, null)).toMatchObject(refusal)
    expect(await grantsEver(rolecall, asked)).toEqual([])
    expect(await auditedOf(rolecall, asked.id)).not.toContain('request.approved')
  })

  test('it is shared directly meanwhile: that share stays as it was given, and nothing is approved', async () => {
    await promoted()
    const share = () => team.member.command('chatbot share', { chatbot: 'Helper', level: 'full' })
    const context = await contextOf(rolecall, team.owner)
    const refused = await approveRequest(overtakenBy(share), context, asked.id, null)
    expect(refused).toMatchObject({ code: 'requestOver', status: 'cancelled', by: null })
    expect(await liveGrants(rolecall, asked.chatbotId)).toEqual([{ level: 'full', knowledge: true }])
    expect(await auditedOf(rolecall, asked.id)).toEqual(['request.filed', 'request.cancelled'])
  })

  test('two find at once that it is over: it is written down once', async () => {
    const close = () => closeIfOver(rolecall.db, asked.id, rolecall.clock.now())
    await removed(team.member)()
    expect(await deny(asked.id, overtakenBy(close))).toMatchObject({
      code: 'requestOver',
      status: 'cancelled',
    })
    await expectWhole(rolecall, asked, 'cancelled')
  })
})

describe('asked but not yet written (F34, R4, H1)', () => {
  let chatbotId: string
  beforeEach(async () => {
    await setTeam(team, 'memberChatbotCreation')
    chatbotId = await makeChatbot(rolecall, team.member)
  })

  const ask = async (happens: () => Promise<unknown>) =>
    fileRequest(overtakenBy(happens), await contextOf(rolecall, team.member), {
      ...{ chatbotId, teamId: team.teamId, level: 'view', reason: null },
    })

  test.each([
    ['the setting is turned off', () => setTeam(team), { code: 'denied', reason: { code: 'settingOff' } }],
    ['they are removed', () => removed(team.member)(), { code: 'notFound', what: 'team' }],
    ['they become admin', promoted, { code: 'denied', reason: { action: 'share.request' } }],
    ['the chatbot is deleted', () => deleted(chatbotId)(), { code: 'notFound', what: 'chatbot' }],
  ])('%s: nothing is asked, and the refusal says why', async (_what, happens, refusal) => {
    expect(await ask(happens)).toMatchObject(refusal)
    expect(await countRequests(rolecall, chatbotId)).toBe(0)
  })

  test('it is shared meanwhile: nothing is asked', async () => {
    const share = () =>
      sql(
        `INSERT INTO share_grant (id, account_id, chatbot_id, team_id, level, knowledge, granted_by, granted_at)
         SELECT $2, account_id, id, $3, 'view', false, owner_id, created_at FROM chatbot WHERE id = $1`,
        chatbotId,
        newId(rolecall.clock.now()),
        team.teamId,
      )
    expect(await ask(share)).toMatchObject({ code: 'alreadyShared' })
    expect(await countRequests(rolecall, chatbotId)).toBe(0)
  })

  test('the team has another owner: it is that one who is asked', async () => {
    const { id, ownerName } = filed(await ask(handedOver))
    expect(ownerName).toBe('Adam')
    expect(await owedWords(rolecall, id)).toEqual(['notice request.filed Adam', 'notice request.mine Maya'])
  })
})
