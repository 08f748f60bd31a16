import { unlessActive } from '../../src/chatbots'
import { EVENTS, step } from '../../src/chatbots/chatbot'
import { createRolecall, pressOf, type Rolecall, titleOf, wordsOf } from '../support/rolecall'
import { type SeededTeam, seedTeam } from '../support/seed'
import { auditedOf, BOTH_WAYS, makeChatbot, readChatbot, setTeam } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

test('R4 F101 F102 F103 what may follow what, all twelve', () => {
  const table = (['active', 'paused', 'archived'] as const).map((status) =>
    EVENTS.map((event) => step(status, event) ?? 'refused').join(' '),
  )
  expect(table).toEqual([
    'paused already archived already',
    'already active archived refused',
    'refused refused already active',
  ])
})

test('F101 only what is active is asked, and the notice says how it answers again', () => {
  expect(unlessActive({ name: 'Helper', status: 'active', ownerId: 'P1' })).toBeUndefined()
  expect(unlessActive({ name: 'Helper', status: 'paused', ownerId: 'P1' })).toMatchObject({
    code: 'chatbotIdle',
    status: 'paused',
  })
  expect(unlessActive({ name: 'Helper', status: 'archived', ownerId: 'P1' })).toMatchObject({
    status: 'archived',
  })
})

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let team: SeededTeam
  let id: string
  beforeEach(async () => {
    team = await seedTeam(rolecall, { swapped })
    id = await makeChatbot(rolecall, team.owner, { level: 'view' })
  })

  test('F101 F102 F103 paused, resumed, archived, restored, each once in the history', async () => {
    const wishes = ['pause', 'pause', 'resume', 'resume', 'archive', 'archive', 'restore', 'restore']
    const titles = []
    for (const wish of wishes) titles.push(titleOf(await team.owner.command(`chatbot ${wish}`)))
    expect(titles).toEqual([
      'Chatbot Helper is paused',
      'Chatbot Helper is already paused',
      'Chatbot Helper is active',
      'Chatbot Helper is already active',
      'Chatbot Helper is archived',
      'Chatbot Helper is already archived',
      'Chatbot Helper is active',
      'Chatbot Helper is already active',
    ])
    expect(await auditedOf(rolecall, id)).toEqual([
      'chatbot.created',
      ...['chatbot.paused', 'chatbot.resumed', 'chatbot.archived', 'chatbot.restored'],
    ])
  })

  test('what is archived is neither paused nor resumed, what is paused is not restored', async () => {
    await team.owner.command('chatbot pause')
    expect(wordsOf(await team.owner.command('chatbot restore', 'Helper'))).toContain('Only what is archived')
    await team.owner.command('chatbot archive')
    for (const wish of ['pause', 'resume'])
      expect(wordsOf(await team.owner.command(`chatbot ${wish}`, 'Helper'))).toContain('Restore it first')
    expect((await readChatbot(rolecall, id)).status).toBe('archived')
  })

  test('an admin pauses what the owner made, who is told; a member at level view or edit does not, at level full does', async () => {
    await team.admin.command('chatbot pause')
    await rolecall.deliver()
    expect(rolecall.inboxOf(team.owner).at(-1)?.title).toBe('Chatbot Helper is paused now')
    for (const level of ['view', 'edit']) {
      await team.owner.command('chatbot share', { chatbot: 'Helper', level })
      for (const wish of ['resume', 'archive'])
        expect(wordsOf(await team.member.command(`chatbot ${wish}`, 'Helper'))).toContain('full')
    }
    expect((await readChatbot(rolecall, id)).status).toBe('paused')
    await team.owner.command('chatbot share', { chatbot: 'Helper', level: 'full' })
    expect(titleOf(await team.member.command('chatbot resume'))).toBe('Chatbot Helper is active')
  })

  test('H1 the right is lost between the list and the press: refused, nothing changes', async () => {
    await team.owner.command('chatbot share', { chatbot: 'Helper', level: 'full' })
    await team.member.command('chatbot list')
    await team.owner.command('chatbot share', { chatbot: 'Helper', level: 'view' })
    expect(titleOf(await team.member.click('Pause'))).toBe('You may not do this with chatbot Helper')
    expect((await readChatbot(rolecall, id)).status).toBe('active')
  })
})

