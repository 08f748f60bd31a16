import type { ChatUser } from '../../src/chat'
import { isoTime, MINUTE_MS } from '../../src/clock'
import { createIdentify } from '../../src/people/identify'
import { touch } from '../../src/people/touch'
import { createTestDatabase, type TestDatabase } from '../support/database'
import {
  AT,
  addIdentity,
  addMember,
  addOrganisation,
  addPerson,
  createTestLog,
  discordUser,
  interactionOf,
  type Organisation,
  platformOf,
  rowsOf,
  slackUser,
} from './fixture'

let database: TestDatabase
let acme: Organisation
let beta: Organisation
const log = createTestLog()

const platform = platformOf({
  UANN: { confirmedEmail: ' Ann@Acme.com ', name: 'Ann', locale: 'de-DE', timeZone: 'Europe/Berlin' },
  URACE: { confirmedEmail: 'race@acme.com' },
  UTWO: { confirmedEmail: 'shared@acme.com' },
  UNONE: { confirmedEmail: 'nobody@acme.com', locale: 'not_a_locale', timeZone: 'Nowhere/Land' },
  UBETA: { confirmedEmail: 'bea@beta.com' },
  UPLAIN: {},
  UBOT: { bot: true, confirmedEmail: 'ann@acme.com' },
  UGUEST: { guest: true, confirmedEmail: 'ann@acme.com' },
  UFOREIGN: { stranger: true, confirmedEmail: 'ann@acme.com' },
})
const identify = (...args: Parameters<ReturnType<typeof createIdentify>>) =>
  createIdentify({ db: database.dataSource, profiles: platform.profiles, log })(...args)

beforeAll(async () => {
  database = await createTestDatabase()
  acme = await addOrganisation(database.dataSource, { slack: 'T1', discord: 'G1' })
  beta = await addOrganisation(database.dataSource, { slack: 'T2', discord: 'G2' })
})
afterAll(() => database.close())

test('a bound chat user is the person with their roles, and the platform is not asked', async () => {
  const db = database.dataSource
  await addIdentity(db, acme.ownerId, slackUser('UOWNER'))
  const asked = platform.asked()
  const found = await identify(interactionOf(slackUser('UOWNER')), AT)
  expect(found).toMatchObject({
    actor: {
      personId: acme.ownerId,
      name: 'Olivia',
      accountRoles: [],
      workspaceRoles: [],
      teamRoles: [
        {
          teamId: acme.teamId,
          teamName: 'Alpha',
          role: 'owner',
          version: 1,
          settings: { memberChatbotCreation: false, memberDocumentUploads: false },
        },
      ],
    },
    home: { accountId: acme.accountId, workspaceId: acme.workspaceId, defaultTeamId: acme.teamId },
    locale: 'en-GB',
    timeZone: 'Europe/London',
  })
  expect(found).not.toHaveProperty('refusal')
  expect(found).not.toHaveProperty('earlier')
  expect(platform.asked()).toBe(asked)
})

test('roles end where the account of the connection ends, and all count in a direct message (R21, F150)', async () => {
  const db = database.dataSource
  const maya = await addPerson(db, 'Maya')
  await addIdentity(db, maya, discordUser('D-maya'))
  await addMember(db, acme, maya)
  await addMember(db, beta, maya, 'admin')
  await db.query('INSERT INTO account_admin VALUES ($1, $2, $3)', [beta.accountId, maya, isoTime(AT)])
  await db.query(`INSERT INTO workspace_user VALUES ($1, $2, $3, 'chatUser', $4)`, [
    acme.workspaceId,
    maya,
    acme.accountId,
    isoTime(AT),
  ])
  const inAcme = await identify(interactionOf(discordUser('D-maya'), { tenant: 'G1' }), AT)
  expect(inAcme.actor?.teamRoles.map((held) => held.role)).toEqual(['member'])
  expect(inAcme.actor?.workspaceRoles.map((held) => held.workspaceName)).toEqual(['Main'])
  expect(inAcme.actor?.accountRoles).toEqual([])
  const inBeta = await identify(interactionOf(discordUser('D-maya'), { tenant: 'G2' }), AT)
  expect(inBeta.actor?.teamRoles.map((held) => held.role)).toEqual(['admin'])
  expect(inBeta.actor?.accountRoles).toEqual([{ accountId: beta.accountId, accountName: 'Acme' }])
  const directly = await identify(interactionOf(discordUser('D-maya'), { tenant: null }), AT)
  expect(directly.actor?.teamRoles).toHaveLength(2)
  expect(directly.home).toBeNull()
})

