import { BOTH_WAYS, makeChatbot, setTeam } from '../chatbots/stage'
import { createRolecall, type Rolecall, titleOf } from '../support/rolecall'
import { type SeededTeam, seedPerson, seedTeam } from '../support/seed'
import { accessTo, formOf, makeTeam, seedOutsider } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

const documentsOf = (user: SeededTeam['owner']) =>
  formOf(user.last).fields.find(({ name }) => name === 'knowledge')

describe.each(BOTH_WAYS)('%s; sharing a chatbot', (_name, swapped) => {
  let team: SeededTeam
  let id: string
  beforeEach(async () => {
    team = await seedTeam(rolecall, { swapped })
    id = await makeChatbot(rolecall, team.owner)
  })
  const share = (to: string) =>
    team.owner.command('chatbot share', { chatbot: 'Helper', with: to, level: 'full' })
  const choices = () => {
    const field = formOf(team.owner.last).fields.find(({ kind }) => kind === 'choice')
    return field?.kind === 'choice' ? field.choices.map(({ label }) => label) : []
  }

  test('with the beginning of a name shares nothing: it asks who is meant, and the choice counts', async () => {
    const johanna = await seedOutsider(rolecall, team, 'Johanna')
    await share('Jo')
    expect(await accessTo(rolecall, id)).toEqual([])
    expect(choices()).toEqual(['Johanna'])
    await team.owner.submit({ chatbot: id, with: johanna.personId, level: 'full' })
    expect(await accessTo(rolecall, id)).toEqual(['Johanna full'])
  })

  test('with half the name of a team asks, and offers teams before people', async () => {
    await makeTeam(rolecall, team.owner, 'Adel')
    await seedOutsider(rolecall, team, 'Adelheid')
    await share('Ade')
    expect(await accessTo(rolecall, id)).toEqual([])
    expect(choices()).toEqual(['Adel (owner)', 'Adelheid'])
    expect(titleOf(await share('adel'))).toBe('Chatbot Helper is shared with team Adel')
  })

  test('with what a team and a person are called asks for which of the two', async () => {
    await makeTeam(rolecall, team.owner, 'Sam')
    const sam = await seedOutsider(rolecall, team, 'Sam')
    await share('sam')
    expect(await accessTo(rolecall, id)).toEqual([])
    expect(choices()).toEqual(['Sam (owner)', 'Sam'])
    await share(sam.personId)
    expect(await accessTo(rolecall, id)).toEqual(['Sam full'])
  })

  test('people of one name are told apart where they are picked, suggested and searched', async () => {
    for (const address of ['twin.lee@acme.test', 'twin.kay@acme.test'])
      await seedPerson(rolecall, team, {
        name: `Twin ${team.teamId.slice(-4)}`,
        platform: 'slack',
        address: `${team.teamId.slice(-6).toLowerCase()}.${address}`,
      })
    const mask = `${team.teamId.slice(-6, -5).toLowerCase()}•••`
    const name = `Twin ${team.teamId.slice(-4)}`
    const told = [`${name} (${mask}e@acme.test)`, `${name} (${mask}y@acme.test)`]
    await share(name)
    expect(choices().toSorted()).toEqual(told)
    const command = {
      kind: 'complete',
      command: 'chatbot share',
      option: 'with',
      typed: 'twin',
      words: {},
    } as const
    const search = { kind: 'search', search: `shares.people:${id}`, typed: 'twin' } as const
    for (const asking of [command, search])
      expect(JSON.stringify(await team.owner.tries(asking))).toContain(told[0])
  })

  test('in its form, who is not named in full is picked, and nothing typed is lost', async () => {
    const johanna = await seedOutsider(rolecall, team, 'Johanna')
    const submit = `shares.givePerson:${id}`
    const give = async (person: string) => {
      await team.owner.does({ kind: 'submit', submit, values: { person, level: 'edit', knowledge: [] } })
      if (team.owner.last.kind === 'say') await team.owner.click('Edit')
    }
    await give('Jo')
    expect(await accessTo(rolecall, id)).toEqual([])
    expect(choices()).toEqual(['Johanna'])
    await give('jo@nowhere.test')
    if (team.owner.id.platform === 'discord')
      expect(formOf(team.owner.last).fields[0]).toMatchObject({
        value: { value: 'jo@nowhere.test', label: 'jo@nowhere.test' },
      })
    await team.owner.does({ kind: 'submit', submit, values: { person: johanna.personId, level: 'edit' } })
    expect(await accessTo(rolecall, id)).toEqual(['Johanna edit without'])
  })

  test('R8 with `documents:no` and no level, the form opens with documents unticked', async () => {
    await seedOutsider(rolecall, team, 'Otto')
    for (const to of [team.teamName, 'Otto']) {
      await team.owner.command('chatbot share', { chatbot: 'Helper', with: to, documents: 'no' })
      expect(documentsOf(team.owner)).toMatchObject({ value: [] })
      await team.owner.command('chatbot share', { chatbot: 'Helper', with: to })
      expect(documentsOf(team.owner)).toMatchObject({ value: ['knowledge'] })
    }
    await team.owner.command('chatbot share', { chatbot: 'Helper', with: team.teamName, level: 'edit' })
    await team.owner.command('chatbot share', { chatbot: 'Helper', with: team.teamName, documents: 'no' })
    expect(formOf(team.owner.last)).toMatchObject({ title: 'Change a share' })
    expect(formOf(team.owner.last).fields.find(({ name }) => name === 'level')).toMatchObject({
      value: 'edit',
    })
    expect(documentsOf(team.owner)).toMatchObject({ value: [] })
  })
})

test('a member who names half a team reads no names of teams that are not theirs', async () => {
  const team = await seedTeam(rolecall)
  await setTeam(team, 'memberChatbotCreation')
  await makeTeam(rolecall, team.owner, 'Secretary')
  const id = await makeChatbot(rolecall, team.member)
  for (const to of ['Secre', 'Secretary'])
    expect(
      titleOf(await team.member.command('chatbot share', { chatbot: 'Helper', with: to, level: 'view' })),
    ).toMatch(/^Nobody in workspace /)
  expect(await accessTo(rolecall, id)).toEqual([])
})
