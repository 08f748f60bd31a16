import { type Role, setStage } from '../agents/stage'
import { makeChatbot } from '../chatbots/stage'
import { makeTeam } from '../shares/stage'
import { cardOf, createRolecall, type Rolecall, wordsOf } from '../support/rolecall'
import { type SeededTeam, seedTeam } from '../support/seed'
import { offerChatbot } from '../transfers/offers'

let rolecall: Rolecall
let team: SeededTeam
beforeAll(async () => {
  rolecall = await createRolecall()
})
beforeEach(async () => {
  team = await seedTeam(rolecall)
})
afterAll(() => rolecall.close())

const headings = ['Your teams', 'Team', 'Chatbots', 'Workspace', 'Account', 'You']

test('with nothing waiting the card shows teams and commands, those of sharing and giving away too', async () => {
  const card = cardOf(await team.owner.command('rolecall'))
  expect(card.text).toBe('Nothing waits for you.')
  expect(card.fields?.map(({ name }) => name)).toEqual(headings)
  expect(card.rows).toBeUndefined()
  for (const name of ['team review', 'chatbot share', 'chatbot access', 'chatbot transfer'])
    expect(JSON.stringify(card.fields)).toContain(`"${name}"`)
})

test('R20 a member is not offered the review of the team', async () => {
  const { fields } = cardOf(await team.member.command('rolecall'))
  expect(JSON.stringify(fields)).not.toContain('"team review"')
})

test('what waits stands right below the words that announce it, above all help, however much there is', async () => {
  const offer = async (chatbot: string) => {
    await makeChatbot(rolecall, team.admin, { name: chatbot })
    await offerChatbot(rolecall, team.admin, { chatbot, address: 'Olivia', name: 'Olivia' })
  }
  const home = async () => cardOf(await team.owner.command('rolecall'))
  await offer('First')
  expect(await home()).toMatchObject({ text: 'One thing waits for you:' })
  for (const chatbot of ['Second', 'Third', 'Fourth']) await offer(chatbot)
  for (const number of [1, 2, 3, 4, 5, 6]) await makeTeam(rolecall, team.owner, `${number} ${'x'.repeat(58)}`)
  const { text, rows = [], fields } = await home()
  expect(JSON.stringify(text)).toContain('things wait for you, all in ')
  expect(rows.map(({ button, menu }) => Boolean(button ?? menu))).toEqual([
    true,
    true,
    ...headings.map(() => false),
  ])
  expect(rows.slice(2).map((row) => row.text[0])).toEqual(headings.map((bold) => ({ bold })))
  expect(fields).toBeUndefined()
  expect(wordsOf(team.owner.last)).toContain('"and ","2"," more: "')
})

describe('each role is offered the commands that lead somewhere for it, and no others', () => {
  const DEAD_ENDS = ['team overview', 'team members', 'chatbot create', 'chatbot share']
  test.each<[Role, readonly string[], readonly string[]]>([
    [
      'AA',
      ['account overview', 'account settings', 'workspace create', 'workspace rename', 'workspace delete'],
      DEAD_ENDS,
    ],
    [
      'WA',
      ['workspace settings', 'workspace review', 'workspace threads', 'workspace knowledge'],
      ['workspace rename'],
    ],
    [
      'CM',
      ['ask', 'workspace knowledge', 'workspace threads'],
      ['workspace users', 'workspace review', 'account overview'],
    ],
    ['CU', ['ask', 'workspace agents', 'workspace threads'], ['workspace knowledge', ...DEAD_ENDS]],
    ['BA', ['workspace billing', 'chatbot list'], ['ask', 'workspace threads', ...DEAD_ENDS]],
  ])('%s', async (role, offered, absent) => {
    const { people } = await setStage(rolecall, () => 'slack')
    const { fields, buttons = [] } = cardOf(await people[role].user.command('rolecall'))
    const shown = JSON.stringify(fields)
    for (const name of offered) expect(shown).toContain(`{"command":"${name}"}`)
    for (const name of absent) expect(shown).not.toContain(`{"command":"${name}"}`)
    expect(buttons.some(({ label }) => label === 'Ask a chatbot')).toBe(role !== 'BA')
  })
})
