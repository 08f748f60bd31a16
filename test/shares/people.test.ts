import { auditedOf, BOTH_WAYS, makeChatbot } from '../chatbots/stage'
import { QUESTION, usageOf } from '../conversations/stage'
import { cardOf, createRolecall, type Rolecall, titleOf, wordsOf } from '../support/rolecall'
import { type SeededTeam, seedPerson, seedTeam } from '../support/seed'
import { accessTo, formOf, makeTeam, seedOutsider } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

type Seeded = Awaited<ReturnType<typeof seedPerson>>

describe.each(BOTH_WAYS)('%s; a chatbot is shared with a person', (_name, swapped) => {
  let team: SeededTeam
  let otto: Seeded
  beforeEach(async () => {
    team = await seedTeam(rolecall, { swapped })
    otto = await seedOutsider(rolecall, team)
  })

  const mentionOf = ({ user }: Seeded) => `<@${user.id.userId}>`
  const last = (who: Seeded['user']) => rolecall.inboxOf(who).at(-1)

  test('F96 F99 it opens to them alone, they are told who did it and how, and nobody else is', async () => {
    const id = await makeChatbot(rolecall, team.owner)
    expect(titleOf(await otto.user.command('chatbot show', id))).toBe('There is no such chatbot')
    const shared = await team.owner.command('chatbot share', {
      chatbot: 'Helper',
      with: 'Otto',
      level: 'edit',
      documents: 'no',
    })
    expect(titleOf(shared)).toBe('Chatbot Helper is shared with Otto')
    expect(await accessTo(rolecall, id)).toEqual(['Otto edit without'])
    expect(wordsOf(await otto.user.command('chatbot show'))).toContain('Not you')
    for (const user of [team.admin, team.member])
      expect(titleOf(await user.press(`chatbots.open:${id}`))).toBe('There is no such chatbot')
    await rolecall.deliver()
    expect(last(otto.user)?.title).toBe('Chatbot Helper is shared with you')
    const told = JSON.stringify(last(otto.user))
    expect(told).toContain('Olivia')
    expect(told).toContain('level edit, documents not included')
    expect([team.admin, team.member].flatMap((user) => rolecall.inboxOf(user))).toEqual([])
    expect(await auditedOf(rolecall, id)).toEqual(['chatbot.created', 'chatbot.shared'])
  })

  test('they are named by their address, by a mention on the same platform, or by their name', async () => {
    const near = await seedPerson(rolecall, team, { name: 'Nora Near', platform: team.owner.id.platform })
    const id = await makeChatbot(rolecall, team.owner)
    for (const [to, who] of [
      [otto.address.toUpperCase(), 'Otto'],
      [mentionOf(near), 'Nora Near'],
      ['nora near', 'Nora Near'],
    ] as const)
      expect(
        titleOf(await team.owner.command('chatbot share', { chatbot: 'Helper', with: to, level: 'view' })),
      ).toMatch(new RegExp(`^Chatbot Helper is (already )?shared with ${who}$`))
    expect(await accessTo(rolecall, id)).toEqual(['Otto view', 'Nora Near view'])
  })

  test('two of one name are asked for, and the choice is the one that counts', async () => {
    const other = await seedOutsider(rolecall, team, 'Otto')
    const id = await makeChatbot(rolecall, team.owner)
    await team.owner.command('chatbot share', { chatbot: 'Helper', with: 'otto', level: 'view' })
    const field = formOf(team.owner.last).fields.find(({ name }) => name === 'with')
    expect(field?.kind === 'choice' && field.choices.map(({ value }) => value).sort()).toEqual(
      [otto.personId, other.personId].sort(),
    )
    await team.owner.submit({ chatbot: id, with: other.personId, level: 'view' })
    expect(titleOf(await other.user.command('chatbot show'))).toBe('Chatbot Helper')
    expect(titleOf(await otto.user.command('chatbot show', id))).toBe('There is no such chatbot')
  })

  test('a member shares their own with a person without asking anybody, and goes on paying', async () => {
    await team.owner.command('team settings')
    await team.owner.submit({ name: team.teamName, switches: ['memberChatbotCreation'] })
    const id = await makeChatbot(rolecall, team.member, { name: 'Notes' })
    await team.member.command('chatbot share', { chatbot: 'Notes', with: 'Otto', level: 'view' })
    expect(await accessTo(rolecall, id)).toEqual(['Otto view'])
    await otto.user.command('ask', { ...QUESTION, chatbot: 'Notes', private: 'yes' })
    expect((await usageOf(rolecall, id)).map(({ payer }: { payer: string }) => payer)).toEqual(['Maya'])
  })

  test('F96 for somebody outside of the team the sharer keeps paying, also while a team has it', async () => {
    const id = await makeChatbot(rolecall, team.admin, { name: 'Plans' })
    const ask = () => otto.user.command('ask', { ...QUESTION, chatbot: 'Plans', private: 'yes' })
    const payers = async () => (await usageOf(rolecall, id)).map(({ payer }: { payer: string }) => payer)
    await team.admin.command('chatbot share', { chatbot: 'Plans', with: 'Otto', level: 'view' })
    await ask()
    expect(await payers()).toEqual(['Adam'])
    await team.admin.command('chatbot share', { chatbot: 'Plans', with: team.teamName, level: 'view' })
    await ask()
    expect(await payers()).toEqual(['Adam', 'Adam'])
    await team.member.command('ask', { ...QUESTION, chatbot: 'Plans', private: 'yes' })
    expect(await payers()).toEqual(['Adam', 'Adam', 'Olivia'])
    const paysFor = async (user: Seeded['user']) =>
      cardOf(await user.command('chatbot show', 'Plans')).fields?.find(({ name }) => name === 'Who pays')
        ?.value
    const owner = `Olivia, owner of team ${team.teamName}`
    expect(await paysFor(team.admin)).toBe(`${owner}, for what its members ask; else you`)
    expect(await paysFor(team.member)).toBe(owner)
    expect(await paysFor(otto.user)).toBe('Not you')
  })

  test('F91 without a level a form asks, with the person filled in; nothing is shared without one', async () => {
    const id = await makeChatbot(rolecall, team.owner)
    await team.owner.command('chatbot share', { chatbot: 'Helper', with: 'Otto' })
    const form = formOf(team.owner.last)
    expect(form.fields[0]).toMatchObject({ name: 'person', value: { value: otto.personId, label: 'Otto' } })
    const missing = await team.owner.submit({ person: otto.personId })
    expect(JSON.stringify(missing)).toContain('Level is missing')
    expect(await accessTo(rolecall, id)).toEqual([])
    if (team.owner.last.kind === 'say') await team.owner.click('Edit')
    await team.owner.submit({ person: otto.personId, level: 'full', knowledge: ['knowledge'] })
    expect(await accessTo(rolecall, id)).toEqual(['Otto full'])
  })

  test('from its card it is shared with whom somebody types or picks; who is nobody is said at the field', async () => {
    const id = await makeChatbot(rolecall, team.owner)
    await team.owner.command('chatbot access')
    await team.owner.click('Share with a person')
    const { submit } = formOf(team.owner.last)
    const give = (person: string) =>
      team.owner.does({ kind: 'submit', submit, values: { person, level: 'view' } })
    expect(JSON.stringify(await give('Nobody'))).toContain(`Nobody in workspace`)
    expect(
      JSON.stringify(await team.owner.does({ kind: 'submit', submit, values: { level: 'view' } })),
    ).toContain('Person is missing')
    expect(await accessTo(rolecall, id)).toEqual([])
    await give('Otto')
    expect(await accessTo(rolecall, id)).toEqual(['Otto view without'])
  })

  test('it is not shared with its own owner, nor with nobody', async () => {
    const id = await makeChatbot(rolecall, team.owner)
    const share = (to: string) =>
      team.owner.command('chatbot share', { chatbot: 'Helper', with: to, level: 'view' })
    expect(titleOf(await share('Olivia'))).toBe('Chatbot Helper is yours already')
    for (const to of ['Nobody', 'nobody@acme.test', '<@U000000>'])
      expect(titleOf(await share(to))).toMatch(/^Nobody in workspace /)
    expect(await accessTo(rolecall, id)).toEqual([])
  })

  test('R21 people of another account or of another workspace are nobody, and are never suggested', async () => {
    const other = await seedTeam(rolecall, { swapped })
    const stranger = await seedPerson(rolecall, other, { name: 'Otherworld', platform: 'slack' })
    const id = await makeChatbot(rolecall, team.owner)
    for (const to of ['Otherworld', stranger.address, stranger.personId, mentionOf(stranger), other.teamName])
      expect(
        titleOf(await team.owner.command('chatbot share', { chatbot: 'Helper', with: to, level: 'view' })),
      ).toMatch(/^Nobody in workspace /)
    const submit = `shares.givePerson:${id}`
    const forged = { kind: 'submit', submit, values: { person: stranger.personId, level: 'view' } } as const
    expect(JSON.stringify(await team.owner.does(forged))).toMatch(/Nobody in workspace/)
    expect(await accessTo(rolecall, id)).toEqual([])
    for (const typed of ['', 'o', 'Otherworld']) {
      const words = { chatbot: 'Helper' }
      const asking = { kind: 'complete', command: 'chatbot share', option: 'with', typed, words } as const
      const inForm = { kind: 'search', search: `shares.people:${id}`, typed } as const
      const suggested = [...(await team.owner.tries(asking)), ...(await team.owner.tries(inForm))]
      expect(JSON.stringify(suggested)).not.toContain('Otherworld')
    }
  })

  test('teams come before people when somebody types, and nobody is suggested by address', async () => {
    await makeChatbot(rolecall, team.owner)
    const suggested = async (typed: string) => {
      const asking = { kind: 'complete', command: 'chatbot share', option: 'with', typed, words: {} } as const
      const [answer] = await team.owner.tries(asking)
      return answer && 'card' in answer ? answer.card.rows?.map(({ text }) => text) : []
    }
    expect(await suggested('')).toEqual([`${team.teamName} (owner)`, 'Adam', 'Maya', 'Otto'])
    expect(await suggested('ott')).toEqual(['Otto'])
    expect(await suggested(otto.address)).toEqual([])
  })

  test('R21 whom it could be shared with is suggested to its owner only', async () => {
    const id = await makeChatbot(rolecall, team.owner, { level: 'full' })
    const asking = { kind: 'search', search: `shares.people:${id}`, typed: 'o' } as const
    const suggestedTo = async (user: Seeded['user']) => JSON.stringify(await user.tries(asking))
    expect(await suggestedTo(team.owner)).toContain('Otto')
    for (const user of [team.admin, team.member, otto.user])
      expect(await suggestedTo(user)).not.toContain('Otto')
  })

  test('another level holds at once and since when they have it stays; they are told', async () => {
    const id = await makeChatbot(rolecall, team.owner)
    await team.owner.command('chatbot share', { chatbot: 'Helper', with: 'Otto', level: 'view' })
    rolecall.clock.advance(60_000)
    await team.owner.command('chatbot access')
    await team.owner.click('Level edit')
    expect(await accessTo(rolecall, id)).toEqual(['Otto edit'])
    expect(titleOf(await otto.user.command('chatbot edit'))).toBe('Edit chatbot')
    const [{ kept }] = await rolecall.db.query(
      'SELECT count(DISTINCT granted_at) AS kept FROM share_grant WHERE chatbot_id = $1',
      [id],
    )
    expect(kept).toBe(1)
    await rolecall.deliver()
    expect(last(otto.user)?.title).toBe('You may now edit chatbot Helper')
    await team.owner.command('chatbot share', { chatbot: 'Helper', with: 'Otto', level: 'edit' })
    expect(titleOf(team.owner.last)).toBe('Chatbot Helper is already shared with Otto')
  })

  test('F98 ended only after a confirm, they are out at once: at a press, at the list, at the next question', async () => {
    const id = await makeChatbot(rolecall, team.owner, { name: 'Plans' })
    await team.owner.command('chatbot share', { chatbot: 'Plans', with: 'Otto', level: 'full' })
    const ask = () => otto.user.command('ask', { ...QUESTION, chatbot: 'Plans', private: 'yes' })
    await ask()
    expect(await usageOf(rolecall, id)).toHaveLength(1)
    await otto.user.command('chatbot edit')
    await team.owner.command('chatbot access')
    await team.owner.click('End the share')
    expect(titleOf(team.owner.last)).toBe('Stop sharing Plans with Otto?')
    expect(await accessTo(rolecall, id)).toEqual(['Otto full'])
    await team.owner.click('End the share')
    expect(await accessTo(rolecall, id)).toEqual([])
    expect(titleOf(await otto.user.submit({ name: 'Late' }))).toBe('There is no such chatbot')
    expect(titleOf(await ask())).toBe('There is no such chatbot')
    expect(titleOf(await otto.user.press(`chatbots.status:${id}:pause`))).toBe('There is no such chatbot')
    expect(wordsOf(await otto.user.command('chatbot list'))).not.toContain('Plans')
    expect(await usageOf(rolecall, id)).toHaveLength(1)
    await rolecall.deliver()
    expect(last(otto.user)?.title).toBe('Chatbot Plans is no longer shared with you')
  })

  test('F98 when they have it through a team still, both learn which; of a team that is not the owner’s only they do', async () => {
    const nora = await seedPerson(rolecall, team, { name: 'Nora', platform: 'slack', role: 'member' })
    const id = await makeChatbot(rolecall, team.owner)
    const share = (to: string) =>
      team.owner.command('chatbot share', { chatbot: 'Helper', with: to, level: 'view' })
    await share(team.teamName)
    const endShare = async () => {
      await share('Nora')
      await team.owner.press(`shares.end:${id}:${nora.personId}`)
      await rolecall.deliver()
      return wordsOf(team.owner.last)
    }
    expect(await endShare()).toContain(`They still have it through team ${team.teamName}.`)
    expect(last(nora.user)?.title).toBe('You have chatbot Helper through a team only')
    expect(JSON.stringify(last(nora.user)?.text)).toContain(`"team ${team.teamName}"`)
    await rolecall.db.query('UPDATE chatbot SET owner_id = $2 WHERE id = $1', [id, otto.personId])
    await otto.user.command('chatbot share', { chatbot: 'Helper', with: 'Nora', level: 'view' })
    await otto.user.press(`shares.end:${id}:${nora.personId}`)
    expect(wordsOf(otto.user.last)).not.toContain(team.teamName)
    await rolecall.deliver()
    expect(JSON.stringify(last(nora.user)?.text)).toContain(`"team ${team.teamName}"`)
  })

  test('who is in no team shares with a person: the command opens the form for one', async () => {
    const id = await makeChatbot(rolecall, team.owner)
    await rolecall.db.query('UPDATE chatbot SET owner_id = $2 WHERE id = $1', [id, otto.personId])
    const answer = await otto.user.command('chatbot share', { chatbot: 'Helper', level: 'edit' })
    expect(formOf(answer)).toMatchObject({
      title: 'Share with a person',
      fields: [{ name: 'person' }, { name: 'level', value: 'edit' }, {}],
    })
  })

  test('F100 who has it at level full shares it with nobody, changes no share and ends none', async () => {
    const id = await makeChatbot(rolecall, team.owner)
    await team.owner.command('chatbot share', { chatbot: 'Helper', with: 'Otto', level: 'full' })
    await makeTeam(rolecall, otto.user, 'Ottos')
    const refused = 'You may not share chatbot Helper'
    for (const to of ['Ottos', 'Maya'])
      expect(
        titleOf(await otto.user.command('chatbot share', { chatbot: 'Helper', with: to, level: 'view' })),
      ).toBe(refused)
    for (const press of [
      `change:${id}:${otto.personId}:view:0`,
      `askEnd:${id}:${otto.personId}`,
      `end:${id}:${otto.personId}`,
    ])
      expect(titleOf(await otto.user.press(`shares.${press}`))).toBe(refused)
    expect(titleOf(await otto.user.command('chatbot access'))).toBe(refused)
    expect(await accessTo(rolecall, id)).toEqual(['Otto full'])
  })
})