test('R19 a pause without a name, delivered eleven times, pauses one chatbot and answers alike', async () => {
  const team = await seedTeam(rolecall)
  const first = await makeChatbot(rolecall, team.owner, { name: 'First' })
  await makeChatbot(rolecall, team.owner, { name: 'Second' })
  await team.owner.command('chatbot pause', 'Second')
  const happening = { kind: 'command', command: 'chatbot pause', words: { line: '' } } as const
  const answers = []
  for (let delivery = 0; delivery < 11; delivery += 1)
    answers.push(wordsOf(await team.owner.does(happening, `pause-${first}`)))
  expect(new Set(answers).size).toBe(1)
  expect(answers[0]).toContain('Chatbot First is paused')
  expect(await auditedOf(rolecall, first)).toEqual(['chatbot.created', 'chatbot.paused'])
})

test('H16 two people pause it at once: one change, and both read that it is paused', async () => {
  const team = await seedTeam(rolecall)
  const id = await makeChatbot(rolecall, team.owner, { level: 'view' })
  const titles = await Promise.all(
    [team.owner, team.admin].map(async (user) => titleOf(await user.press(`chatbots.status:${id}:pause`))),
  )
  expect(titles.sort()).toEqual(['Chatbot Helper is already paused', 'Chatbot Helper is paused'])
  expect(await auditedOf(rolecall, id)).toEqual(['chatbot.created', 'chatbot.paused'])
})

test('among several it is asked which, and only those count to which it can be done', async () => {
  const team = await seedTeam(rolecall)
  for (const name of ['One', 'Two', 'Three']) await makeChatbot(rolecall, team.owner, { name })
  const asked = await team.owner.command('chatbot pause')
  expect(asked.kind).toBe('form')
  expect(wordsOf(asked)).toMatch(/One.*Two|Three.*Two/)
  await team.owner.command('chatbot pause', 'one')
  await team.owner.command('chatbot pause', 'Tw')
  expect(titleOf(await team.owner.command('chatbot pause'))).toBe('Chatbot Three is paused')
  expect(titleOf(await team.owner.command('chatbot pause', 'nothing like it'))).toBe(
    'There is no such chatbot',
  )
})

test('F106 a copy has name, settings and instructions, and belongs to whoever copied it, who needs the right to create', async () => {
  const team = await seedTeam(rolecall)
  const id = await makeChatbot(rolecall, team.owner, { instructions: 'Be brief.', level: 'view' })
  expect(titleOf(await team.member.press(`chatbots.duplicate:${id}`))).toMatch(/^This is switched off/)
  await setTeam(team, 'memberChatbotCreation')
  expect(titleOf(await team.member.command('chatbot duplicate', 'Helper'))).toBe(
    'Chatbot Helper copy is there',
  )
  const open = pressOf(team.member.last, 'Show')
  const shown = wordsOf(await team.member.press(open))
  for (const words of ['Be brief.', 'You: it is personal', '"Shared with","value":"Nobody"'])
    expect(shown).toContain(words)
  expect(titleOf(await team.owner.press(open))).toBe('There is no such chatbot')
  expect(await readChatbot(rolecall, open.split(':')[1] ?? '')).toMatchObject({ status: 'active' })
})

test('F106 the longest name is cut for the copy, so that it still has its end', async () => {
  const team = await seedTeam(rolecall)
  const id = await makeChatbot(rolecall, team.owner, { name: 'N'.repeat(80) })
  expect(titleOf(await team.owner.press(`chatbots.duplicate:${id}`))).toBe(
    `Chatbot ${'N'.repeat(75)} copy is there`,
  )
})
