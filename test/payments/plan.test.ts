import { periodEnd } from '../../src/billing'
import { HOUR_MS } from '../../src/clock'
import { closeMonth } from '../../src/invoices/close-month'
import { BOTH_WAYS } from '../chatbots/stage'
import { invoicesOf, optionsOf } from '../invoices/stage'
import { cardOf, titleOf, wordsOf } from '../support/rolecall'
import { type SeededTeam, seedPerson, seedTeam } from '../support/seed'
import { deleteWorkspace, openPaidStage, type PaidStage } from './stage'

const PRO = 'price_sandbox_pro'

let stage: PaidStage
beforeAll(async () => {
  stage = await openPaidStage({ PLAN_BASIC: 'seats 2', PLAN_PRO: 'price 199' })
})
afterAll(() => stage.close())

const told = () => stage.stripe.webhooks.settled()
const planOf = async ({ workspaceId }: SeededTeam): Promise<string> => {
  const [row] = await stage.rolecall.db.query('SELECT plan FROM workspace WHERE id = $1', [workspaceId])
  return row.plan
}
const subscriptionsOf = ({ workspaceId }: SeededTeam) =>
  [...stage.stripe.shelf.subscriptions.values()].filter(({ metadata }) => metadata.workspace === workspaceId)
const lastSession = () => [...stage.stripe.shelf.purchases.keys()].at(-1) ?? ''

async function subscribe(team: SeededTeam): Promise<string> {
  await team.owner.press(`payments.plan:${team.workspaceId}`)
  await team.owner.click('Change to Pro')
  stage.stripe.deeds.pay(lastSession())
  await told()
  return subscriptionsOf(team).at(-1)?.id ?? ''
}

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let team: SeededTeam
  beforeEach(async () => {
    team = await seedTeam(stage.rolecall, { swapped })
  })

  test('F136 a workspace subscribes to a plan, and has it when it is paid; everybody who sees to it is told', async () => {
    const { rolecall } = stage
    await team.owner.press(`payments.plan:${team.workspaceId}`)
    expect(titleOf(team.owner.last)).toMatch(/^Workspace Workspace \d+ has the plan Basic$/)
    await team.owner.click('Change to Pro')
    expect(cardOf(team.owner.last).buttons?.[0]).toMatchObject({ label: 'Subscribe to Pro' })
    expect(await planOf(team)).toBe('basic')
    stage.stripe.deeds.pay(lastSession())
    await told()
    expect(await planOf(team)).toBe('pro')
    await rolecall.deliver()
    expect(rolecall.inboxOf(team.owner)).toMatchObject([
      {
        title: 'Your workspace has the plan Pro now',
        fields: expect.arrayContaining([
          { name: 'Budget for answers', value: '$100.00 a month' },
          { name: 'Price', value: '$199.00 a month' },
        ]),
      },
    ])
    const again = await team.owner.press(`payments.toPlan:${team.workspaceId}:pro`)
    expect(titleOf(again)).toMatch(/already has the plan Pro$/)
  })

  test('R13 what ends at Stripe ends here: the smaller plan throws nobody out, and nobody new can be invited', async () => {
    const subscription = await subscribe(team)
    stage.stripe.deeds.changeSubscription(subscription, null)
    await told()
    expect(await planOf(team)).toBe('basic')
    await stage.rolecall.deliver()
    expect(stage.rolecall.inboxOf(team.owner).at(-1)?.text).toContain(
      'The subscription to the plan Pro has ended.\nNobody new can be invited',
    )
    const [{ users }] = await stage.rolecall.db.query(
      'SELECT count(*) AS users FROM workspace_user WHERE workspace_id = $1',
      [team.workspaceId],
    )
    expect(users).toBe(3)
    expect(wordsOf(await team.owner.command('team invite', 'new@acme.test'))).toContain('2 of 2')
  })

  test('F136 F138 plan and payment methods are for those who manage billing only', async () => {
    const other = await seedTeam(stage.rolecall, { swapped })
    const { user: chatUser } = await seedPerson(stage.rolecall, team, { name: 'Carl', platform: 'slack' })
    for (const press of ['plan', 'toPlan', 'portal'])
      for (const user of [team.admin, team.member, chatUser, other.owner])
        expect(await user.press(`payments.${press}:${team.workspaceId}:pro`)).toMatchObject({
          kind: 'say',
          card: { tone: 'warning' },
        })
    expect(titleOf(await other.owner.press(`payments.portal:${team.workspaceId}`))).toBe(
      titleOf(await other.owner.press('payments.portal:01ABC')),
    )
    const portal = cardOf(await team.owner.press(`payments.portal:${team.workspaceId}`))
    const [button] = portal.buttons ?? []
    const page = button && 'href' in button ? await (await fetch(button.href)).text() : ''
    expect(page).toContain('There is no subscription.')
  })
})

