import { cardOf, createRolecall, type Rolecall, titleOf, wordsOf } from '../support/rolecall'
import { type SeededTeam, seedTeam } from '../support/seed'
import { auditedOf, BOTH_WAYS, liveGrants, makeChatbot, setTeam } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

const chatbotsOf = async ({ accountId }: SeededTeam): Promise<{ name: string; owner: string }[]> =>
  rolecall.db.query(
    'SELECT c.name, p.name AS owner FROM chatbot c JOIN person p ON p.id = c.owner_id WHERE c.account_id = $1 ORDER BY c.id',
    [accountId],
  )

/** Buttons of the list that lead to parts of it. */
const LISTS = ['Yours', 'Shared with you']

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let team: SeededTeam
  beforeEach(async () => {
    team = await seedTeam(rolecall, { swapped })
  })

  test('F10 R6 owner and admin make chatbots while the settings are off', async () => {
    for (const user of [team.owner, team.admin]) await makeChatbot(rolecall, user, { name: user.name })
    expect(await chatbotsOf(team)).toEqual([
      { name: 'Olivia', owner: 'Olivia' },
      { name: 'Adam', owner: 'Adam' },
    ])
  })

  test('F11 a member is refused, the setting is named, nothing is made', async () => {
    const refused = await team.member.command('chatbot create', 'Mine')
    expect(refused.kind).toBe('say')
    expect(wordsOf(refused)).toContain('Members may create chatbots')
    const press = await team.member.press(`chatbots.create:${team.teamId}`)
    expect(titleOf(press)).toMatch(/^This is switched off for members of team/)
    const forged = {
      kind: 'submit',
      submit: `chatbots.create:${team.teamId}`,
      values: { name: 'Mine' },
    } as const
    expect(titleOf(await team.member.does(forged))).toMatch(/^This is switched off/)
    expect(await chatbotsOf(team)).toEqual([])
  })

  test('F12 F34 F42 R7 with the setting on, for the very next command, a member makes one, owns it and pays for it', async () => {
    await setTeam(team, 'memberChatbotCreation')
    const id = await makeChatbot(rolecall, team.member)
    expect(wordsOf(team.member.last)).toContain('It is yours alone, and you pay')
    expect(await chatbotsOf(team)).toEqual([{ name: 'Helper', owner: 'Maya' }])
    expect(await liveGrants(rolecall, id)).toEqual([])
    expect(wordsOf(await team.member.command('chatbot show'))).toContain('You: it is personal')
    expect(titleOf(await team.owner.command('chatbot show', 'Helper'))).toBe('There is no such chatbot')
  })

  test('F34 R11 the setting is turned off while the form is open: refused; what is there stays and is edited', async () => {
    await setTeam(team, 'memberChatbotCreation')
    await makeChatbot(rolecall, team.member)
    await team.member.command('chatbot create')
    const open = team.member.last
    await setTeam(team)
    expect(open.kind).toBe('form')
    expect(titleOf(await team.member.submit({ name: 'Late' }))).toMatch(/^This is switched off/)
    expect(await chatbotsOf(team)).toHaveLength(1)
    await team.member.command('chatbot edit')
    expect(titleOf(await team.member.submit({ name: 'Still mine' }))).toBe('Chatbot Still mine is saved')
  })

  test('F38 R7 a member is not offered to share, and a forged share is refused and pointed to a request', async () => {
    await setTeam(team, 'memberChatbotCreation')
    await team.member.command('chatbot create')
    expect(wordsOf(team.member.last)).not.toContain('Share with')
    expect(titleOf(await team.member.submit({ name: 'Mine', level: 'full' }))).toMatch(/by request$/)
    expect(await chatbotsOf(team)).toEqual([])
  })

  test('F39 F97 an admin shares it while making it; the owner of the team pays and is told', async () => {
    const id = await makeChatbot(rolecall, team.admin, { level: 'edit' })
    expect(await liveGrants(rolecall, id)).toEqual([{ level: 'edit', knowledge: true }])
    await rolecall.deliver()
    const told = rolecall.inboxOf(team.owner).at(-1)
    expect(told?.title).toBe(`Chatbot Helper is shared with team ${team.teamName}`)
    expect(JSON.stringify(told)).toContain('As owner of the team you pay for what its members ask')
    expect(wordsOf(await team.admin.command('chatbot show'))).toContain(
      `Olivia, owner of team ${team.teamName}`,
    )
    expect(await auditedOf(rolecall, id)).toEqual(['chatbot.created'])
    expect(wordsOf(await team.owner.command('team audit'))).toContain('level edit, documents included')
  })

  test('F39 the owner who shares is not told of their own deed', async () => {
    await makeChatbot(rolecall, team.owner, { level: 'view', knowledge: false })
    await rolecall.deliver()
    expect(rolecall.inboxOf(team.owner)).toEqual([])
  })

  test('a name is needed and all three texts have an end; nothing typed is lost', async () => {
    for (const [field, value] of [
      ['name', ''],
      ['name', 'x'.repeat(81)],
      ['description', 'x'.repeat(301)],
      ['instructions', 'x'.repeat(3_001)],
    ] as const) {
      await team.owner.command('chatbot create')
      const answer = await team.owner.submit({ name: 'Good', description: 'kept words', [field]: value })
      expect(JSON.stringify(answer)).toMatch(/is missing|is too long/)
      if (answer.kind === 'say') await team.owner.click('Edit')
      if (field !== 'description') expect(wordsOf(team.owner.last)).toContain('kept words')
    }
    expect(await chatbotsOf(team)).toEqual([])
  })

  test('F44 with both settings off a member is offered to use, nothing else; an owner is offered everything', async () => {
    await makeChatbot(rolecall, team.owner, { level: 'view' })
    expect(offeredIn(await team.member.command('chatbot list'))).toEqual([...LISTS, 'Show', 'Ask'])
    await team.member.click('Show')
    expect(offeredIn(team.member.last)).toEqual(['Ask', 'Documents', 'Versions'])
    expect(offeredIn(await team.owner.command('chatbot list'))).toEqual([
      ...['New chatbot', ...LISTS],
      ...['Show', 'Ask', 'Edit', 'Pause', 'Archive', 'Sharing', 'Duplicate', 'Delete'],
    ])
  })
})