test('H16 two shares with one person at once leave one live grant', async () => {
  const team = await seedTeam(rolecall)
  const otto = await seedOutsider(rolecall, team)
  const id = await makeChatbot(rolecall, team.owner)
  const share = (level: string) =>
    team.owner.does({
      kind: 'submit',
      submit: `shares.givePerson:${id}`,
      values: { person: otto.personId, level },
    })
  await Promise.all(['view', 'edit', 'full', 'view', 'edit'].map(share))
  expect(await accessTo(rolecall, id)).toHaveLength(1)
})

test('H3 R19 one share with a person, delivered eleven times, is one share and one message', async () => {
  const team = await seedTeam(rolecall)
  const otto = await seedOutsider(rolecall, team)
  const id = await makeChatbot(rolecall, team.owner)
  const options = { chatbot: id, with: otto.address, level: 'view' }
  const typed = { kind: 'command', command: 'chatbot share', words: { options } } as const
  const answers = await Promise.all(
    Array.from({ length: 11 }, () => team.owner.does(typed, `share-with-otto-${id}`)),
  )
  expect(new Set(answers.map(wordsOf)).size).toBe(1)
  await rolecall.deliver()
  expect(rolecall.inboxOf(otto.user)).toHaveLength(1)
  expect(await accessTo(rolecall, id)).toEqual(['Otto view'])
})