test('an ended membership and a deleted team are gone at the very next click (R4, F41)', async () => {
  const db = database.dataSource
  const leaver = await addPerson(db, 'Lee')
  await addIdentity(db, leaver, slackUser('ULEAVER'))
  await addMember(db, acme, leaver)
  expect((await identify(interactionOf(slackUser('ULEAVER')), AT)).actor?.teamRoles).toHaveLength(1)
  await db.query(`UPDATE membership SET ended_at = $2, ended_by = 'removed' WHERE person_id = $1`, [
    leaver,
    isoTime(AT),
  ])
  const removed = await identify(interactionOf(slackUser('ULEAVER')), AT)
  expect(removed.actor).toMatchObject({ personId: leaver, teamRoles: [] })
  const gone = await addOrganisation(db, { slack: 'T3' })
  await addIdentity(db, gone.ownerId, slackUser('UGONE', 'T3'))
  await db.query('UPDATE team SET deleted_at = $2 WHERE id = $1', [gone.teamId, isoTime(AT)])
  expect((await identify(interactionOf(slackUser('UGONE', 'T3')), AT)).actor?.teamRoles).toEqual([])
})

test('in a place that is not connected nobody may act, however well known (R21)', async () => {
  const found = await identify(interactionOf(slackUser('UOWNER'), { tenant: 'T-elsewhere' }), AT)
  expect(found).toMatchObject({ refusal: { code: 'notConnected' }, home: null, actor: { teamRoles: [] } })
})

test('the stored outcome of an earlier delivery is found, also when it is null (R19)', async () => {
  const db = database.dataSource
  const [first, second] = [interactionOf(slackUser('UOWNER')), interactionOf(slackUser('UOWNER'))]
  await db.query(`INSERT INTO interaction VALUES ($1, '{"done": 1}', $3), ($2, 'null', $3)`, [
    `slack:${first.key}`,
    `slack:${second.key}`,
    isoTime(AT),
  ])
  expect((await identify(first, AT)).earlier).toEqual({ done: 1 })
  expect(await identify(second, AT)).toHaveProperty('earlier', null)
})

test('a confirmed address of exactly one person binds the chat user once, folded (R22, H9)', async () => {
  const db = database.dataSource
  const ann = await addPerson(db, 'Ann Archer', 'ann@acme.com')
  await addMember(db, acme, ann)
  const found = await identify(interactionOf(slackUser('UANN')), AT)
  expect(found).toMatchObject({
    actor: { personId: ann, name: 'Ann Archer', teamRoles: [{ role: 'member' }] },
    locale: 'de-DE',
    timeZone: 'Europe/Berlin',
  })
  const [entry] = await db.query('SELECT * FROM audit_entry WHERE actor_id = $1', [ann])
  expect(entry).toMatchObject({ action: 'identity.linked', account_id: acme.accountId, platform: 'slack' })
  const asked = platform.asked()
  expect((await identify(interactionOf(slackUser('UANN')), AT)).actor?.personId).toBe(ann)
  expect(platform.asked()).toBe(asked)
})

test('eight first clicks at once bind once', async () => {
  const db = database.dataSource
  const racer = await addPerson(db, 'Rae', 'race@acme.com')
  await addMember(db, acme, racer)
  const clicks = Array.from({ length: 8 }, () => identify(interactionOf(slackUser('URACE')), AT))
  for (const found of await Promise.all(clicks)) expect(found.actor?.personId).toBe(racer)
  expect(await db.query('SELECT 1 FROM chat_identity WHERE person_id = $1', [racer])).toHaveLength(1)
  expect(await db.query('SELECT 1 FROM audit_entry WHERE actor_id = $1', [racer])).toHaveLength(1)
})

test('two people with one folded address are not linked by it (H9)', async () => {
  const db = database.dataSource
  for (const name of ['Tim', 'Tom']) await addMember(db, acme, await addPerson(db, name, 'shared@acme.com'))
  const found = await identify(interactionOf(slackUser('UTWO')), AT)
  expect(found).toMatchObject({ actor: null, refusal: { code: 'notLinked', why: 'severalMatches' } })
})

