import { sign } from '../../sandbox/stripe'
import { DAY_MS } from '../../src/clock'
import { BUDGET, budgetOf, costing, DOLLAR, spend } from '../billing/stage'
import { BOTH_WAYS } from '../chatbots/stage'
import { QUESTION, setScene } from '../conversations/stage'
import { cardOf, titleOf, wordsOf } from '../support/rolecall'
import { type SeededTeam, seedPerson, seedTeam } from '../support/seed'
import { accept, offerTeam, someone } from '../transfers/acting'
import { meeting } from '../workspaces/stage'
import { intentOf, openPaidStage, type PaidStage, personOf, topUpsOf, wish } from './stage'

let stage: PaidStage
beforeAll(async () => {
  stage = await openPaidStage()
})
afterAll(() => stage.close())

const told = () => stage.stripe.webhooks.settled()
const teamLeft = async ({ workspaceId, teamId }: SeededTeam) => {
  const [row] = await stage.rolecall.db.query(
    `SELECT left_micros AS left, (SELECT sum(amount_micros) FROM top_up WHERE team_id = $1) AS entered,
       (SELECT coalesce(sum(team_top_up_micros), 0) FROM usage_entry WHERE team_id = $1) AS used
     FROM team_balance WHERE team_id = $1 AND EXISTS (SELECT 1 FROM workspace WHERE id = $2)`,
    [teamId, workspaceId],
  )
  return row ? { left: row.left, ledger: Number(row.entered) - Number(row.used) } : null
}
const linkOf = (answer: unknown): string => /"href":"([^"]+)"/.exec(JSON.stringify(answer))?.[1] ?? ''
const audited = async ({ accountId }: SeededTeam) =>
  (
    await stage.rolecall.db.query(
      `SELECT action FROM audit_entry WHERE account_id = $1 AND (action LIKE 'topUp.%' OR action LIKE 'payment.%') ORDER BY id`,
      [accountId],
    )
  ).map(({ action }: { action: string }) => action)

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let team: SeededTeam
  beforeEach(async () => {
    team = await seedTeam(stage.rolecall, { swapped })
  })
  const teamPress = () => `payments.topUp:team:${team.teamId}`
  const workspacePress = () => `payments.topUp:workspace:${team.workspaceId}`

  test('F111 the owner of a team tops it up: pays on a page, is told in private, and the audit has it', async () => {
    const { rolecall, stripe } = stage
    const session = await wish(stage, team.owner, teamPress(), '49.90')
    expect(titleOf(team.owner.last)).toBe(`Top up team ${team.teamName} by $49.90`)
    expect(team.owner.last).toMatchObject({ audience: 'private' })
    expect(await topUpsOf(stage, team.workspaceId)).toEqual([])
    expect(stripe.deeds.pay(session)).toBe(true)
    await told()
    expect(await topUpsOf(stage, team.workspaceId)).toEqual([
      { amount: 49_900_000, team: team.teamId, by: await personOf(rolecall, team.owner) },
    ])
    expect(await teamLeft(team)).toEqual({ left: 49_900_000, ledger: 49_900_000 })
    await rolecall.deliver()
    const [arrived] = rolecall.inboxOf(team.owner)
    expect(arrived?.title).toBe(`Your payment of $49.90 for team ${team.teamName} has arrived`)
    expect(JSON.stringify(arrived)).toContain('$49.90')
    const billing = wordsOf(await team.owner.command('team billing'))
    expect(billing).toContain('{"name":"Left of top-ups of the team","value":"$49.90"}')
    expect(await audited(team)).toEqual(['payment.asked', 'payment.arrived', 'topUp.entered'])
  })

  test('F111 nobody but the owner tops up a team: not its admins and members, not billing admins, not people elsewhere', async () => {
    const other = await seedTeam(stage.rolecall, { swapped })
    const { user: billing, personId } = await seedPerson(stage.rolecall, team, {
      name: 'Bea',
      platform: 'slack',
    })
    await stage.rolecall.db.query(`UPDATE workspace_user SET role = 'billingAdmin' WHERE person_id = $1`, [
      personId,
    ])
    for (const user of [team.admin, team.member, billing, other.owner]) {
      expect(await user.press(teamPress())).toMatchObject({ kind: 'say', card: { tone: 'warning' } })
      const submitted = await user.does({
        kind: 'submit',
        submit: `payments.team:${team.teamId}`,
        values: { amount: '50' },
      })
      expect(submitted).toMatchObject({ kind: 'say', card: { tone: 'warning' } })
    }
    expect(titleOf(team.member.last)).not.toBe(titleOf(other.owner.last))
    expect(await audited(team)).toEqual([])
  })

  test('F136 F138 whoever manages billing tops up the workspace, and nobody else', async () => {
    const { rolecall, stripe } = stage
    const { user, personId } = await seedPerson(rolecall, team, {
      name: 'Bea',
      platform: swapped ? 'discord' : 'slack',
    })
    const as = (role: string) =>
      rolecall.db.query('UPDATE workspace_user SET role = $1, version = DEFAULT WHERE person_id = $2', [
        role,
        personId,
      ])
    for (const role of ['agentManager', 'contentManager', 'chatUser']) {
      await as(role)
      expect(await user.press(workspacePress())).toMatchObject({ card: { tone: 'warning' } })
    }
    expect(await team.admin.press(workspacePress())).toMatchObject({ card: { tone: 'warning' } })
    await as('billingAdmin')
    const session = await wish(stage, user, workspacePress(), '20')
    stripe.deeds.pay(session)
    await told()
    expect(await topUpsOf(stage, team.workspaceId)).toEqual([
      { amount: 20_000_000, team: null, by: personId },
    ])
    expect(await budgetOf(rolecall, team)).toMatchObject({ topUpMicros: 20n * DOLLAR })
    const customer = stripe.shelf.purchases.get(session)?.session.customer
    expect(stripe.shelf.customers.get(customer ?? '')?.metadata).toEqual({ workspace: team.workspaceId })
  })

  test('R19 one click delivered 11 times opens one page; one event 11 times, and others of the same payment, are one top-up', async () => {
    const { rolecall, stripe } = stage
    await team.owner.press(teamPress())
    const form = team.owner.last
    const before = stripe.shelf.purchases.size
    for (let times = 0; times < 11; times += 1) {
      team.owner.answers.push(form)
      await team.owner.submit({ amount: '50' }, `submit-${team.teamId}`)
      expect(linkOf(team.owner.last)).toContain('/payments/pay?for=')
    }
    expect(stripe.shelf.purchases.size).toBe(before + 1)
    const session = [...stripe.shelf.purchases.keys()].at(-1) ?? ''
    stripe.deeds.pay(session)
    await told()
    const event = stripe.webhooks.events.at(-1)
    if (!event) throw new Error('nothing was told')
    const again = Array.from({ length: 5 }, () => ({ ...event }))
    const others = Array.from({ length: 5 }, (_, index) => ({ ...event, id: `${event.id}${index}` }))
    const statuses = await Promise.all([...again, ...others].map((each) => stripe.webhooks.deliver(each)))
    expect(new Set(statuses)).toEqual(new Set([200]))
    expect(await topUpsOf(stage, team.workspaceId)).toHaveLength(1)
    await rolecall.deliver()
    expect(rolecall.inboxOf(team.owner)).toHaveLength(1)
  })

  test('R9 who has lost the role has paid nevertheless, and can make no new link', async () => {
    const { rolecall, stripe } = stage
    const session = await wish(stage, team.owner, teamPress(), '50')
    const [owner, admin] = [
      await someone(rolecall, team, team.owner),
      await someone(rolecall, team, team.admin),
    ]
    await accept(rolecall, await offerTeam(rolecall, team, owner, admin), admin)
    stripe.deeds.pay(session)
    await told()
    expect(await topUpsOf(stage, team.workspaceId)).toEqual([
      { amount: 50_000_000, team: team.teamId, by: owner.personId },
    ])
    const again = await team.owner.does({
      kind: 'submit',
      submit: `payments.team:${team.teamId}`,
      values: { amount: '50' },
    })
    expect(again).toMatchObject({ card: { tone: 'warning' } })
    expect(stripe.shelf.purchases.has(session)).toBe(true)
  })

  test('what is no amount is said at the field, and nothing is asked for', async () => {
    const opened = stage.stripe.shelf.purchases.size
    for (const amount of ['0.5', 'fifty', '-3', '1e9', '200000']) {
      await team.owner.press(teamPress())
      await team.owner.submit({ amount })
      expect(wordsOf(team.owner.last)).toMatch(/amount/i)
    }
    expect(stage.stripe.shelf.purchases.size).toBe(opened)
    expect(await audited(team)).toEqual([])
  })
})

