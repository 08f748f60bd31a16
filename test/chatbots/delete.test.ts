import { createRolecall, type Rolecall, titleOf, wordsOf } from '../support/rolecall'
import { type SeededTeam, seedTeam } from '../support/seed'
import { auditedOf, BOTH_WAYS, liveGrants, makeChatbot, readChatbot, setTeam } from './stage'

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

  test('F104 another name deletes nothing; the right one is asked for again', async () => {
    const id = await makeChatbot(rolecall, team.owner)
    await team.owner.command('chatbot delete')
    const wrong = await team.owner.submit({ name: 'helper' })
    expect(JSON.stringify(wrong)).toContain('The name does not match')
    expect((await readChatbot(rolecall, id)).deleted).toBe(false)
    if (wrong.kind === 'say') await team.owner.click('Edit')
    expect(titleOf(await team.owner.submit({ name: 'Helper' }))).toBe('Chatbot Helper is deleted')
  })

  test('F17 F105 R10 R11 a member deletes their own for good, also when the setting is off; nothing brings it back', async () => {
    await setTeam(team, 'memberChatbotCreation')
    const id = await makeChatbot(rolecall, team.member, { instructions: 'Secret words' })
    await setTeam(team)
    await team.member.command('chatbot delete')
    expect(titleOf(await team.member.submit({ name: 'Helper' }))).toBe('Chatbot Helper is deleted')
    for (const wish of [
      'show',
      'edit',
      'pause',
      'resume',
      'archive',
      'restore',
      'duplicate',
      'delete',
      'share',
    ])
      expect(titleOf(await team.member.command(`chatbot ${wish}`, { chatbot: 'Helper' }))).toBe(
        'There is no such chatbot',
      )
    for (const press of ['open', 'show', 'edit', 'delete', 'versions', 'version', 'restoreVersion'])
      expect(titleOf(await team.member.press(`chatbots.${press}:${id}:1`))).toBe('There is no such chatbot')
    expect(titleOf(await team.member.press(`chatbots.status:${id}:restore`))).toBe('There is no such chatbot')
    const words = await rolecall.db.query('SELECT text FROM chatbot_instructions WHERE chatbot_id = $1', [id])
    expect(words).toEqual([])
    expect((await readChatbot(rolecall, id)).instructions).toBe('')
  })

  test('F18 an admin deletes what another shared with the team; its owner is told, and everybody has lost it', async () => {
    const id = await makeChatbot(rolecall, team.owner, { level: 'full' })
    await team.admin.command('chatbot delete')
    await team.admin.submit({ name: 'Helper' })
    expect(await liveGrants(rolecall, id)).toEqual([])
    expect(titleOf(await team.member.command('chatbot show', 'Helper'))).toBe('There is no such chatbot')
    await rolecall.deliver()
    expect(rolecall.inboxOf(team.owner).at(-1)?.title).toBe('Chatbot Helper was deleted')
    expect((await auditedOf(rolecall, id)).at(-1)).toBe('chatbot.deleted')
  })

  test('F19 a member deletes no other, not even at level full, and nothing changes', async () => {
    const id = await makeChatbot(rolecall, team.owner, { level: 'full' })
    const refused = 'You may not delete chatbot Helper'
    expect(titleOf(await team.member.command('chatbot delete', 'Helper'))).toBe(refused)
    const forged = { kind: 'submit', submit: `chatbots.delete:${id}`, values: { name: 'Helper' } } as const
    expect(titleOf(await team.member.does(forged))).toBe(refused)
    expect((await readChatbot(rolecall, id)).deleted).toBe(false)
    expect(await auditedOf(rolecall, id)).toEqual(['chatbot.created'])
  })
})

test('F18 an admin does not delete a personal chatbot of a member: for them there is none', async () => {
  const team = await seedTeam(rolecall)
  await setTeam(team, 'memberChatbotCreation')
  const id = await makeChatbot(rolecall, team.member)
  const forged = { kind: 'submit', submit: `chatbots.delete:${id}`, values: { name: 'Helper' } } as const
  for (const user of [team.owner, team.admin])
    expect(titleOf(await user.does(forged))).toBe('There is no such chatbot')
  expect((await readChatbot(rolecall, id)).deleted).toBe(false)
})

test('deletion against an edit and a pause at once: it is deleted, and nothing is written to it after that', async () => {
  const team = await seedTeam(rolecall)
  for (let round = 0; round < 8; round += 1) {
    const id = await makeChatbot(rolecall, team.owner, { name: `Round ${round}`, level: 'full' })
    const submit = (name: string, values: Record<string, string>) =>
      ({ kind: 'submit', submit: `chatbots.${name}:${id}:1`, values }) as const
    await Promise.all([
      team.owner.does(submit('delete', { name: `Round ${round}` })),
      team.admin.does(submit('edit', { name: `Round ${round}`, instructions: 'Late' })),
      team.member.press(`chatbots.status:${id}:pause`),
    ])
    expect(await readChatbot(rolecall, id)).toMatchObject({ deleted: true, instructions: '' })
    expect(await auditedOf(rolecall, id)).toContain('chatbot.deleted')
  }
})

test('a rename against a deletion: the name that was typed is the name that is deleted', async () => {
  const team = await seedTeam(rolecall)
  const id = await makeChatbot(rolecall, team.owner, { level: 'view' })
  await team.admin.command('chatbot delete')
  await team.owner.command('chatbot edit')
  await team.owner.submit({ name: 'Renamed' })
  expect(JSON.stringify(await team.admin.submit({ name: 'Helper' }))).toContain('The name does not match')
  expect((await readChatbot(rolecall, id)).deleted).toBe(false)
})

test('R19 a deletion delivered eleven times: one entry, one notice, eleven equal answers', async () => {
  const team = await seedTeam(rolecall)
  const id = await makeChatbot(rolecall, team.owner, { level: 'view' })
  const happening = { kind: 'submit', submit: `chatbots.delete:${id}`, values: { name: 'Helper' } } as const
  const answers = await Promise.all(
    Array.from({ length: 11 }, () => team.admin.does(happening, `delete-${id}`)),
  )
  expect(new Set(answers.map(wordsOf)).size).toBe(1)
  expect(await auditedOf(rolecall, id)).toEqual(['chatbot.created', 'chatbot.deleted'])
  await rolecall.deliver()
  expect(rolecall.inboxOf(team.owner)).toHaveLength(1)
})
