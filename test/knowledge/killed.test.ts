import { MINUTE_MS } from '../../src/clock'
import { makeChatbot } from '../chatbots/stage'
import { runChild } from '../support/child'
import { createRolecall, type Rolecall } from '../support/rolecall'
import { seedTeam } from '../support/seed'
import { until } from '../support/until'
import { passagesOf, upload, versionIds, versionsOf } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

test('H17 killed at random points, a document is read in the end: each passage once, and every word counted', async () => {
  const { db, url, clock } = rolecall
  const { owner } = await seedTeam(rolecall)
  let at = clock.now()
  const begin = async (name: string) => {
    const chatbotId = await makeChatbot(rolecall, owner, { name })
    const { 'manual.md': id = '' } = await upload(rolecall, owner, chatbotId, { 'manual.md': 'Long.' })
    const [versionId = ''] = await versionIds(rolecall, id)
    const work = () => {
      at += MINUTE_MS
      return runChild('test/knowledge/killed-child.ts', [url, versionId, String(at)])
    }
    const version = async () => (await versionsOf(rolecall, id))[0]
    const vocabulary = () =>
      db.query('SELECT word, chunks FROM vocabulary WHERE base_id = $1 ORDER BY 1', [chatbotId])
    return { work, version, vocabulary, passages: () => passagesOf(rolecall, id) }
  }
  const [killed, left] = [await begin('Killed'), await begin('Left alone')]

  for (const enough of [1, 700, 1_900, 3_300]) {
    const child = killed.work()
    const most = enough + Math.random() * 400
    const come = async () => ((await killed.version())?.chunks ?? 0) >= most
    await until(come, { timeoutMs: 20_000, what: `${most} passages` })
    child.signal('SIGKILL')
    await child.ended
    expect(await killed.version()).toMatchObject({ status: 'indexing' })
  }
  for (const { work } of [killed, left]) expect(await work().ended).toBe(0)

  expect(await killed.version()).toMatchObject({ status: 'ready', progress: 100 })
  expect(await killed.version()).toEqual(await left.version())
  expect(await killed.passages()).toEqual(await left.passages())
  expect(await killed.vocabulary()).toEqual(await left.vocabulary())
}, 120_000)
