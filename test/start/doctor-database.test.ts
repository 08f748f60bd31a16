import { ulid } from 'ulid'
import { checkDatabase } from '../../src/doctor/database'
import { createEmptyDatabase, createTestDatabase } from '../support/database'
import { asAdmin } from '../support/server'
import { examine } from './instruments'

const embedding = { EMBEDDING_MODEL: 'near', EMBEDDING_URL: 'http://127.0.0.1:1/v1' }

test('a database with every table is well; the queue needs tables of its own', async () => {
  const database = await createTestDatabase()
  await asAdmin(database.url, 'DROP SCHEMA bullmq CASCADE')
  expect(await examine(checkDatabase, { DATABASE_URL: database.url, REDIS_URL: 'redis://127.0.0.1:1' })).toBe(
    'reached, with every table and extension',
  )
  expect(await examine(checkDatabase, { DATABASE_URL: database.url })).toBe(
    'WRONG lacks tables: run `npx rolecall migrate`',
  )
  await database.close()
})

test('vectors without pgvector are told with what to install', async () => {
  const database = await createTestDatabase()
  const [offered] = await database.dataSource.query(
    `SELECT 1 FROM pg_available_extensions WHERE name = 'vector'`,
  )
  const remark = await examine(checkDatabase, {
    DATABASE_URL: database.url,
    REDIS_URL: 'redis://127.0.0.1:1',
    ...embedding,
  })
  expect(remark).toMatch(offered ? /^reached/ : /^WRONG its server has no pgvector.*: install it there/)
  expect(await examine(checkDatabase, embedding)).toMatch(
    /^WRONG its own has no pgvector.*: set DATABASE_URL/,
  )
  await database.close()
})

test('extensions that the user may not create are told as statements for an administrator', async () => {
  const database = await createEmptyDatabase()
  const role = `doctor_${ulid().toLowerCase()}`
  await asAdmin(database.url, `CREATE ROLE ${role} LOGIN PASSWORD 'secret'`)
  const url = Object.assign(new URL(database.url), { username: role, password: 'secret' })
  const look = () => examine(checkDatabase, { DATABASE_URL: url.href })
  expect(await look()).toBe(
    'WRONG lacks extensions that its user may not create: let an administrator run CREATE EXTENSION btree_gin; CREATE EXTENSION pg_trgm; in it, then run `npx rolecall migrate`',
  )
  await asAdmin(database.url, 'CREATE EXTENSION btree_gin; CREATE EXTENSION pg_trgm')
  expect(await look()).toBe('WRONG lacks tables: run `npx rolecall migrate`')
  await asAdmin(database.url, `DROP ROLE ${role}`)
  await database.close()
})

test('a user who may create in the database needs no administrator', async () => {
  const database = await createEmptyDatabase()
  const role = `doctor_${ulid().toLowerCase()}`
  await asAdmin(database.url, `CREATE ROLE ${role} LOGIN PASSWORD 'secret'`)
  const name = new URL(database.url).pathname.slice(1)
  await asAdmin(database.url, `GRANT CREATE ON DATABASE ${name} TO ${role}`)
  const url = Object.assign(new URL(database.url), { username: role, password: 'secret' })
  expect(await examine(checkDatabase, { DATABASE_URL: url.href })).toBe(
    'WRONG lacks tables: run `npx rolecall migrate`',
  )
  await asAdmin(database.url, `DROP OWNED BY ${role}; DROP ROLE ${role}`)
  await database.close()
})
