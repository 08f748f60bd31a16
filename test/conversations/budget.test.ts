import { readBudget } from '../../src/billing'
import { DAY_MS } from '../../src/clock'
import { enterTopUp } from '../../src/payments'
import { BUDGET, budgetOf, costing, DOLLAR, spend } from '../billing/stage'
import { BOTH_WAYS } from '../chatbots/stage'
import { createRolecall, type Rolecall, type TestUser, titleOf, wordsOf } from '../support/rolecall'
import { type SeededTeam, seedPerson, seedTeam } from '../support/seed'
import { inPrivate, QUESTION, type Scene, setScene, slowModel, turnsOf } from './stage'

const EMPTY = /^The monthly budget of workspace Workspace \d+ is used up$/

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let rolecall: Rolecall
  let scene: Scene
  beforeAll(async () => {
    rolecall = await createRolecall()
  })
  afterAll(() => rolecall.close())
  beforeEach(async () => {
    scene = await setScene(rolecall, swapped)
    await rolecall.deliver()
    rolecall.sent.length = 0
  })

  const topUp = (amountMicros: bigint, { workspaceId } = scene) =>
    enterTopUp(rolecall.options, {
      ...{ workspaceId, amountMicros, currency: 'USD', enteredBy: null },
      at: rolecall.clock.now(),
    })
  const paidByTopUps = () =>
    rolecall.db.query(
      'SELECT cost_micros AS cost, top_up_micros AS "topUp" FROM usage_entry WHERE workspace_id = $1 ORDER BY id',
      [scene.workspaceId],
    )

  test('F108 with nothing left, a question is answered with a notice: the model is not asked, nothing is kept or charged', async () => {
    await spend(rolecall, scene, BUDGET)
    const asked = rolecall.model.prompts.length
    const refused = await scene.member.command('ask', QUESTION)
    expect(titleOf(refused)).toMatch(EMPTY)
    expect(refused).toMatchObject({ audience: 'private' })
    expect(wordsOf(refused)).not.toMatch(/\$/)
    const [mention] = await scene.admin.says(QUESTION.question)
    expect(mention && titleOf(mention)).toMatch(EMPTY)
    const [direct] = await scene.owner.says(QUESTION.question, inPrivate)
    expect(direct && titleOf(direct)).toMatch(EMPTY)
    expect(rolecall.model.prompts).toHaveLength(asked)
    expect(await turnsOf(rolecall, scene.chatbotId)).toEqual([])
    expect(await paidByTopUps()).toHaveLength(1)
  })

  test('F108 with a millionth left it is answered, and paid although it costs more', async () => {
    await spend(rolecall, scene, BUDGET - 1n)
    expect(wordsOf(await scene.member.command('ask', QUESTION))).toContain('At seven')
    expect(await budgetOf(rolecall, scene)).toMatchObject({ spentMicros: BUDGET - 1n + 27n })
    expect(titleOf(await scene.member.command('ask', QUESTION))).toMatch(EMPTY)
  })

  test('F108 the larger plan has the larger budget, at once', async () => {
    await spend(rolecall, scene, BUDGET)
    expect(titleOf(await scene.member.command('ask', QUESTION))).toMatch(EMPTY)
    await rolecall.db.query(`UPDATE workspace SET plan = 'pro' WHERE id = $1`, [scene.workspaceId])
    expect(wordsOf(await scene.member.command('ask', QUESTION))).toContain('At seven')
  })

  test('the budget of one workspace says nothing of another', async () => {
    const other = await setScene(rolecall, swapped)
    await spend(rolecall, other, BUDGET)
    expect(wordsOf(await scene.member.command('ask', QUESTION))).toContain('At seven')
  })

  test('F109 on the reset day it begins anew, and what was left does not roll over', async () => {
    rolecall.model.says(costing(BUDGET))
    await scene.member.command('ask', QUESTION)
    expect(titleOf(await scene.member.command('ask', QUESTION))).toMatch(EMPTY)
    const { endsAt } = await budgetOf(rolecall, scene)
    rolecall.clock.advance(endsAt - 1 - rolecall.clock.now())
    expect(titleOf(await scene.member.command('ask', QUESTION))).toMatch(EMPTY)
    rolecall.clock.advance(1)
    rolecall.model.says(costing(DOLLAR))
    expect(wordsOf(await scene.member.command('ask', QUESTION))).toContain('At seven')
    expect(await budgetOf(rolecall, scene)).toMatchObject({ spentMicros: DOLLAR, beganAt: endsAt })
    rolecall.clock.advance(32 * DAY_MS)
    expect(await budgetOf(rolecall, scene)).toMatchObject({ spentMicros: 0n, budgetMicros: BUDGET })
  })

  test('F110 the budget pays first, then the top-up, which outlives the period', async () => {
    expect(await topUp(5n * DOLLAR)).toBe(5n * DOLLAR)
    for (const cost of [19n, 3n, 1n]) {
      rolecall.model.says(costing(cost * DOLLAR))
      await scene.member.command('ask', QUESTION)
    }
    expect(await paidByTopUps()).toEqual([
      { cost: 19_000_000, topUp: 0 },
      { cost: 3_000_000, topUp: 2_000_000 },
      { cost: 1_000_000, topUp: 1_000_000 },
    ])
    expect(await budgetOf(rolecall, scene)).toMatchObject({ spentMicros: BUDGET, topUpMicros: 2n * DOLLAR })
    rolecall.clock.advance(32 * DAY_MS)
    await scene.member.command('ask', QUESTION)
    expect(await budgetOf(rolecall, scene)).toMatchObject({ spentMicros: DOLLAR, topUpMicros: 2n * DOLLAR })
  })

  test('F110 a top-up makes chatbots answer again; without any left they stop', async () => {
    await spend(rolecall, scene, BUDGET)
    expect(titleOf(await scene.member.command('ask', QUESTION))).toMatch(EMPTY)
    await topUp(DOLLAR)
    rolecall.model.says(costing(2n * DOLLAR))
    expect(wordsOf(await scene.member.command('ask', QUESTION))).toContain('At seven')
    expect(titleOf(await scene.member.command('ask', QUESTION))).toMatch(EMPTY)
    expect(await budgetOf(rolecall, scene)).toMatchObject({ topUpMicros: 0n, spentMicros: BUDGET + DOLLAR })
  })

  test('an answer under way when the budget runs out is finished and metered', async () => {
    await spend(rolecall, scene, BUDGET - 10n)
    const slow = slowModel('At ', 'seven.')
    rolecall.model.says(slow.script)
    const first = scene.member.command('ask', QUESTION)
    await slow.begun
    rolecall.model.says('At seven.')
    await scene.admin.command('ask', QUESTION)
    expect(titleOf(await scene.admin.command('ask', QUESTION))).toMatch(EMPTY)
    slow.goOn()
    expect(wordsOf(await first)).toContain('At seven.')
    expect((await turnsOf(rolecall, scene.chatbotId)).map(({ status }) => status)).toEqual([
      'answered',
      'answered',
    ])
    expect(await budgetOf(rolecall, scene)).toMatchObject({ spentMicros: BUDGET - 10n + 27n + 3n })
  })

  test('the kept sums are those of the ledgers: without them nothing is different', async () => {
    await topUp(3n * DOLLAR)
    await topUp(-DOLLAR)
    rolecall.model.says(costing(21n * DOLLAR))
    await scene.member.command('ask', QUESTION)
    const { keptSince, ...kept } = await budgetOf(rolecall, scene)
    expect(keptSince).toBe(kept.beganAt)
    expect(kept).toMatchObject({ spentMicros: BUDGET, topUpMicros: DOLLAR })
    await rolecall.db.query('DELETE FROM workspace_budget WHERE workspace_id = $1', [scene.workspaceId])
    expect(await budgetOf(rolecall, scene)).toEqual({ ...kept, keptSince: null })
  })

  test('answers that end together are each charged, and each level is told once', async () => {
    await spend(rolecall, scene, BUDGET - 10n * DOLLAR)
    await topUp(4n * DOLLAR)
    rolecall.model.says(costing(DOLLAR))
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 ? scene.member : scene.admin).command('ask', { ...QUESTION, private: 'yes' }),
      ),
    )
    const entries: { cost: number; topUp: number }[] = await paidByTopUps()
    const sum = (of: 'cost' | 'topUp') => entries.reduce((all, entry) => all + BigInt(entry[of]), 0n)
    expect(await budgetOf(rolecall, scene)).toMatchObject({
      spentMicros: sum('cost') - sum('topUp'),
      topUpMicros: 4n * DOLLAR - sum('topUp'),
    })
    expect(sum('topUp')).toBe(4n * DOLLAR)
    await rolecall.deliver()
    const told = await rolecall.db.query(
      `SELECT data ->> 'level' AS level, count(*) AS count FROM outbox
       WHERE name = 'budget.level' AND subject_id = $1 GROUP BY 1 ORDER BY min(id)`,
      [scene.workspaceId],
    )
    expect(told).toEqual(['nearly', 'used', 'empty'].map((level) => ({ level, count: 1 })))
  })

  describe('who is told', () => {
    const toldTo = (user: TestUser) => rolecall.inboxOf(user).map(({ title }) => title)
    const NEARLY = /^Most of the monthly budget of workspace Workspace \d+ is used$/
    const STOPPED = /^Chatbots of workspace Workspace \d+ do not answer any more$/

    async function withRole(
      role: string,
      platform: 'slack' | 'discord',
      scope: SeededTeam = scene,
    ): Promise<TestUser> {
      const { user, personId } = await seedPerson(rolecall, scope, { name: role, platform })
      await rolecall.db.query('UPDATE workspace_user SET role = $1 WHERE person_id = $2', [role, personId])
      return user
    }
    async function ask(micros: bigint) {
      rolecall.model.says(costing(micros))
      await scene.member.command('ask', QUESTION)
      await rolecall.deliver()
    }

    test('at 80 % and at 100 %, once each: workspace and billing admins, account admins who pay; nobody else', async () => {
      const billing = await withRole('billingAdmin', 'slack')
      const manager = await withRole('workspaceAdmin', 'discord')
      const agents = await withRole('agentManager', 'discord')
      const elsewhere = await withRole('billingAdmin', 'slack', await seedTeam(rolecall))
      const all = () => [scene.owner, billing, manager].map(toldTo)
      await ask(BUDGET - 5n * DOLLAR)
      expect(all()).toEqual([[], [], []])
      await ask(DOLLAR)
      for (const titles of all()) expect(titles).toEqual([expect.stringMatching(NEARLY)])
      await ask(DOLLAR)
      for (const titles of all()) expect(titles).toHaveLength(1)
      await ask(5n * DOLLAR)
      for (const titles of all()) expect(titles.slice(1)).toEqual([expect.stringMatching(STOPPED)])
      await ask(DOLLAR)
      for (const titles of all()) expect(titles).toHaveLength(2)
      for (const user of [scene.admin, scene.member, agents, elsewhere]) expect(toldTo(user)).toEqual([])
    })

    test('the owner of a personal chatbot, who pays for it, is told although no admin', async () => {
      const id = await payerOnly()
      rolecall.model.says(costing(BUDGET))
      await scene.admin.command('ask', { ...QUESTION, chatbot: id, private: 'yes' })
      await rolecall.deliver()
      expect(toldTo(scene.admin)).toEqual([expect.stringMatching(STOPPED)])
      expect(toldTo(scene.member)).toEqual([])
    })

    async function payerOnly() {
      await scene.admin.command('chatbot create')
      await scene.admin.submit({ name: 'Private', description: '', instructions: 'Help.' })
      return 'Private'
    }

    test('again in the next period; and nothing any more when a top-up came first', async () => {
      await ask(17n * DOLLAR)
      rolecall.clock.advance(32 * DAY_MS)
      await ask(17n * DOLLAR)
      expect(toldTo(scene.owner)).toHaveLength(2)
      rolecall.model.says(costing(4n * DOLLAR))
      await scene.member.command('ask', QUESTION)
      await topUp(DOLLAR)
      await rolecall.deliver()
      expect(toldTo(scene.owner)).toHaveLength(2)
    })

    test('when top-ups begin to pay, and when they are used as well', async () => {
      await topUp(5n * DOLLAR)
      await ask(21n * DOLLAR)
      expect(toldTo(scene.owner)).toEqual([expect.stringMatching(/^The monthly budget .* is used up$/)])
      expect(JSON.stringify(rolecall.inboxOf(scene.owner))).toContain('$4.00')
      await ask(4n * DOLLAR)
      expect(toldTo(scene.owner).slice(1)).toEqual([expect.stringMatching(STOPPED)])
    })
  })

  test('what was topped up is neither changed nor taken away, and no more is taken back than is left', async () => {
    await topUp(DOLLAR)
    for (const sql of ['UPDATE top_up SET amount_micros = 9', 'DELETE FROM top_up', 'TRUNCATE top_up'])
      await expect(rolecall.db.query(sql)).rejects.toThrow(/append-only|permission denied/)
    expect(await topUp(-DOLLAR - 1n)).toBeNull()
    expect(await topUp(-DOLLAR)).toBe(0n)
    const { accountId } = scene
    const audited = await rolecall.db.query(
      `SELECT action, data ->> 'amount' AS amount FROM audit_entry WHERE account_id = $1 AND action LIKE 'topUp.%' ORDER BY id`,
      [accountId],
    )
    expect(audited).toEqual([
      { action: 'topUp.entered', amount: '$1.00' },
      { action: 'topUp.takenBack', amount: '$1.00' },
    ])
    const euros = { workspaceId: scene.workspaceId, currency: 'EUR' }
    expect(await readBudget(rolecall.options, euros, rolecall.clock.now())).toMatchObject({ topUpMicros: 0n })
  })
})