describe('money that comes and goes', () => {
  let team: SeededTeam
  beforeEach(async () => {
    team = await seedTeam(stage.rolecall)
  })
  const pay = async (amount = '50') => {
    const session = await wish(stage, team.owner, `payments.topUp:team:${team.teamId}`, amount)
    stage.stripe.deeds.pay(session)
    await told()
    return session
  }

  test('a refund is a negative top-up, told to the owner; refunded before it is known as paid, it comes out the same', async () => {
    const { stripe, rolecall } = stage
    const session = await pay()
    stripe.deeds.refund(intentOf(stage, session), 2_000)
    await told()
    stripe.deeds.refund(intentOf(stage, session), 5_000)
    await told()
    expect((await topUpsOf(stage, team.workspaceId)).map(({ amount }) => amount)).toEqual([
      50_000_000, -20_000_000, -30_000_000,
    ])
    expect(await teamLeft(team)).toEqual({ left: 0, ledger: 0 })
    await rolecall.deliver()
    expect(rolecall.inboxOf(team.owner).map(({ title }) => title)).toEqual([
      `Your payment of $50.00 for team ${team.teamName} has arrived`,
      ...Array(2).fill(`A payment of $50.00 for team ${team.teamName} has changed`),
    ])
    stripe.tellAt('http://127.0.0.1:1/')
    const late = await pay('30')
    const paid = stripe.webhooks.events.at(-1)
    stripe.tellAt(`${stage.url}/payments/stripe`)
    stripe.deeds.refund(intentOf(stage, late), 1_000)
    await told()
    expect(await teamLeft(team)).toMatchObject({ left: 0 })
    if (paid) expect(await stripe.webhooks.deliver(paid)).toBe(200)
    expect(await teamLeft(team)).toEqual({ left: 20_000_000, ledger: 20_000_000 })
  })

  test('what was used and is then disputed is below zero, until the next top-up fills it or the dispute is won', async () => {
    const scene = await setScene(stage.rolecall, false)
    team = scene
    const session = await pay('10')
    await spend(stage.rolecall, scene, BUDGET)
    stage.rolecall.model.says(costing(4n * DOLLAR))
    await scene.member.command('ask', QUESTION)
    expect(await teamLeft(scene)).toEqual({ left: 6_000_000, ledger: 6_000_000 })
    const dispute = stage.stripe.deeds.dispute(intentOf(stage, session), 1_000)
    await told()
    expect(await teamLeft(scene)).toEqual({ left: -4_000_000, ledger: -4_000_000 })
    expect(titleOf(await scene.member.command('ask', QUESTION))).toMatch(/used up$/)
    stage.stripe.deeds.winDispute(dispute)
    await told()
    expect(await teamLeft(scene)).toEqual({ left: 6_000_000, ledger: 6_000_000 })
  })

  test('F110 budget, then the team’s top-up, then the workspace’s; other teams do not draw on the team’s', async () => {
    const { rolecall, stripe } = stage
    const scene = await setScene(rolecall, false)
    team = scene
    await pay('5')
    stripe.deeds.pay(await wish(stage, scene.owner, `payments.topUp:workspace:${scene.workspaceId}`, '7'))
    await told()
    const parts = async (dollars: bigint, user = scene.member, chatbot = 'Handbook') => {
      rolecall.model.says(costing(dollars * DOLLAR))
      await user.command('ask', { ...QUESTION, chatbot, private: 'yes' })
      const [row] = await rolecall.db.query(
        `SELECT cost_micros AS cost, top_up_micros AS "topUp", team_top_up_micros AS team FROM usage_entry
         WHERE workspace_id = $1 ORDER BY id DESC LIMIT 1`,
        [scene.workspaceId],
      )
      return row
    }
    expect(await parts(19n)).toEqual({ cost: 19_000_000, topUp: 0, team: 0 })
    expect(await parts(3n)).toEqual({ cost: 3_000_000, topUp: 2_000_000, team: 2_000_000 })
    await scene.admin.command('chatbot create')
    await scene.admin.submit({ name: 'Own', description: '', instructions: 'Help.' })
    expect(await parts(1n, scene.admin, 'Own')).toEqual({ cost: 1_000_000, topUp: 1_000_000, team: 0 })
    expect(await parts(4n)).toEqual({ cost: 4_000_000, topUp: 4_000_000, team: 3_000_000 })
    expect(await teamLeft(scene)).toEqual({ left: 0, ledger: 0 })
    expect(await budgetOf(rolecall, scene)).toMatchObject({ topUpMicros: 5n * DOLLAR, spentMicros: BUDGET })
    await rolecall.deliver()
    expect(rolecall.inboxOf(scene.owner).map(({ title }) => title)).toContain(
      `The top-ups of team ${scene.teamName} are used up`,
    )
  })

  test('money that takes days is a top-up when it has come; when it does not come, the payer is told', async () => {
    const { rolecall, stripe } = stage
    const press = `payments.topUp:team:${team.teamId}`
    const slow = await wish(stage, team.owner, press, '50')
    stripe.deeds.pay(slow, 'later')
    await told()
    expect(await topUpsOf(stage, team.workspaceId)).toEqual([])
    stripe.deeds.arrive(slow)
    const lost = await wish(stage, team.owner, press, '60')
    stripe.deeds.pay(lost, 'later')
    stripe.deeds.arrive(lost, 'failed')
    await told()
    expect((await topUpsOf(stage, team.workspaceId)).map(({ amount }) => amount)).toEqual([50_000_000])
    await rolecall.deliver()
    expect(rolecall.inboxOf(team.owner).map(({ title }) => title)).toContain(
      `Your payment of $60.00 for team ${team.teamName} did not go through`,
    )
  })

  test('what a deleted team had left is its workspace’s, and so is what is paid for it afterwards', async () => {
    const { rolecall, stripe } = stage
    await pay('50')
    const late = await wish(stage, team.owner, `payments.topUp:team:${team.teamId}`, '30')
    const submit = `teams.delete:${team.teamId}`
    await team.owner.does({ kind: 'submit', submit, values: { name: team.teamName } })
    await rolecall.deliver()
    expect(await budgetOf(rolecall, team)).toMatchObject({ topUpMicros: 50n * DOLLAR })
    stripe.deeds.pay(late)
    await told()
    expect(await budgetOf(rolecall, team)).toMatchObject({ topUpMicros: 80n * DOLLAR })
    expect(await teamLeft(team)).toEqual({ left: 0, ledger: 0 })
  })
})

