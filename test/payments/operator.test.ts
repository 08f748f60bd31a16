import { HOUR_MS } from '../../src/clock'
import { commandFor, enterTopUp, readWishes } from '../../src/payments'
import { changePlan } from '../../src/seats'
import { BOTH_WAYS } from '../chatbots/stage'
import { cardOf, createRolecall, type Rolecall, titleOf } from '../support/rolecall'
import { type SeededTeam, seedPerson, seedTeam } from '../support/seed'

describe.each(BOTH_WAYS)('where nothing is charged, %s', (_name, swapped) => {
  let rolecall: Rolecall
  let team: SeededTeam
  beforeAll(async () => {
    rolecall = await createRolecall()
  })
  afterAll(() => rolecall.close())
  beforeEach(async () => {
    team = await seedTeam(rolecall, { swapped })
  })

  test('F111 a wish to top up is written down; once it is entered, whoever has asked is told', async () => {
    await team.owner.press(`payments.topUp:team:${team.teamId}`)
    await team.owner.submit({ amount: '49.90' }, `wish-${team.teamId}`)
    expect(titleOf(team.owner.last)).toBe(
      `Your wish to top up team ${team.teamName} by $49.90 is written down`,
    )
    expect(cardOf(team.owner.last).buttons ?? []).toEqual([])
    await rolecall.deliver()
    expect(rolecall.inboxOf(team.owner)).toEqual([])
    const { workspaceId, teamId } = team
    const entered = { workspaceId, teamId, currency: 'USD', enteredBy: null, at: rolecall.clock.now() }
    expect(await enterTopUp(rolecall.options, { ...entered, amountMicros: 49_900_000n })).toBe(49_900_000n)
    expect(await enterTopUp(rolecall.options, { ...entered, amountMicros: 49_900_000n })).toBe(99_800_000n)
    await rolecall.deliver()
    expect(rolecall.inboxOf(team.owner).map(({ title }) => title)).toEqual([
      `Your payment of $49.90 for team ${team.teamName} has arrived`,
    ])
  })

  test('the others who see to the money are told of a wish, with what whoever runs Rolecall types', async () => {
    const { user: billing, personId } = await seedPerson(rolecall, team, { name: 'Bea', platform: 'discord' })
    await rolecall.db.query(
      `UPDATE workspace_user SET role = 'billingAdmin', version = DEFAULT WHERE person_id = $1`,
      [personId],
    )
    await billing.press(`payments.topUp:workspace:${team.workspaceId}`)
    await billing.submit({ amount: '20' })
    await team.owner.press(`payments.toPlan:${team.workspaceId}:pro`)
    expect(titleOf(team.owner.last)).toBe('Your wish for the plan Pro is written down')
    await rolecall.deliver()
    expect(JSON.stringify(rolecall.inboxOf(team.owner))).toContain(`rolecall top-up ${team.workspaceId} 20`)
    expect(JSON.stringify(rolecall.inboxOf(billing))).toContain(`rolecall plan ${team.workspaceId} pro`)
    const { accountId, workspaceId } = team
    await changePlan(rolecall.options, { accountId, workspaceId, plan: 'pro' }, rolecall.clock.now())
    const [{ status }] = await rolecall.db.query(
      `SELECT status FROM payment WHERE workspace_id = $1 AND plan = 'pro'`,
      [workspaceId],
    )
    expect(status).toBe('paid')
  })

  test('R4 who has lost the right meanwhile is told that their money has arrived, not what is left', async () => {
    const { user, personId } = await seedPerson(rolecall, team, { name: 'Bea', platform: 'discord' })
    const setRole = (role: string) =>
      rolecall.db.query('UPDATE workspace_user SET role = $2, version = DEFAULT WHERE person_id = $1', [
        ...[personId, role],
      ])
    const told = () => rolecall.inboxOf(user).map(({ title, fields = [] }) => [title, fields.length])
    await setRole('billingAdmin')
    await user.press(`payments.topUp:workspace:${team.workspaceId}`)
    await user.submit({ amount: '20' })
    await team.owner.press(`payments.toPlan:${team.workspaceId}:pro`)
    await setRole('chatUser')
    const { workspaceId } = team
    const entered = { workspaceId, currency: 'USD', enteredBy: null, at: rolecall.clock.now() }
    await enterTopUp(rolecall.options, { ...entered, amountMicros: 20_000_000n })
    await rolecall.deliver()
    expect(told()).toEqual([[expect.stringMatching(/^Your payment of \$20\.00 .* has arrived$/), 0]])
  })

  test('a wish takes the place of an earlier one of the same person, and disturbs the others once an hour', async () => {
    const { accountId, workspaceId } = team
    const { user: billing, personId } = await seedPerson(rolecall, team, { name: 'Bea', platform: 'slack' })
    await rolecall.db.query(
      `UPDATE workspace_user SET role = 'billingAdmin', version = DEFAULT WHERE person_id = $1`,
      [personId],
    )
    const ask = async (amount: string) => {
      await billing.press(`payments.topUp:workspace:${workspaceId}`)
      await billing.submit({ amount })
      await rolecall.deliver()
    }
    await team.owner.press(`payments.topUp:workspace:${workspaceId}`)
    await team.owner.submit({ amount: '70' })
    for (const amount of ['20', '30', '40']) await ask(amount)
    const asked = async () =>
      (await readWishes(rolecall.db)).filter((wish) => wish.accountId === accountId).map(commandFor)
    expect(await asked()).toEqual([`rolecall top-up ${workspaceId} 70`, `rolecall top-up ${workspaceId} 40`])
    expect(rolecall.inboxOf(team.owner)).toHaveLength(1)
    rolecall.clock.advance(HOUR_MS)
    await ask('45')
    expect(rolecall.inboxOf(team.owner)).toHaveLength(2)
  })

  test('there is no payment method to change', async () => {
    expect(titleOf(await team.owner.press(`payments.portal:${team.workspaceId}`))).toBe(
      'There is no payment method to change',
    )
  })
})

test('where answers cost nothing, there is nothing to top up', async () => {
  const rolecall = await createRolecall(
    undefined,
    {},
    { prices: { currency: 'USD', inputMicros: 0, outputMicros: 0 } },
  )
  const { owner, teamId } = await seedTeam(rolecall)
  expect(titleOf(await owner.press(`payments.topUp:team:${teamId}`))).toBe('Answers cost nothing here')
  const submit = `payments.team:${teamId}`
  expect(titleOf(await owner.does({ kind: 'submit', submit, values: { amount: '5' } }))).toBe(
    'Answers cost nothing here',
  )
  await rolecall.close()
})
