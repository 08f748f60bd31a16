import { parse } from 'csv-parse/sync'
import type { WorkspaceRole } from '../../src/access'
import { DAY_MS, HOUR_MS, isoTime } from '../../src/clock'
import { newId } from '../../src/db'
import { DOLLAR, spend } from '../billing/stage'
import { BOTH_WAYS, makeChatbot } from '../chatbots/stage'
import { closeAll } from '../invoices/stage'
import { cardOf, createRolecall, pressOf, type Rolecall, titleOf, wordsOf } from '../support/rolecall'
import { givePlan } from '../support/seed'
import { type Someone, type Stage, seedUser, setStage } from '../workspaces/stage'

const PNG = [0x89, 0x50, 0x4e, 0x47]

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  const [near, far] = swapped ? (['discord', 'slack'] as const) : (['slack', 'discord'] as const)
  let rolecall: Rolecall
  let stage: Stage
  let bill: Someone
  beforeAll(async () => {
    rolecall = await createRolecall(undefined, { PLAN_BASIC: 'price 19', PLAN_PRO: 'price 199' })
  }, 60_000)
  afterAll(() => rolecall.close())
  beforeEach(async () => {
    stage = await setStage(rolecall, { swapped })
    bill = await seedUser(rolecall, stage, 'Bill', far, 'billingAdmin')
  })

  const rows = () => (cardOf(bill.user.last).rows ?? []).filter(({ menu }) => !menu)
  const rowsOf = () => rows().map(({ text }) => [text].flat().map(plain).join(''))
  const plain = (part: unknown) =>
    typeof part === 'object' && part !== null && 'bold' in part ? String(part.bold) : String(part)

  test('F136 F124 who sees to its money sees what a workspace has used, by chatbot, person and day', async () => {
    const handbook = await makeChatbot(rolecall, stage.owner, { name: 'Handbook', level: 'view' })
    const diary = await makeChatbot(rolecall, stage.owner, { name: 'Diary' })
    await spend(rolecall, stage, 3n * DOLLAR, { chatbotId: handbook })
    await spend(rolecall, stage, DOLLAR, { chatbotId: diary, teamId: null, askedBy: bill.personId })
    const billing = await bill.user.command('workspace billing')
    expect(billing).toMatchObject({ kind: 'say', audience: 'private' })
    expect(titleOf(billing)).toBe(`Billing of workspace ${stage.workspaceName}`)
    expect(rowsOf()).toEqual([
      'Handbook — $3.00 · one answer · 75 %',
      // What is only its owner's is not told by its name.
      'Personal chatbots of Olivia — $1.00 · one answer · 25 %',
    ])
    await bill.user.click('By person')
    expect(rowsOf()).toEqual(['Olivia — $3.00 · one answer · 75 %', 'Bill — $1.00 · one answer · 25 %'])
    await bill.user.click('By day')
    expect(rowsOf()).toHaveLength(1)
    expect(wordsOf(await bill.user.command('rolecall'))).toContain('workspace billing')
    for (const { user } of [stage.accountAdmin, stage.workspaceAdmin])
      expect(titleOf(await user.command('workspace billing'))).toBe(titleOf(billing))
    // What was withdrawn, renamed and then deleted is its owner's, too.
    const withdrawn = [handbook, isoTime(rolecall.clock.now())]
    await rolecall.db.query('UPDATE share_grant SET ended_at = $2 WHERE chatbot_id = $1', withdrawn)
    rolecall.clock.advance(1_000)
    await stage.owner.command('chatbot delete', { chatbot: 'Handbook' })
    await stage.owner.submit({ name: 'Handbook' })
    await bill.user.command('workspace billing')
    expect(rowsOf()).toEqual(['Personal chatbots of Olivia — $4.00 · 2 answers · 100 %'])
  })

  test('F138 agent managers, content managers and chat users are refused, also by a button of old', async () => {
    await spend(rolecall, stage, DOLLAR)
    await bill.user.command('workspace billing')
    const labels = ['By person', 'Download CSV', 'Invoices']
    const presses = labels.map((label) => pressOf(bill.user.last, label))
    for (const role of ['agentManager', 'contentManager', 'chatUser'] satisfies WorkspaceRole[]) {
      const { user } = await seedUser(rolecall, stage, 'Nosy', near, role)
      expect(wordsOf(await user.command('rolecall'))).not.toContain('workspace billing')
      const answers = [await user.command('workspace billing')]
      for (const press of presses) answers.push(await user.press(press))
      for (const answer of answers) {
        expect(answer).toMatchObject({ kind: 'say', audience: 'private', card: { tone: 'warning' } })
        expect(wordsOf(answer)).not.toMatch(/\$|csv|RC-/)
      }
    }
  })

  test('a picture shows the days, and says the sums to whoever cannot see it', async () => {
    await bill.user.command('workspace billing')
    expect(cardOf(bill.user.last).image).toBeUndefined()
    await spend(rolecall, stage, 2n * DOLLAR)
    await bill.user.command('workspace billing')
    const { image } = cardOf(bill.user.last)
    expect([...(image?.png ?? []).slice(0, 4)]).toEqual(PNG)
    expect(image?.alt).toMatch(/^Bars, one for each day from .*: \$2\.00 for one answer in all, most on /)
    await stage.owner.command('team billing')
    expect(cardOf(stage.owner.last).image?.alt).toBe(image?.alt)
  })

  test('the files have every answer and the totals, exactly, and no cell is a formula', async () => {
    const formula = await makeChatbot(rolecall, stage.owner, { name: '=HYPERLINK("x")', level: 'view' })
    await spend(rolecall, stage, 1_234_567n, { chatbotId: formula })
    await spend(rolecall, stage, 1n, { chatbotId: formula })
    for (const [user, command] of [
      [bill.user, 'workspace billing'],
      [stage.owner, 'team billing'],
    ] as const) {
      await user.command(command)
      await user.click('Download CSV')
      const [totals, answers] = (cardOf(user.last).files ?? []).map(({ bytes }) =>
        parse<Record<string, string>>(Buffer.from(bytes), { bom: true, columns: true }),
      )
      expect(answers?.map(({ cost }) => cost)).toEqual(['1.234567', '0.000001'])
      expect(answers?.[0]).toMatchObject({
        ...{
          chatbot: `'=HYPERLINK("x")`,
          'asked by': 'Olivia',
          'paid by': 'Olivia',
          'for team': stage.teamName,
        },
        ...{ model: 'm', 'of it paid by the budget': '1.234567', currency: 'USD' },
      })
      expect(totals?.map(({ by, answers, cost }) => [by, answers, cost])).toEqual([
        ['chatbot', '2', '1.234568'],
        ['person', '2', '1.234568'],
        ['day', '2', '1.234568'],
      ])
    }
  })

  test('F152 the plan is the workspace’s own; its invoices are listed and handed over', async () => {
    await givePlan(rolecall, stage, 'pro')
    await bill.user.command('workspace billing')
    expect(wordsOf(bill.user.last)).toContain('$100.00 a month (plan Pro)')
    await bill.user.click('Invoices')
    expect(wordsOf(bill.user.last)).toContain('There are none yet')
    rolecall.clock.advance(31 * DAY_MS + HOUR_MS)
    await closeAll(rolecall)
    await bill.user.command('workspace billing')
    await bill.user.click('Invoices')
    expect(wordsOf(bill.user.last)).toMatch(/RC-\w{6}-0001.*\$199\.00 to pay/)
    const pdf = pressOf(bill.user.last, 'PDF')
    await bill.user.press(pdf)
    const [file] = cardOf(bill.user.last).files ?? []
    expect(
      Buffer.from(file?.bytes ?? '')
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    expect(file).toMatchObject({ mediaType: 'application/pdf', name: expect.stringMatching(/-0001\.pdf$/) })
  })

  test('R21 an invoice of another account is not found, also behind one’s own workspace', async () => {
    const other = await setStage(rolecall, { swapped })
    rolecall.clock.advance(31 * DAY_MS + HOUR_MS)
    await closeAll(rolecall)
    const [{ id }] = await rolecall.db.query('SELECT id FROM invoice WHERE workspace_id = $1', [
      other.workspaceId,
    ])
    await bill.user.press(`invoices.pdf:${other.workspaceId}:${id}`)
    expect(titleOf(bill.user.last)).toBe('There is no such workspace')
    for (const foreign of [id, newId(0), '', 'x'.repeat(20)]) {
      await bill.user.press(`invoices.pdf:${stage.workspaceId}:${foreign}`)
      expect(titleOf(bill.user.last)).toBe('There is no such invoice')
    }
  })
})