test('R19 a creation delivered eleven times makes one chatbot and answers eleven times', async () => {
  const team = await seedTeam(rolecall)
  const submit = `chatbots.create:${team.teamId}`
  const happening = { kind: 'submit', submit, values: { name: 'Once', level: 'view' } } as const
  const answers = await Promise.all(
    Array.from({ length: 11 }, () => team.admin.does(happening, `create-${team.teamId}`)),
  )
  expect(new Set(answers.map(wordsOf)).size).toBe(1)
  expect(await chatbotsOf(team)).toHaveLength(1)
  await rolecall.deliver()
  expect(rolecall.inboxOf(team.owner)).toHaveLength(1)
})

test('R21 a chatbot is not made in the team of another account', async () => {
  const [ours, theirs] = [await seedTeam(rolecall), await seedTeam(rolecall)]
  const happening = {
    kind: 'submit',
    submit: `chatbots.create:${theirs.teamId}`,
    values: { name: 'X' },
  } as const
  expect(titleOf(await ours.owner.does(happening))).toBe('There is no such team')
  expect(await chatbotsOf(theirs)).toEqual([])
})

test('H8 B13 hostile names and texts are shown as data', async () => {
  const { owner } = await seedTeam(rolecall)
  const name = '<!channel> @everyone *x*'
  await makeChatbot(rolecall, owner, { name, description: name, instructions: `${name}\n\`\`\`` })
  const { title, text } = cardOf(await owner.command('chatbot show'))
  expect([title, text]).toEqual([`Chatbot ${name}`, name])
})

/** Labels of all buttons and menu entries of a card. */
function offeredIn(answer: Parameters<typeof cardOf>[0]): string[] {
  const { buttons = [], rows = [] } = cardOf(answer)
  const entries = rows.flatMap((row) => row.menu?.options ?? [])
  return [...buttons, ...entries].map(({ label }) => label)
}
