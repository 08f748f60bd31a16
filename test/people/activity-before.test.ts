import { migrations } from '../../migrations'
import { ActivityByAccount27 } from '../../migrations/0027-activity-by-account'
import { isoTime } from '../../src/clock'
import { newId, revertMigration, runMigrations } from '../../src/db'
import { createTestDatabase } from '../support/database'
import { AT, addIdentity, addMember, addOrganisation, addPerson, discordUser, slackUser } from './fixture'

test('whoever was seen before is known to have been in the accounts that their chat users count in (R21)', async () => {
  const database = await createTestDatabase()
  const db = database.dataSource
  const later = migrations.length - migrations.indexOf(ActivityByAccount27)
  for (let undone = 0; undone < later; undone += 1) await revertMigration(database.url)
  const acme = await addOrganisation(db, { slack: 'T1', discord: 'G1' })
  const beta = await addOrganisation(db, { slack: 'T2' })
  const people = { sue: slackUser('USUE'), dan: discordUser('1'), cora: slackUser('UCORA', 'T2') }
  const ids = new Map<string, string>()
  for (const [name, user] of Object.entries(people)) {
    const personId = await addPerson(db, name)
    ids.set(personId, name)
    for (const account of [acme, beta]) await addMember(db, account, personId)
    await addIdentity(db, personId, user)
  }
  // A Slack of both, whose word counts in one.
  await db.query(`UPDATE chat_identity SET confirmed_in = $1 WHERE user_id = 'UCORA'`, [beta.accountId])
  await db.query(
    `INSERT INTO connection (id, account_id, workspace_id, platform, tenant, name, created_at, ended_at)
     VALUES ($1, $2, $3, 'slack', 'T2', 'once', $4, $4)`,
    [newId(AT), acme.accountId, acme.workspaceId, isoTime(AT)],
  )
  await runMigrations(database.url)
  const rows: { account: string; person: string }[] = await db.query(
    'SELECT account_id AS account, person_id AS person FROM activity',
  )
  const seen = rows.map(({ account, person }) => `${ids.get(person)} ${account === acme.accountId}`)
  expect(seen.sort()).toEqual(['cora false', 'dan false', 'dan true', 'sue true'])
  await database.close()
})
