import { DAY_MS, isoTime } from '../../src/clock'
import { enterTopUp } from '../../src/payments'
import { BUDGET, costing, DOLLAR, spend } from '../billing/stage'
import { BOTH_WAYS, makeChatbot } from '../chatbots/stage'
import { QUESTION, type Scene, setScene } from '../conversations/stage'
import {
  cardOf,
  createRolecall,
  pressOf,
  type Rolecall,
  type TestUser,
  titleOf,
  wordsOf,
} from '../support/rolecall'
import { seedPerson } from '../support/seed'
import { accept, offerTeam, someone } from '../transfers/acting'

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let rolecall: Rolecall
  let scene: Scene
  beforeAll(async () => {
    rolecall = await createRolecall()
  })
  afterAll(() => rolecall.close())
  beforeEach(async () => {
    scene = await setScene(rolecall, swapped)
  })

  async function ask(user: TestUser, micros: bigint, chatbot = 'Handbook') {
    rolecall.model.says(costing(micros))
    await user.command('ask', { ...QUESTION, chatbot })
  }
  const fieldsOf = (user: TestUser) =>
    Object.fromEntries((cardOf(user.last).fields ?? []).map(({ name, value }) => [name, flat(value)]))
  /** Without the menu below them. */
  const rowsOf = (user: TestUser) =>
    (cardOf(user.last).rows ?? []).filter(({ menu }) => !menu).map(({ text }) => flat(text))
  const labelsOf = (user: TestUser) => (cardOf(user.last).buttons ?? []).map(({ label }) => label)
  const flat = (value: unknown): string =>
    [value]
      .flat()
      .map((part) => (typeof part === 'object' && part !== null && 'bold' in part ? part.bold : part))
      .join('')

  test('F29 the owner sees what the team has used by chatbot, by person and by day, and what is left', async () => {
    await makeChatbot(rolecall, scene.admin, { name: 'Plans', level: 'view' })
    await ask(scene.member, 3n * DOLLAR)
    await ask(scene.admin, DOLLAR)
    await ask(scene.admin, DOLLAR, 'Plans')
    const billing = await scene.owner.command('team billing')
    expect(billing).toMatchObject({ audience: 'private' })
    expect(titleOf(billing)).toBe(`Billing of team ${scene.teamName}`)
    expect(fieldsOf(scene.owner)).toMatchObject({
      'This period': expect.stringMatching(/^\$5\.00 for 3 answers, since /),
      'Used of it by everybody': '$5.00',
      Left: '$15.00',
      'Left of top-ups': '$0.00',
    })
    expect(rowsOf(scene.owner)).toEqual([
      'Handbook — $4.00 · 2 answers · 80 %',
      'Plans — $1.00 · one answer · 20 %',
    ])
    await scene.owner.click('By person')
    expect(rowsOf(scene.owner)).toEqual([
      'Maya — $3.00 · one answer · 60 %',
      'Adam — $2.00 · 2 answers · 40 %',
    ])
    await scene.owner.click('By day')
    expect(rowsOf(scene.owner)).toEqual([expect.stringMatching(/^\w{3} \d+, \d{4} — \$5\.00 · 3 answers/)])
  })

  test('F30 admins and members are refused, also by an old button of the owner’s', async () => {
    await ask(scene.member, DOLLAR)
    await scene.owner.command('team billing')
    const press = pressOf(scene.owner.last, 'By person')
    for (const user of [scene.admin, scene.member])
      for (const answer of [await user.command('team billing'), await user.press(press)]) {
        expect(answer).toMatchObject({ kind: 'say', audience: 'private' })
        expect(wordsOf(answer)).not.toMatch(/\$/)
        expect(wordsOf(answer)).toMatch(/owner/i)
      }
  })

  test('R21 of a team somebody is not in they are told nothing', async () => {
    const other = await setScene(rolecall, swapped)
    await other.owner.press(`usage.team:${scene.teamId}:person:now:0`)
    expect(titleOf(other.owner.last)).toBe('There is no such team')
  })

  test('what others of the workspace use takes from the budget, and is not on the team’s list', async () => {
    await spend(rolecall, scene, 2n * DOLLAR, { teamId: null })
    await ask(scene.member, DOLLAR)
    await scene.owner.command('team billing')
    expect(fieldsOf(scene.owner)).toMatchObject({
      'This period': expect.stringMatching(/^\$1\.00 for one answer/),
      'Used of it by everybody': '$3.00',
    })
    expect(rowsOf(scene.owner)).toHaveLength(1)
  })

  test('F77 F78 after a transfer the new owner sees the team’s billing, the old one does not', async () => {
    await ask(scene.member, DOLLAR)
    const [olivia, maya] = [
      await someone(rolecall, scene, scene.owner),
      await someone(rolecall, scene, scene.member),
    ]
    await accept(rolecall, await offerTeam(rolecall, scene, olivia, maya), maya)
    await scene.member.command('team billing')
    expect(fieldsOf(scene.member)).toMatchObject({
      'This period': expect.stringMatching(/^\$1\.00 for one answer/),
    })
    await scene.owner.command('team billing')
    expect(wordsOf(scene.owner.last)).not.toMatch(/\$/)
  })

  test('F109 the period before stays readable; what comes on the reset day is of the new one', async () => {
    await ask(scene.member, 2n * DOLLAR)
    await scene.owner.command('team billing')
    expect(labelsOf(scene.owner)).not.toContain('The period before')
    rolecall.clock.advance(31 * DAY_MS)
    await ask(scene.member, DOLLAR)
    await scene.owner.command('team billing')
    expect(fieldsOf(scene.owner)).toMatchObject({
      'This period': expect.stringMatching(/^\$1\.00 for one answer/),
      'The period before': expect.stringMatching(/^\$2\.00 for one answer/),
    })
    await scene.owner.click('The period before')
    expect(rowsOf(scene.owner)).toEqual(['Handbook — $2.00 · one answer · 100 %'])
    await scene.owner.click('By person')
    expect(rowsOf(scene.owner)).toEqual(['Maya — $2.00 · one answer · 100 %'])
    await scene.owner.click('This period')
    expect(rowsOf(scene.owner)).toEqual(['Maya — $1.00 · one answer · 100 %'])
  })

  test('F110 the top-up is shown, and what is left of it', async () => {
    const { workspaceId } = scene
    await enterTopUp(rolecall.options, {
      ...{ workspaceId, amountMicros: 5n * DOLLAR, currency: 'USD', enteredBy: null },
      at: rolecall.clock.now(),
    })
    await ask(scene.member, BUDGET + DOLLAR)
    await scene.owner.command('team billing')
    expect(fieldsOf(scene.owner)).toMatchObject({ Left: '$0.00', 'Left of top-ups': '$4.00' })
  })

  test('a chatbot that was deleted keeps its name on the bill; one that is not shared any more is not told by it', async () => {
    await makeChatbot(rolecall, scene.admin, { name: 'Gone', level: 'view' })
    const kept = await makeChatbot(rolecall, scene.admin, { name: 'Withdrawn', level: 'view' })
    await ask(scene.member, 2n * DOLLAR, 'Gone')
    await ask(scene.member, DOLLAR, 'Withdrawn')
    await scene.admin.command('chatbot delete', { chatbot: 'Gone' })
    await scene.admin.submit({ name: 'Gone' })
    const ended = isoTime(rolecall.clock.now())
    await rolecall.db.query('UPDATE share_grant SET ended_at = $2 WHERE chatbot_id = $1', [kept, ended])
    await rolecall.db.query(`UPDATE chatbot SET name = 'Secret plan' WHERE id = $1`, [kept])
    const bill = [
      'Gone (deleted) — $2.00 · one answer · 67 %',
      'No longer shared with the team — $1.00 · one answer · 33 %',
    ]
    await scene.owner.command('team billing')
    expect(rowsOf(scene.owner)).toEqual(bill)
    rolecall.clock.advance(1_000)
    await scene.admin.command('chatbot delete', { chatbot: 'Secret plan' })
    await scene.admin.submit({ name: 'Secret plan' })
    await scene.owner.command('team billing')
    expect(rowsOf(scene.owner)).toEqual(bill)
  })

  test('B10 a long list has pages, and goes on where it was', async () => {
    for (let index = 1; index <= 10; index += 1) {
      const { personId } = await seedPerson(rolecall, scene, { name: `P${index}`, platform: 'slack' })
      await spend(rolecall, scene, BigInt(index) * 10_000n, { askedBy: personId })
    }
    await scene.owner.command('team billing')
    await scene.owner.click('By person')
    expect(rowsOf(scene.owner)).toHaveLength(7)
    expect(wordsOf(scene.owner.last)).toContain('This period by person (10)')
    await scene.owner.click('Next (page 2 of 2)')
    expect(rowsOf(scene.owner).map((row) => row.split(' ')[0])).toEqual(['P3', 'P2', 'P1'])
    await scene.owner.click('Back')
    expect(rowsOf(scene.owner)[0]).toMatch(/^P10 /)
    await scene.owner.press(`usage.team:${scene.teamId}:person:now:77`)
    expect(rowsOf(scene.owner)[0]).toMatch(/^P10 /)
  })

  test('amounts of another currency are never added', async () => {
    await spend(rolecall, scene, 9n * DOLLAR, { currency: 'EUR' })
    await ask(scene.member, DOLLAR)
    await scene.owner.command('team billing')
    expect(fieldsOf(scene.owner)).toMatchObject({ Left: '$19.00' })
    expect(rowsOf(scene.owner)).toEqual(['Handbook — $1.00 · one answer · 100 %'])
  })

  test('nobody has asked: it says so; the owner finds the command in the help, nobody else', async () => {
    await scene.owner.command('team billing')
    expect(wordsOf(scene.owner.last)).toContain('nobody has asked a chatbot of the team')
    expect(wordsOf(await scene.owner.command('rolecall'))).toContain('team billing')
    expect(wordsOf(await scene.admin.command('rolecall'))).not.toContain('team billing')
  })
})