test('nobody with that address, or none confirmed: not linked, and nothing of the platform breaks a card', async () => {
  const none = await identify(interactionOf(slackUser('UNONE')), AT)
  expect(none).toMatchObject({ actor: null, refusal: { code: 'notLinked', why: 'noMatch' } })
  expect(none).toMatchObject({ locale: 'en', timeZone: 'Etc/UTC' })
  const plain = await identify(interactionOf(slackUser('UPLAIN')), AT)
  expect(plain.refusal).toEqual({ code: 'notLinked', why: 'noConfirmedAddress' })
})

test("another organisation's Slack proves nothing about a person it does not know (R21)", async () => {
  const db = database.dataSource
  const bea = await addPerson(db, 'Bea', 'bea@beta.com')
  await addMember(db, beta, bea)
  const inAcme = await identify(interactionOf(slackUser('UBETA')), AT)
  expect(inAcme.refusal).toEqual({ code: 'notLinked', why: 'noMatch' })
  const inBeta = await identify(interactionOf(slackUser('UBETA', 'T2')), AT)
  expect(inBeta.actor?.personId).toBe(bea)
})

test.each([
  ['UBOT', 'bot'],
  ['UGUEST', 'guest'],
  ['UFOREIGN', 'stranger'],
])('%s is refused as %s and logged, whatever address it shows (R22, B16, B18)', async (userId, code) => {
  const found = await identify(interactionOf(slackUser(userId)), AT)
  expect(found).toMatchObject({ actor: null, refusal: { code } })
  expect(log.entries).toContainEqual({ platform: 'slack', tenant: 'T1', userId, refusal: code })
})

test('a bound user of another organisation is a stranger in a shared channel (B16)', async () => {
  const sender = { ...slackUser('UOWNER'), name: 'Olivia', stranger: true }
  const found = await identify(interactionOf(sender, { sender }), AT)
  expect(found).toMatchObject({ actor: null, refusal: { code: 'stranger' } })
})

test('typing is no reason to ask the platform', async () => {
  const asked = platform.asked()
  const happening = { kind: 'search' as const, search: 'x', typed: 'a' }
  expect((await identify(interactionOf(slackUser('UNONE'), { happening }), AT)).actor).toBeNull()
  expect(platform.asked()).toBe(asked)
})

test('whoever unlinks a chat user is not linked again behind their back', async () => {
  const db = database.dataSource
  await db.query(`DELETE FROM chat_identity WHERE user_id = 'UANN'`)
  const found = await identify(interactionOf(slackUser('UANN')), AT)
  expect(found).toMatchObject({ actor: null, refusal: { code: 'notLinked', why: 'unlinked' } })
})

test('activity is noted at most once a minute (F147)', async () => {
  const db = database.dataSource
  const activeAt = async () => {
    const rows = await rowsOf(db, `chat_identity WHERE user_id = 'UOWNER'`)
    return rows[0].last_active_at
  }
  const found = await identify(interactionOf(slackUser('UOWNER')), AT)
  await touch(db, found, AT + MINUTE_MS - 1)
  expect(await activeAt()).toBe(AT)
  await touch(db, found, AT + MINUTE_MS)
  expect(await activeAt()).toBe(AT + MINUTE_MS)
  // Another process has read the same moment and comes a little later.
  await touch(db, found, AT + MINUTE_MS + 1)
  expect(await activeAt()).toBe(AT + MINUTE_MS)
})

test('whoever comes from the other platform is active here at once, however short ago they were', async () => {
  const db = database.dataSource
  const personId = await addPerson(db, 'Ben')
  const [inSlack, inDiscord] = [slackUser('UBEN'), discordUser('900')]
  for (const user of [inSlack, inDiscord]) await addIdentity(db, personId, user)
  const speak = async (user: ChatUser, at: number) => touch(db, await identify(interactionOf(user), at), at)
  const latest = async () => {
    const rows = await rowsOf(
      db,
      `chat_identity WHERE person_id = '${personId}' ORDER BY last_active_at DESC`,
    )
    return rows[0].platform
  }
  await speak(inDiscord, AT + MINUTE_MS)
  expect(await latest()).toBe('discord')
  await speak(inSlack, AT + MINUTE_MS + 1)
  expect(await latest()).toBe('slack')
  await speak(inDiscord, AT + MINUTE_MS + 2)
  expect(await latest()).toBe('discord')
})
