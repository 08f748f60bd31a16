import type { Context, Visit } from '../../src/chat'
import { changeStatus } from '../../src/chatbots/change-status'
import { deleteChatbot } from '../../src/chatbots/delete-chatbot'
import { editChatbot } from '../../src/chatbots/edit-chatbot'
import { isoTime } from '../../src/clock'
import type { Database } from '../../src/db'
import { createIdentify } from '../../src/people'
import { shareChatbot } from '../../src/shares/share-chatbot'
import { createRolecall, type Rolecall, type TestUser } from '../support/rolecall'
import { type SeededTeam, seedPerson, seedTeam } from '../support/seed'
import { liveGrants, makeChatbot, readChatbot } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

let contexts = 0

/** What a handler of this person is given at this moment. */
async function contextOf({ id, tenant, name }: TestUser): Promise<Context> {
  const { db, clock } = rolecall
  const { platform } = id
  const place = { platform, tenant, channelId: 'general', direct: false, shared: false }
  const identify = createIdentify({ db, profiles: () => undefined, log: console })
  const sender = { ...id, name }
  const visit = async (key: string): Promise<Visit> => {
    const happening = { kind: 'home' } as const
    const { actor, home } = await identify({ key, sender, place, happening }, clock.now())
    const at = clock.now()
    const reader = { locale: 'en', timeZone: 'UTC', now: at }
    return { actor, home, sender, place, reader, files: [], at, key, renew: () => visit(key) }
  }
  contexts += 1
  return (await visit(`overtaken ${contexts}`)) as Context
}

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

const WISH = { name: 'Late', description: '', instructions: '', sourcesOnly: false, keepDays: null }

/** Every change that a member at level full or an admin may make. */
const CHANGES = {
  edit: (db: Database, context: Context, id: string) => editChatbot(db, context, id, 1, WISH),
  pause: (db: Database, context: Context, id: string) => changeStatus(db, context, id, 'pause'),
} as const

describe.each(Object.entries(CHANGES))('R4 H1 %s, decided but not yet written', (_name, change) => {
  let team: SeededTeam
  let id: string
  beforeEach(async () => {
    team = await seedTeam(rolecall)
    id = await makeChatbot(rolecall, team.owner, { level: 'full' })
  })
  const moment = () => isoTime(rolecall.clock.now())

  test.each([
    [
      'the share ends',
      () => rolecall.db.query('UPDATE share_grant SET ended_at = $2 WHERE chatbot_id = $1', [id, moment()]),
    ],
    [
      'the member is removed',
      () =>
        rolecall.db.query(
          `UPDATE membership SET ended_at = $2, version = version + 1 WHERE team_id = $1 AND role = 'member'`,
          [team.teamId, moment()],
        ),
    ],
    [
      'the chatbot is deleted',
      () => rolecall.db.query('UPDATE chatbot SET deleted_at = $2 WHERE id = $1', [id, moment()]),
    ],
  ])('%s: nothing is written, and there is no such chatbot', async (_what, happens) => {
    const before = await readChatbot(rolecall, id)
    const refused = await change(overtakenBy(happens), await contextOf(team.member), id)
    expect(refused).toMatchObject({ refused: true, code: 'notFound', what: 'chatbot' })
    const { name, status, version } = before
    expect(await readChatbot(rolecall, id)).toMatchObject({ name, status, version })
  })

  test('the level is lowered: nothing is written, and the level is named', async () => {
    const before = await readChatbot(rolecall, id)
    const lower = () => team.owner.command('chatbot share', { chatbot: 'Helper', level: 'view' })
    const refused = await change(overtakenBy(lower), await contextOf(team.member), id)
    expect(refused).toMatchObject({ refused: true, code: 'chatbotLevel' })
    expect(await readChatbot(rolecall, id)).toEqual(before)
  })

  test('nothing happens meanwhile: it is written', async () => {
    const done = await change(
      overtakenBy(async () => {}),
      await contextOf(team.member),
      id,
    )
    expect(done).not.toHaveProperty('refused')
  })
})

test('F18 H1 an admin steps down while deleting: the chatbot stays', async () => {
  const team = await seedTeam(rolecall)
  const id = await makeChatbot(rolecall, team.owner, { level: 'view' })
  const demote = async () => {
    await team.owner.command('team role', 'Adam member')
    await team.owner.click('Make Member')
  }
  const refused = await deleteChatbot(overtakenBy(demote), await contextOf(team.admin), id, 'Helper')
  expect(refused).toMatchObject({ refused: true, code: 'chatbotOwnerOnly' })
  expect((await readChatbot(rolecall, id)).deleted).toBe(false)
})

test('F38 H1 an admin steps down while sharing: nothing is shared, and they are pointed to a request', async () => {
  const team = await seedTeam(rolecall)
  const id = await makeChatbot(rolecall, team.admin)
  const demote = async () => {
    await team.owner.command('team role', 'Adam member')
    await team.owner.click('Make Member')
  }
  const share = { level: 'view', knowledge: true } as const
  const context = await contextOf(team.admin)
  const refused = await shareChatbot(overtakenBy(demote), context, id, { teamId: team.teamId }, share)
  expect(refused).toMatchObject({ refused: true, code: 'shareByRequest' })
  expect(await liveGrants(rolecall, id)).toEqual([])
})

test('R4 somebody leaves the workspace while a chatbot is shared with them: nothing is shared', async () => {
  const team = await seedTeam(rolecall)
  const otto = await seedPerson(rolecall, team, { name: 'Otto', platform: 'discord' })
  const id = await makeChatbot(rolecall, team.owner)
  const leave = () => rolecall.db.query('DELETE FROM workspace_user WHERE person_id = $1', [otto.personId])
  const share = { level: 'view', knowledge: true } as const
  const context = await contextOf(team.owner)
  const refused = await shareChatbot(overtakenBy(leave), context, id, { personId: otto.personId }, share)
  expect(refused).toMatchObject({ refused: true, code: 'notFound', what: 'person' })
  expect(await liveGrants(rolecall, id)).toEqual([])
})

test('H2 the owner of a team hands it over while changing how it has a chatbot: the share stays as it was', async () => {
  const team = await seedTeam(rolecall)
  const id = await makeChatbot(rolecall, team.admin, { level: 'view' })
  const handOver = () =>
    rolecall.db.query(
      `UPDATE membership SET role = CASE role WHEN 'owner' THEN 'member' ELSE 'owner' END, version = version + 1
       WHERE team_id = $1 AND role IN ('owner', 'admin')`,
      [team.teamId],
    )
  const share = { level: 'full', knowledge: true } as const
  const context = await contextOf(team.owner)
  const refused = await shareChatbot(overtakenBy(handOver), context, id, { teamId: team.teamId }, share)
  expect(refused).toMatchObject({ refused: true, code: 'chatbotOwnerOnly' })
  expect(await liveGrants(rolecall, id)).toEqual([{ level: 'view', knowledge: true }])
})