describe('what Stripe tells of a subscription', () => {
  let team: SeededTeam
  beforeEach(async () => {
    team = await seedTeam(stage.rolecall)
  })

  test('an earlier change that is told after a later one does not bring the plan back', async () => {
    const { stripe } = stage
    const subscription = await subscribe(team)
    const created = stripe.webhooks.events.find(
      ({ type, data }) =>
        type === 'customer.subscription.created' && JSON.stringify(data).includes(subscription),
    )
    if (!created) throw new Error('nothing was told')
    stripe.deeds.changeSubscription(subscription, null)
    await told()
    expect(await stripe.webhooks.deliver({ ...created, id: 'evt_late' })).toBe(200)
    expect(await planOf(team)).toBe('basic')
  })

  test('all changes at the same moment, each told several times, end with what holds', async () => {
    const { stripe } = stage
    const subscription = await subscribe(team)
    for (const price of ['price_other', PRO, 'price_other', PRO])
      stripe.deeds.changeSubscription(subscription, price)
    stripe.deeds.changeSubscription(subscription, null)
    const events = stripe.webhooks.events.slice(-5)
    await Promise.all([...events, ...events].map((event) => stripe.webhooks.deliver(event)))
    await told()
    expect(await planOf(team)).toBe('basic')
    const audited = await stage.rolecall.db.query(
      `SELECT data ->> 'to' AS to FROM audit_entry WHERE workspace_id = $1 AND action = 'workspace.planChanged' ORDER BY id`,
      [team.workspaceId],
    )
    expect(audited).toEqual([{ to: 'Pro' }, { to: 'Basic' }])
  })

  test('F152 the invoice of the month asks for nothing that was paid by card, also when it ended meanwhile', async () => {
    const { rolecall, stripe } = stage
    const month = periodEnd(rolecall.clock.now(), rolecall.clock.now()) - rolecall.clock.now()
    const subscription = await subscribe(team)
    rolecall.clock.advance(month / 2)
    stripe.deeds.changeSubscription(subscription, null)
    await told()
    rolecall.clock.advance(month / 2 + HOUR_MS)
    await closeMonth(optionsOf(rolecall), team.workspaceId, rolecall.clock.now())
    const [invoice] = await invoicesOf(rolecall, team)
    expect(invoice?.lines).toMatchObject([{ kind: 'plan', name: 'Pro', isPaid: true }])
    expect(invoice?.totalMinor).toBeGreaterThan(0n)
    expect(invoice?.paidMinor).toBe(invoice?.totalMinor)
  })

  test('a second subscription is not sold: it is changed where it was made, and an open page is closed by a new wish', async () => {
    const { stripe } = stage
    await team.owner.press(`payments.toPlan:${team.workspaceId}:pro`)
    const first = lastSession()
    await team.owner.press(`payments.toPlan:${team.workspaceId}:pro`)
    const second = lastSession()
    expect(stripe.shelf.purchases.get(first)?.session.status).toBe('expired')
    stripe.deeds.pay(second)
    expect(titleOf(await team.owner.press(`payments.toPlan:${team.workspaceId}:pro`))).toMatch(
      /is paying for another plan|has a subscription already|already has the plan/,
    )
    await told()
    expect(subscriptionsOf(team)).toHaveLength(1)
    await stage.rolecall.db.query(`UPDATE workspace SET plan = 'basic' WHERE id = $1`, [team.workspaceId])
    const refused = await team.owner.press(`payments.toPlan:${team.workspaceId}:pro`)
    expect(titleOf(refused)).toMatch(/has a subscription already$/)
  })

  test('a deleted workspace pays nothing any more, also what was subscribed to afterwards', async () => {
    const { stripe, rolecall } = stage
    await subscribe(team)
    const late = await seedTeam(rolecall)
    await late.owner.press(`payments.toPlan:${late.workspaceId}:pro`)
    const session = lastSession()
    for (const each of [team, late]) await deleteWorkspace(stage, each)
    expect(stripe.shelf.purchases.get(session)?.session.status).toBe('expired')
    const purchase = stripe.shelf.purchases.get(session)
    if (purchase) purchase.session.status = 'open'
    stripe.deeds.pay(session)
    await told()
    for (const each of [team, late])
      expect(subscriptionsOf(each).map(({ status }) => status)).toEqual(['canceled'])
  })

  test('a subscription of another customer, or to what is no plan, changes no plan', async () => {
    const { stripe } = stage
    const other = await seedTeam(stage.rolecall)
    const subscription = await subscribe(team)
    const object = stripe.shelf.subscriptions.get(subscription)
    if (!object) throw new Error('there is no subscription')
    object.metadata = { workspace: other.workspaceId }
    stripe.deeds.changeSubscription(subscription, PRO)
    await told()
    expect(await planOf(other)).toBe('basic')
    object.metadata = { workspace: team.workspaceId }
    stripe.deeds.changeSubscription(subscription, 'price_of_something_else')
    await told()
    expect(await planOf(team)).toBe('pro')
  })
})
