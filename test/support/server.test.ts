import { Client } from 'pg'
import { createEmptyDatabase } from './database'
import { oncePerRun } from './server'

test('a test gets a database of its own, on a server that listens on loopback only', async () => {
  const database = await createEmptyDatabase()
  const client = new Client({ connectionString: database.url })
  await client.connect()
  const { rows } = await client.query("SELECT current_setting('listen_addresses') AS listens, version()")
  expect(rows[0].listens).toBe('127.0.0.1')
  await client.end()
  await database.close()
})

test('work that is needed once per run is done once, and its failure reaches everybody who waits', async () => {
  let times = 0
  const work = async () => String(++times)
  expect(await Promise.all([oncePerRun('once', work), oncePerRun('once', work)])).toEqual(['1', '1'])
  const failing = () => oncePerRun('never', () => Promise.reject(new Error('no disk')))
  await expect(failing()).rejects.toThrow('no disk')
  await expect(failing()).rejects.toThrow('no disk')
})
