import { createRolecall, type Rolecall, titleOf, wordsOf } from '../support/rolecall'
import { type SeededTeam, seedTeam } from '../support/seed'
import { auditedOf, BOTH_WAYS, makeChatbot, readChatbot } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let team: SeededTeam
  beforeEach(async () => {
    team = await seedTeam(rolecall, { swapped })
  })

  test('F7 R18 an admin edits what the owner shared; the owner of record is told privately', async () => {
    const id = await makeChatbot(rolecall, team.owner, { level: 'view' })
    await team.admin.command('chatbot edit')
    await team.admin.submit({
      name: 'Better',
      instructions: 'Be brief.',
      keep: '30',
      switches: ['sourcesOnly'],
    })
    expect(titleOf(team.admin.last)).toBe('Chatbot Better is saved')
    expect(await readChatbot(rolecall, id)).toMatchObject({ name: 'Better', instructions: 'Be brief.' })
    expect(await auditedOf(rolecall, id)).toEqual(['chatbot.created', 'chatbot.edited'])
    await rolecall.deliver()
    expect(rolecall.inboxOf(team.owner).at(-1)?.title).toBe('Chatbot Better was changed')
    const shown = wordsOf(await team.member.command('chatbot show'))
    expect(shown).toContain('Only what its documents say')
    expect(shown).toContain('kept for 30 days')
  })

  test('F8 a member edits one shared for editing', async () => {
    const id = await makeChatbot(rolecall, team.owner, { level: 'edit' })
    await team.member.command('chatbot edit')
    expect(titleOf(await team.member.submit({ name: 'By Maya' }))).toBe('Chatbot By Maya is saved')
    expect((await readChatbot(rolecall, id)).name).toBe('By Maya')
  })

  test('F9 a member does not edit another, by command, button or forged form', async () => {
    const id = await makeChatbot(rolecall, team.owner, { level: 'view' })
    const refused = 'You may not do this with chatbot Helper'
    expect(titleOf(await team.member.command('chatbot edit', 'Helper'))).toBe(refused)
    expect(titleOf(await team.member.press(`chatbots.edit:${id}`))).toBe(refused)
    const forged = { kind: 'submit', submit: `chatbots.edit:${id}:1`, values: { name: 'Stolen' } } as const
    expect(titleOf(await team.member.does(forged))).toBe(refused)
    expect(titleOf(await team.member.press(`chatbots.restoreVersion:${id}:1`))).toBe(refused)
    expect((await readChatbot(rolecall, id)).name).toBe('Helper')
  })

  test('H5 the level is lowered while the form is open: the submit is refused', async () => {
    const id = await makeChatbot(rolecall, team.owner, { level: 'edit' })
    await team.member.command('chatbot edit')
    await team.owner.command('chatbot share', { chatbot: 'Helper', level: 'view' })
    expect(titleOf(await team.member.submit({ name: 'Late' }))).toBe(
      'You may not do this with chatbot Helper',
    )
    expect((await readChatbot(rolecall, id)).name).toBe('Helper')
  })

  test('F153 every text is kept; an older one is compared, restored as a new version, and nothing is lost', async () => {
    const id = await makeChatbot(rolecall, team.owner, { instructions: 'Be kind.\nBe brief.' })
    await team.owner.command('chatbot edit')
    await team.owner.submit({ name: 'Helper', instructions: 'Be kind.\nBe long.' })
    expect(wordsOf(team.owner.last)).toContain('version 2 now')
    await team.owner.command('chatbot show')
    expect(wordsOf(await team.owner.click('Versions'))).toMatch(/Version ","2",", in use.*Version ","1"/)
    const first = wordsOf(await team.owner.press(`chatbots.version:${id}:1`))
    expect(first).toContain(String.raw`  Be kind.\n- Be long.\n+ Be brief.`)
    expect(wordsOf(await team.owner.click('Restore this version'))).toContain('version 3 now')
    expect((await readChatbot(rolecall, id)).instructions).toBe('Be kind.\nBe brief.')
    const kept = await rolecall.db.query(
      'SELECT number, text FROM chatbot_instructions WHERE chatbot_id = $1 ORDER BY number',
      [id],
    )
    expect(kept.map(({ text }: { text: string }) => text.split(' ').at(-1))).toEqual([
      'brief.',
      'long.',
      'brief.',
    ])
    expect(titleOf(await team.owner.press(`chatbots.restoreVersion:${id}:1`))).toBe('Nothing was changed')
    expect(titleOf(await team.owner.press(`chatbots.version:${id}:9`))).toBe(
      'There is no such version of these instructions',
    )
  })

  test('F153 what leaves the instructions alone makes no version; what changes nothing changes nothing', async () => {
    const id = await makeChatbot(rolecall, team.owner, { instructions: 'Same' })
    await team.owner.command('chatbot edit')
    await team.owner.submit({ name: 'Other', instructions: 'Same' })
    await team.owner.command('chatbot edit')
    expect(titleOf(await team.owner.submit({ name: 'Other', instructions: 'Same' }))).toBe(
      'Nothing was changed',
    )
    const [{ count }] = await rolecall.db.query(
      'SELECT count(*) AS count FROM chatbot_instructions WHERE chatbot_id = $1',
      [id],
    )
    expect(count).toBe(1)
    expect(await auditedOf(rolecall, id)).toEqual(['chatbot.created', 'chatbot.edited'])
  })

  test('an older form is refused, and saved once its owner has looked again', async () => {
    const id = await makeChatbot(rolecall, team.owner, { level: 'view' })
    await team.owner.command('chatbot edit')
    await team.admin.command('chatbot edit')
    await team.admin.submit({ name: 'First' })
    const late = await team.owner.submit({ name: 'Second' })
    expect(JSON.stringify(late)).toContain('Somebody has changed this meanwhile')
    expect((await readChatbot(rolecall, id)).name).toBe('First')
    if (late.kind === 'say') await team.owner.click('Edit')
    expect(wordsOf(team.owner.last)).toContain('Second')
    expect(titleOf(await team.owner.submit({ name: 'Second' }))).toBe('Chatbot Second is saved')
  })
})

