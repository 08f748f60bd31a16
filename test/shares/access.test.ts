import { BOTH_WAYS, makeChatbot } from '../chatbots/stage'
import { cardOf, createRolecall, pressOf, type Rolecall, titleOf, wordsOf } from '../support/rolecall'
import { type SeededTeam, seedTeam } from '../support/seed'
import { accessTo, makeTeam, seedOutsider } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

const rowsOf = (answer: Parameters<typeof cardOf>[0]) =>
  (cardOf(answer).rows ?? []).map(({ text }) => JSON.stringify(text))

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let team: SeededTeam
  beforeEach(async () => {
    team = await seedTeam(rolecall, { swapped })
  })

  test('its owner sees who has it: teams and people, how, since when, and who pays', async () => {
    await seedOutsider(rolecall, team)
    const id = await makeChatbot(rolecall, team.admin)
    expect(wordsOf(await team.admin.command('chatbot access'))).toContain('Nobody but you: it is personal.')
    await team.admin.command('chatbot share', {
      chatbot: 'Helper',
      with: 'Otto',
      level: 'view',
      documents: 'no',
    })
    const [alone = ''] = rowsOf(await team.admin.command('chatbot access'))
    expect(alone).toContain('paid by you')
    await team.admin.command('chatbot share', { chatbot: 'Helper', level: 'edit' })
    await team.admin.command('chatbot access', 'Helper')
    const [first = '', second = ''] = rowsOf(team.admin.last)
    expect(first).toContain('Otto')
    expect(first).toContain('level view, documents not included')
    expect(first).toContain('paid by you, unless a team of theirs has it')
    expect(first).toContain(String(rolecall.clock.now()))
    expect(second).toContain(`Team ${team.teamName}`)
    expect(second).toContain('level edit, documents included')
    expect(second).toContain('paid by Olivia, its owner')
    const typed = wordsOf(team.admin.last)
    expect(wordsOf(await team.admin.press(`shares.list:${id}`))).toBe(typed)
  })

  test('the list shows each change at once, and its own buttons go on working, also on an older copy', async () => {
    const otto = await seedOutsider(rolecall, team)
    const id = await makeChatbot(rolecall, team.owner, { level: 'view' })
    rolecall.clock.advance(1_000)
    await team.owner.command('chatbot share', { chatbot: 'Helper', with: 'Otto', level: 'view' })
    const list = await team.owner.command('chatbot access')
    const changed = await team.owner.press(pressOf(list, 'Level edit'))
    expect(changed.kind).toBe('replace')
    expect(wordsOf(changed)).toContain(`Chatbot Helper is shared with team ${team.teamName}`)
    expect(rowsOf(changed)[0]).toContain('level edit, documents included')
    expect(rowsOf(changed)[1]).toContain('Otto')
    expect(rowsOf(await team.owner.click('Level full'))[0]).toContain('level full')
    expect(rowsOf(await team.owner.press(pressOf(list, 'Without documents')))[0]).toContain(
      'level view, documents not included',
    )
    await team.owner.press(`shares.change:${id}:${otto.personId}:full:0`)
    expect(await accessTo(rolecall, id)).toEqual([`${team.teamName} view without`, 'Otto full without'])
    await team.owner.press(pressOf(list, 'End the share'))
    await team.owner.click('End the share')
    expect(await accessTo(rolecall, id)).toEqual(['Otto full without'])
  })

  test('R7 the owner and the admins of a team see the share with their team and no other, a member none', async () => {
    await seedOutsider(rolecall, team)
    const id = await makeChatbot(rolecall, team.admin, { level: 'view' })
    await makeTeam(rolecall, team.admin, 'Secret team')
    for (const to of ['Otto', 'Secret team'])
      await team.admin.command('chatbot share', { chatbot: 'Helper', with: to, level: 'view' })
    expect(rowsOf(await team.admin.command('chatbot access'))).toHaveLength(3)
    const rows = rowsOf(await team.owner.command('chatbot access'))
    expect(rows).toHaveLength(1)
    expect(rows[0]).toContain(team.teamName)
    expect(wordsOf(team.owner.last)).not.toMatch(/Otto|Secret/)
    const refused = 'You may not share chatbot Helper'
    expect(titleOf(await team.member.command('chatbot access'))).toBe(refused)
    expect(titleOf(await team.member.press(`shares.list:${id}`))).toBe(refused)
  })

  test('R21 nobody tells a share that they do not see from one that never was', async () => {
    const otto = await seedOutsider(rolecall, team)
    const id = await makeChatbot(rolecall, team.admin, { level: 'view' })
    await team.admin.command('chatbot share', { chatbot: 'Helper', with: 'Otto', level: 'view' })
    for (const user of [team.owner, team.member])
      for (const press of ['change', 'askEnd', 'end'])
        expect(titleOf(await user.press(`shares.${press}:${id}:${otto.personId}:full:1`))).toBe(
          'There is no such share of this chatbot',
        )
    expect(await accessTo(rolecall, id)).toEqual([`${team.teamName} view`, 'Otto view'])
  })
})

test('B10 more shares than a card holds are paged, and none is left out', async () => {
  const team = await seedTeam(rolecall)
  await makeChatbot(rolecall, team.owner)
  const names = Array.from({ length: 10 }, (_, index) => `Guest ${String.fromCharCode(65 + index)}`)
  for (const name of names) {
    await seedOutsider(rolecall, team, name)
    await team.owner.command('chatbot share', { chatbot: 'Helper', with: name, level: 'view' })
  }
  await team.owner.command('chatbot access')
  const first = rowsOf(team.owner.last)
  await team.owner.click('Next (page 2 of 2)')
  const all = [...first, ...rowsOf(team.owner.last)].join()
  expect(names.filter((name) => !all.includes(name))).toEqual([])
  expect(rowsOf(await team.owner.click('Level edit')).join()).toContain('Guest I')
  await team.owner.click('Back')
  expect(rowsOf(team.owner.last)).toEqual(first)
})

test('a share with a team is no longer changed by an owner of the chatbot who has left the team, but ended', async () => {
  const team = await seedTeam(rolecall)
  const id = await makeChatbot(rolecall, team.admin, { level: 'view' })
  await team.owner.command('team remove', 'Adam')
  await team.owner.click('Remove')
  await team.admin.command('chatbot access', 'Helper')
  expect(wordsOf(team.admin.last)).not.toContain('Level full')
  expect(titleOf(await team.admin.press(`shares.change:${id}:${team.teamId}:full:1`))).toBe(
    'There is no such team',
  )
  await team.admin.command('chatbot access', 'Helper')
  await team.admin.click('End the share')
  await team.admin.click('End the share')
  expect(await accessTo(rolecall, id)).toEqual([])
})
