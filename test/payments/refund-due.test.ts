import { settle } from '../../src/db'
import { readRefundsDue, settleRefund } from '../../src/payments'
import { wordsOf } from '../support/rolecall'
import { type SeededTeam, seedTeam } from '../support/seed'
import { deleteWorkspace, intentOf, openPaidStage, type PaidStage, topUpsOf, wish } from './stage'

let stage: PaidStage
let team: SeededTeam
beforeAll(async () => {
  stage = await openPaidStage()
})
afterAll(() => stage.close())
beforeEach(async () => {
  team = await seedTeam(stage.rolecall)
})

const told = () => stage.stripe.webhooks.settled()
const due = () => readRefundsDue(stage.rolecall.db)
const titles = async () => {
  await stage.rolecall.deliver()
  return stage.rolecall.inboxOf(team.owner).map(({ title }) => title)
}
const wishTopUp = () => wish(stage, team.owner, `payments.topUp:workspace:${team.workspaceId}`, '50')
const sessionOf = (id: string) => {
  const session = stage.stripe.shelf.purchases.get(id)?.session
  if (!session) throw new Error('there is no session')
  return session
}

test('the page of a deleted workspace is closed at Stripe, and its link leads nowhere', async () => {
  const session = await wishTopUp()
  const link = /"href":"http:\/\/rolecall.test([^"]+)"/.exec(wordsOf(team.owner.last))?.[1]
  const open = () => fetch(`${stage.url}${link}`, { redirect: 'manual', headers: { accept: 'text/html' } })
  expect((await open()).status).toBe(303)
  await stage.rolecall.db.query('UPDATE workspace SET deleted_at = now() WHERE id = $1', [team.workspaceId])
  expect((await open()).status).toBe(410)
  await deleteWorkspace(stage, team)
  expect(sessionOf(session).status).toBe('expired')
})

test('what is paid for a deleted workspace is listed to be given back, and the payer is told, until it is refunded', async () => {
  const session = await wishTopUp()
  await stage.rolecall.db.query('UPDATE workspace SET deleted_at = now() WHERE id = $1', [team.workspaceId])
  stage.stripe.deeds.pay(session)
  await told()
  expect(await topUpsOf(stage, team.workspaceId)).toEqual([])
  expect(await due()).toMatchObject([
    { why: 'workspaceDeleted', providerId: session, paid: { amountMicros: 50_000_000n, currency: 'USD' } },
  ])
  expect(await titles()).toContain('Your payment of $50.00 cannot be used')
  stage.stripe.deeds.refund(intentOf(stage, session), 5_000)
  await told()
  expect(await due()).toEqual([])
})

test('an amount that was not asked for is listed once, and the payer is told', async () => {
  const session = await wishTopUp()
  sessionOf(session).amount_total = 4_900
  stage.stripe.deeds.pay(session)
  await told()
  const event = stage.stripe.webhooks.events.at(-1)
  if (event) expect(await stage.stripe.webhooks.deliver({ ...event, id: 'evt_again' })).toBe(200)
  const [only, ...others] = await due()
  expect(others).toEqual([])
  expect(only).toMatchObject({ why: 'amount', providerId: session, paid: { amountMicros: 49_000_000n } })
  expect(await titles()).toEqual(['Your payment of $49.00 cannot be used'])
  stage.stripe.deeds.refund(intentOf(stage, session), 4_900)
  await told()
  expect(await due()).toEqual([])
})

test('a second subscription is ended, its payer is told, and it is listed until it is said that it was given back', async () => {
  const { rolecall, stripe } = stage
  const press = () => team.owner.press(`payments.toPlan:${team.workspaceId}:pro`)
  await press()
  const [first] = [...stripe.shelf.purchases.keys()].slice(-1)
  stripe.deeds.pay(first ?? '')
  await told()
  await rolecall.db.query(`UPDATE subscription SET subscription_id = NULL WHERE workspace_id = $1`, [
    team.workspaceId,
  ])
  await rolecall.db.query(`UPDATE workspace SET plan = 'basic' WHERE id = $1`, [team.workspaceId])
  await press()
  const [kept] = stripe.shelf.subscriptions.values()
  await rolecall.db.query(`UPDATE subscription SET subscription_id = $2 WHERE workspace_id = $1`, [
    team.workspaceId,
    kept?.id,
  ])
  const [second] = [...stripe.shelf.purchases.keys()].slice(-1)
  stripe.deeds.pay(second ?? '')
  await told()
  const ours = [...stripe.shelf.subscriptions.values()].map(({ status }) => status)
  expect(ours).toEqual(['active', 'canceled'])
  expect(await titles()).toContain('Your subscription to the plan Pro cannot be used')
  const [only, ...others] = await due()
  expect([only?.why, others]).toEqual(['subscribedTwice', []])
  const settled = (key: string) =>
    settle(rolecall.db, { key, at: rolecall.clock.now() }, (wish) =>
      settleRefund(rolecall.db, wish, only?.id ?? ''),
    )
  expect(await settled('given back')).toBe(true)
  expect(await due()).toEqual([])
  expect(await settled('given back again')).toBe(false)
})
