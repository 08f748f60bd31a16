import { decideTeam } from '../../src/access'
import { actOnPage } from '../../src/people'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { AT, addMember, addOrganisation, addPerson, type Organisation } from './fixture'

let database: TestDatabase
let acme: Organisation
let beta: Organisation

beforeAll(async () => {
  database = await createTestDatabase()
  acme = await addOrganisation(database.dataSource, { slack: 'T1' })
  beta = await addOrganisation(database.dataSource, { slack: 'T2' })
})
afterAll(() => database.close())

const open = (personId: string, { accountId }: Organisation) =>
  actOnPage(database.dataSource, { personId, accountId, key: 'page:1', at: AT })

test('a person acts on a page with every role they have in the account', async () => {
  const db = database.dataSource
  const ann = await addPerson(db, 'Ann')
  await addMember(db, acme, ann, 'admin')
  await db.query('INSERT INTO account_admin VALUES ($1, $2, now())', [acme.accountId, ann])
  await db.query(`INSERT INTO workspace_user VALUES ($1, $2, $3, 'billingAdmin', now())`, [
    acme.workspaceId,
    ann,
    acme.accountId,
  ])
  const acting = await open(ann, acme)
  expect(acting).toMatchObject({
    key: 'page:1',
    at: AT,
    place: { platform: 'web' },
    actor: {
      personId: ann,
      name: 'Ann',
      accountRoles: [{ accountId: acme.accountId, accountName: 'Acme' }],
      workspaceRoles: [{ workspaceId: acme.workspaceId, role: 'billingAdmin' }],
      teamRoles: [
        { teamId: acme.teamId, role: 'admin', version: 1, settings: { memberChatbotCreation: false } },
      ],
    },
  })
})

test('roles in another account do not count, and nobody acts in an account they have no role in (R21)', async () => {
  const db = database.dataSource
  const bea = await addPerson(db, 'Bea')
  await addMember(db, beta, bea)
  await addMember(db, acme, bea)
  expect((await open(bea, acme))?.actor.teamRoles.map(({ teamId }) => teamId)).toEqual([acme.teamId])
  expect(await open(acme.ownerId, acme)).not.toBeNull()
  expect(await open(acme.ownerId, beta)).toBeNull()
})

test('who was removed meanwhile may do nothing when deciding again, and cannot come back to the page (R4, H5)', async () => {
  const db = database.dataSource
  const max = await addPerson(db, 'Max')
  await addMember(db, acme, max, 'admin')
  const acting = await open(max, acme)
  expect(decideTeam(acting?.actor.teamRoles[0], 'member.invite').allowed).toBe(true)
  await db.query(`UPDATE membership SET ended_at = now(), ended_by = 'removed' WHERE person_id = $1`, [max])
  const again = await acting?.renew()
  expect(again).toMatchObject({ key: 'page:1', actor: { name: 'Max', teamRoles: [] } })
  expect(decideTeam(again?.actor.teamRoles[0], 'member.invite').allowed).toBe(false)
  expect(await open(max, acme)).toBeNull()
})