test('a notice cuts a long name between its letters, and says so', async () => {
  const team = await seedTeam(rolecall)
  const name = `${'x'.repeat(58)}🙂🙂🙂`
  const id = await makeChatbot(rolecall, team.owner, { name, level: 'full' })
  await team.admin.press(`chatbots.status:${id}:pause`)
  await rolecall.deliver()
  expect(rolecall.inboxOf(team.owner).at(-1)?.title).toBe(`Chatbot ${'x'.repeat(58)}… is paused now`)
})

test('two edits at once: one is saved, the other is told to look again', async () => {
  const team = await seedTeam(rolecall)
  const id = await makeChatbot(rolecall, team.owner, { level: 'view' })
  await team.owner.command('chatbot edit')
  await team.admin.command('chatbot edit')
  const answers = await Promise.all([
    team.owner.submit({ name: 'By Olivia' }),
    team.admin.submit({ name: 'By Adam' }),
  ])
  const saved = answers.filter((answer) => titleOf(answer).endsWith('is saved'))
  expect(saved).toHaveLength(1)
  expect(await readChatbot(rolecall, id)).toMatchObject({ version: 2 })
  expect(titleOf(saved[0] ?? answers[0])).toContain((await readChatbot(rolecall, id)).name)
})

test('R19 one edit delivered eleven times: one version, one notice, eleven equal answers', async () => {
  const team = await seedTeam(rolecall)
  const id = await makeChatbot(rolecall, team.owner, { level: 'view' })
  const values = { name: 'Helper', instructions: 'Once' }
  const happening = { kind: 'submit', submit: `chatbots.edit:${id}:1`, values } as const
  const answers = await Promise.all(
    Array.from({ length: 11 }, () => team.admin.does(happening, `edit-${id}`)),
  )
  expect(new Set(answers.map(wordsOf)).size).toBe(1)
  expect(await readChatbot(rolecall, id)).toMatchObject({ version: 2, instructions: 'Once' })
  await rolecall.deliver()
  expect(rolecall.inboxOf(team.owner)).toHaveLength(1)
})

test('the longest words fit every card and form they come into', async () => {
  const team = await seedTeam(rolecall)
  const long = (length: number) => '😀'.repeat(length / 2)
  const words = { name: long(80), description: long(300), instructions: `${'😀\n'.repeat(1_000)}`.trim() }
  const id = await makeChatbot(rolecall, team.owner, { ...words, level: 'full' })
  await team.owner.press(`chatbots.edit:${id}`)
  await team.owner.submit({ ...words, instructions: long(3_000) })
  for (const press of ['open', 'versions', 'version:1', 'version:2', 'delete', 'duplicate']) {
    const [name, rest = ''] = press.split(':')
    const answer = await team.owner.press(`chatbots.${name}:${id}:${rest}`)
    expect(titleOf(answer)).not.toMatch(/went wrong|no such/)
  }
  expect(titleOf(await team.owner.command('chatbot list'))).toBe('Your chatbots')
})