test('H10 what is paid for a team at the moment it is deleted is its workspace’s', async () => {
  const { rolecall, stripe } = stage
  const team = await seedTeam(rolecall)
  const session = await wish(stage, team.owner, `payments.topUp:team:${team.teamId}`, '50')
  const remove = async () => {
    const submit = `teams.delete:${team.teamId}`
    await team.owner.does({ kind: 'submit', submit, values: { name: team.teamName } })
    await rolecall.deliver()
  }
  const pay = async () => {
    stripe.deeds.pay(session)
    await told()
  }
  await meeting(rolecall, 'payment WHERE checkout_id', session, pay, remove)
  expect(await budgetOf(rolecall, team)).toMatchObject({ topUpMicros: 50n * DOLLAR })
})

describe('the pages', () => {
  let team: SeededTeam
  let session: string
  let link: string
  beforeEach(async () => {
    team = await seedTeam(stage.rolecall)
    session = await wish(stage, team.owner, `payments.topUp:team:${team.teamId}`, '50')
    link = linkOf(team.owner.last).replace('http://rolecall.test', stage.url)
  })
  const open = (url: string) => fetch(url, { redirect: 'manual', headers: { accept: 'text/html' } })

  test('the link leads to Stripe while it is open: not once it is paid, and not after a day', async () => {
    expect(cardOf(team.owner.last).buttons?.[0]).toMatchObject({ label: 'Pay $50.00' })
    const led = await open(link)
    expect(led.status).toBe(303)
    expect(led.headers.get('location')).toBe(`${stage.stripe.apiUrl}/c/pay/${session}`)
    const page = await (await fetch(led.headers.get('location') ?? '')).text()
    expect(page).toContain('$50.00')
    stage.stripe.deeds.pay(session)
    await told()
    expect(await (await open(link)).text()).toContain('This is paid already')
    await wish(stage, team.owner, `payments.topUp:team:${team.teamId}`, '50')
    stage.rolecall.clock.advance(DAY_MS)
    expect((await open(linkOf(team.owner.last).replace('http://rolecall.test', stage.url))).status).toBe(410)
  })

  test('a link that nobody was given leads nowhere, and tells nothing of what exists', async () => {
    const sealed = encodeURIComponent(stage.rolecall.secrets.seal('payment:01ABC'))
    const other = encodeURIComponent(stage.rolecall.secrets.seal('01ABC'))
    for (const query of ['', '?for=', '?for=x', `?for=${sealed}`, `?for=${other}`, '?for=a&for=b'])
      expect((await open(`${stage.url}/payments/pay${query}`)).status).toBe(404)
  })

  const event = (reference: string, amount = 5_000) => ({
    ...{ id: `evt_${Math.random()}`, object: 'event', type: 'checkout.session.completed' },
    data: {
      object: {
        ...{ id: session, object: 'checkout.session', payment_status: 'paid', subscription: null },
        ...{ metadata: { reference }, amount_total: amount, currency: 'usd' },
      },
    },
  })
  const post = (body: string, signature?: string) =>
    fetch(`${stage.url}/payments/stripe`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(signature !== undefined && { 'stripe-signature': signature }),
      },
      body,
    })
  const now = () => Math.floor(stage.rolecall.clock.now() / 1_000)
  const signed = (body: object, at = now(), secret = stage.stripe.webhookSecret) => {
    const text = JSON.stringify(body)
    return post(text, sign(text, secret, at))
  }
  const paymentId = async () => {
    const [row] = await stage.rolecall.db.query(
      'SELECT id FROM payment WHERE team_id = $1 ORDER BY id LIMIT 1',
      [team.teamId],
    )
    return row.id as string
  }

  test('what is not signed, signed with another secret, changed afterwards or signed long ago is refused and changes nothing', async () => {
    const body = event(await paymentId())
    const text = JSON.stringify(body)
    const right = sign(text, stage.stripe.webhookSecret, now())
    const refused = [
      await post(text),
      await post(text, 'nonsense'),
      await post(text, right.replace(/^t=\d+/, `t=${now() + 1}`)),
      await post(text.replace('5000', '9999'), right),
      await signed(body, now(), 'whsec_other'),
      await signed(body, now() - 301),
      await post('{', sign('{', 'whsec_other', now())),
    ]
    expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 400))
    expect(await topUpsOf(stage, team.workspaceId)).toEqual([])
    expect((await signed(body, now() - 299)).status).toBe(200)
    expect(await topUpsOf(stage, team.workspaceId)).toHaveLength(1)
  })

  test('an unknown reference, another amount or another currency is noted and taken for no payment', async () => {
    const id = await paymentId()
    const before = stage.rolecall.logged.length
    const euros = event(id)
    euros.data.object.currency = 'eur'
    for (const body of [event('01UNKNOWN'), event(id, 1), euros])
      expect((await signed(body)).status).toBe(200)
    expect(await topUpsOf(stage, team.workspaceId)).toEqual([])
    expect(stage.rolecall.logged.slice(before)).toHaveLength(3)
  })

  test('neither keys nor signatures nor links are in any log', async () => {
    await post('{}', 't=1,v1=feedbeef')
    const everything = JSON.stringify([stage.logged, stage.rolecall.logged])
    const { secretKey, webhookSecret } = stage.stripe
    for (const secret of [secretKey, webhookSecret, 'feedbeef', new URL(link).search])
      expect(everything).not.toContain(secret)
  })

  test('while Stripe is down nothing is charged, and the same wish opens one page later', async () => {
    const { stripe } = stage
    const opened = stripe.shelf.purchases.size
    await team.owner.press(`payments.topUp:team:${team.teamId}`)
    const form = team.owner.last
    stripe.failNext(3)
    const failing = team.owner.submit({ amount: '12' }, 'while-down')
    await expect(failing).rejects.toThrow()
    team.owner.answers.push(form)
    expect(titleOf(await team.owner.submit({ amount: '12' }, 'while-down'))).toContain('$12.00')
    expect(stripe.shelf.purchases.size).toBe(opened + 1)
  })
})
