import { migrations } from '../../migrations'
import { IdentityConfirmedIn6 } from '../../migrations/0006-identity-confirmed-in'
import type { ChatUser } from '../../src/chat'
import { isoTime } from '../../src/clock'
import { type Database, newId, openDatabase, revertMigration, runMigrations } from '../../src/db'
import { createTestDatabase, type TestDatabase } from '../support/database'
import {
  AT,
  addMember,
  addOrganisation,
  addPerson,
  discordUser,
  type Organisation,
  slackUser,
} from './fixture'

let database: TestDatabase
let acme: Organisation

beforeAll(async () => {
  database = await createTestDatabase()
  await goBack()
  acme = await addOrganisation(database.dataSource, { slack: 'T1', discord: 'G1' })
})
afterAll(() => database.close())

/** To the time before this one, and all that came after it. */
async function goBack(): Promise<void> {
  const later = migrations.length - migrations.indexOf(IdentityConfirmedIn6)
  for (let undone = 0; undone < later; undone += 1) await revertMigration(database.url)
}

let minutes = 0

/** A chat user of the time before, with what the audit kept of the binding. */
async function linked(db: Database, personId: string, user: ChatUser, by: string): Promise<void> {
  minutes += 1
  const [identityId, at] = [newId(AT), isoTime(AT + minutes * 60_000)]
  await db.query(`INSERT INTO chat_identity VALUES ($1, $2, $3, $4, $5, 'chat name', 'en', 'UTC', $6, $6)`, [
    identityId,
    personId,
    user.platform,
    user.tenant,
    user.userId,
    at,
  ])
  await db.query(
    `INSERT INTO audit_entry (id, account_id, actor_id, platform, action, subject_type, subject_id, data, at)
     VALUES ($1, $2, $3, $4, 'identity.linked', 'identity', $5, $6, $7)`,
    [newId(AT), acme.accountId, personId, user.platform, identityId, JSON.stringify({ by }), at],
  )
}

test('whom Slack had bound before counts in its account only, and so does whoever may have had a code from them (R22)', async () => {
  const db = database.dataSource
  const vera = await addPerson(db, 'Vera', 'vera@acme.com')
  const fay = await addPerson(db, 'Fay')
  const una = await addPerson(db, 'Una', 'una@acme.com')
  const ian = await addPerson(db, 'Ian', 'ian@acme.com')
  for (const personId of [vera, fay, una, ian]) await addMember(db, acme, personId)
  await db.query('INSERT INTO person_address VALUES ($1, $2, $3, $4)', [
    fay,
    'fay@acme.com',
    isoTime(AT),
    acme.accountId,
  ])
  await linked(db, vera, discordUser('EARLIER'), 'code')
  await linked(db, vera, slackUser('POSED'), 'confirmedAddress')
  await linked(db, vera, discordUser('LATER'), 'code')
  await linked(db, vera, discordUser('MAILED'), 'mailedCode')
  await linked(db, una, slackUser('UNLINKED'), 'confirmedAddress')
  await linked(db, una, discordUser('LEFT BEHIND'), 'code')
  await db.query(`DELETE FROM chat_identity WHERE user_id = 'UNLINKED'`)
  await linked(db, fay, slackUser('FOUNDER'), 'founding')
  await linked(db, ian, slackUser('INVITED'), 'invitation')
  await linked(db, ian, discordUser('OTHER'), 'code')

  await runMigrations(database.url)
  const rows = await db.query('SELECT user_id, confirmed_in FROM chat_identity ORDER BY linked_at')
  const confined = rows.filter((row: { confirmed_in: string | null }) => row.confirmed_in === acme.accountId)
  expect(confined.map((row: { user_id: string }) => row.user_id)).toEqual([
    'POSED',
    'LATER',
    'LEFT BEHIND',
    'FOUNDER',
  ])
  expect(rows).toHaveLength(8)
})

test('taken back, what rests on one Slack’s word is gone rather than good everywhere (R21)', async () => {
  await goBack()
  const db = await openDatabase({ url: database.url })
  const rows = await db.query('SELECT user_id FROM chat_identity ORDER BY linked_at')
  await db.destroy()
  expect(rows.map((row: { user_id: string }) => row.user_id)).toEqual([
    'EARLIER',
    'MAILED',
    'INVITED',
    'OTHER',
  ])
})
