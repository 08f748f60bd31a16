import { botTokenOf } from '../../src/connections'
import { createSecrets } from '../../src/secrets'
import { addOrganisation, createTestLog } from '../people/fixture'
import { createTestDatabase, type TestDatabase } from '../support/database'

const key = (id: string, fill: number) => ({ id, key: Buffer.alloc(32, fill) })
const [old, fresh] = [key('k1', 1), key('k2', 2)]
const TOKEN = 'xoxb-1-2-very-secret'

let database: TestDatabase
beforeEach(async () => {
  database = await createTestDatabase()
  await addOrganisation(database.dataSource, { slack: 'T1', discord: 'T2' })
  await database.dataSource.query('UPDATE connection SET sealed_bot_token = $1', [
    createSecrets([old]).seal(TOKEN),
  ])
})
afterEach(() => database.close())

const log = createTestLog()
const tokenOf = (tenant: string, keys = [old]) =>
  botTokenOf({ db: database.dataSource, secrets: createSecrets(keys), log })(tenant)

test('the token of a connected Slack workspace is opened for each use', async () => {
  expect(await tokenOf('T1')).toBe(TOKEN)
  await database.dataSource.query(`UPDATE connection SET ended_at = now()`)
  expect(await tokenOf('T1')).toBeNull()
})

test('a workspace that is unknown, or of the other platform, has none (R21)', async () => {
  expect([await tokenOf('T2'), await tokenOf('T3')]).toEqual([null, null])
})

test('after a rotation it is still readable', async () => {
  expect(await tokenOf('T1', [fresh, old])).toBe(TOKEN)
})

test('without its key it counts as disconnected, and the log names the key and never the token', async () => {
  expect(await tokenOf('T1', [fresh])).toBeNull()
  const written = JSON.stringify(log.entries)
  expect(written).toContain('no key \\"k1\\"')
  expect(written).not.toContain(TOKEN)
})
