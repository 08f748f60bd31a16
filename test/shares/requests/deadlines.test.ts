import { DAY_MS } from '../../../src/clock'
import { deadlineSweeps } from '../../../src/deadline-sweeps'
import { LIFETIME_MS } from '../../../src/deadlines'
import { approveRequest } from '../../../src/shares/requests/approve-request'
import { denyRequest } from '../../../src/shares/requests/deny-request'
import { requestDeadlines } from '../../../src/shares/requests/expire'
import { withdrawRequest } from '../../../src/shares/requests/withdraw-request'
import { auditedOf, liveGrants } from '../../chatbots/stage'
import { createRolecall, type Rolecall } from '../../support/rolecall'
import { type SeededTeam, seedTeam } from '../../support/seed'
import { askFor, contextOf, kept, offerTeam, owedOf, owedWords, takeOver } from './stage'

let rolecall: Rolecall
let team: SeededTeam
beforeAll(async () => {
  rolecall = await createRolecall()
})
beforeEach(async () => {
  team = await seedTeam(rolecall)
})
afterAll(() => rolecall.close())

/** Longer than the sweep waits for clicks that arrived in time. */
const GRACE_MS = 10_000

/** Both sweeps, as two workers at once would run them. */
async function sweep(): Promise<void> {
  const sweeps = () => deadlineSweeps(rolecall.db, requestDeadlines, () => rolecall.clock.now())
  await Promise.all([...sweeps(), ...sweeps()].map(({ run }) => run()))
}

const ANSWERS = {
  approve: async (id: string) => approveRequest(rolecall.db, await contextOf(rolecall, team.owner), id, null),
  deny: async (id: string) => denyRequest(rolecall.db, await contextOf(rolecall, team.owner), id, null),
  withdraw: async (id: string) => withdrawRequest(rolecall.db, await contextOf(rolecall, team.member), id),
}

describe.each(Object.entries(ANSWERS))('R15 H4 %s', (_name, answer) => {
  test('in the last millisecond it works', async () => {
    const { id } = await askFor(rolecall, team)
    rolecall.clock.advance(LIFETIME_MS - 1)
    expect(await answer(id)).not.toHaveProperty('refused')
  })

  test('F66 from then on it is refused, and the click itself writes down that the time is over', async () => {
    const { id, chatbotId } = await askFor(rolecall, team)
    const { expiresAt } = await kept(rolecall, id)
    rolecall.clock.advance(LIFETIME_MS)
    expect(await answer(id)).toMatchObject({
      code: 'requestOver',
      status: 'expired',
      by: null,
      at: expiresAt,
    })
    expect(await kept(rolecall, id)).toMatchObject({ status: 'expired', endedAt: expiresAt, endedBy: null })
    expect(await liveGrants(rolecall, chatbotId)).toEqual([])
    expect((await owedWords(rolecall, id)).slice(2)).toEqual([
      'notice request.expired Maya',
      'refresh shareRequest',
    ])
  })

  test('a click that arrived in time counts, though it is answered after the end', async () => {
    const { id } = await askFor(rolecall, team)
    rolecall.clock.advance(LIFETIME_MS - 1)
    const context = await contextOf(rolecall, team.owner)
    rolecall.clock.advance(GRACE_MS)
    await sweep()
    expect(await approveRequest(rolecall.db, context, id, null)).toEqual({ id })
  })
})

test('F66 F70 after seven days the sweep writes it down once, tells the requester, redraws the cards', async () => {
  const { id } = await askFor(rolecall, team)
  rolecall.clock.advance(LIFETIME_MS + GRACE_MS)
  await sweep()
  await sweep()
  expect((await kept(rolecall, id)).status).toBe('expired')
  expect(await auditedOf(rolecall, id)).toEqual(['request.filed', 'request.expired'])
  expect((await owedWords(rolecall, id)).slice(2)).toEqual([
    'notice request.expired Maya',
    'refresh shareRequest',
  ])
})

test('R15 before the end the sweep leaves it alone', async () => {
  const { id } = await askFor(rolecall, team)
  rolecall.clock.advance(LIFETIME_MS - DAY_MS - 1)
  await sweep()
  expect(await auditedOf(rolecall, id)).toEqual(['request.filed'])
})

test('24 hours before the end the owner is reminded, once', async () => {
  const { id } = await askFor(rolecall, team)
  rolecall.clock.advance(LIFETIME_MS - DAY_MS)
  await sweep()
  rolecall.clock.advance(60_000)
  await sweep()
  expect((await owedWords(rolecall, id)).slice(2)).toEqual(['notice request.reminder Olivia'])
  expect(await auditedOf(rolecall, id)).toEqual(['request.filed', 'request.reminded'])
  expect((await kept(rolecall, id)).status).toBe('pending')
})

test('what is decided already reminds nobody', async () => {
  const { id } = await askFor(rolecall, team)
  await ANSWERS.deny(id)
  rolecall.clock.advance(LIFETIME_MS - DAY_MS)
  await sweep()
  expect(await auditedOf(rolecall, id)).toEqual(['request.filed', 'request.denied'])
})

test('the owner of that moment is reminded, not the former one', async () => {
  const { id } = await askFor(rolecall, team)
  await takeOver(rolecall, team.admin, await offerTeam(rolecall, team, team.admin))
  rolecall.clock.advance(LIFETIME_MS - DAY_MS)
  await sweep()
  const reminders = (await owedOf(rolecall, id)).filter(({ name }) => name === 'request.reminder')
  expect(reminders.map(({ who }) => who)).toEqual(['Adam'])
})

test('nobody is reminded of what has become pointless: it is closed', async () => {
  const { id, chatbotId } = await askFor(rolecall, team)
  await team.member.command('chatbot delete')
  await team.member.submit({ name: 'Helper' })
  expect(await liveGrants(rolecall, chatbotId)).toEqual([])
  rolecall.clock.advance(LIFETIME_MS - DAY_MS)
  await sweep()
  expect(await auditedOf(rolecall, id)).toEqual(['request.filed', 'request.cancelled'])
})
