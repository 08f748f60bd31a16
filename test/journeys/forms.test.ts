import { install, link } from './scenes'
import { DIRECTIONS, type Stage, startStage } from './support'

let stage: Stage
beforeEach(async () => {
  stage = await startStage()
  await install(stage, DIRECTIONS[0])
})
afterEach(() => stage.close())

const crowd = Array.from({ length: 101 }, (_, number) => `someone${number}@acme.test`).join(', ')

test('Slack shows what is wrong at the field and keeps the form open', async () => {
  const olivia = stage.slack('Olivia Owner')
  await olivia.types('/team invite')
  const form = await olivia.seesForm('Invite people')
  expect(form.fields.map(({ label }) => label)).toEqual(['People', 'Role', 'Note'])
  await olivia.fills({ People: crowd })
  const refused = await olivia.seesForm('Invite people')
  expect(refused.fields.find(({ label }) => label === 'People')?.error).toContain('At most 100')
  await olivia.fills({ People: 'ann@acme.test, not an address\nbob@acme.test', Role: 'admin' })
  const sent = await olivia.sees('Invited 2 people as Admin')
  expect(sent.text).toMatch(/not an address|an e-mail address/)
  expect(olivia.chatter.form()).toBeUndefined()
  expect((await stage.mailTo('bob@acme.test')).text).toContain('Admin')
})

test('Discord says it on a card whose button opens the form again with what was typed', async () => {
  const olivia = stage.discord('Olivia Owner')
  await link(stage.slack('Olivia Owner'), olivia)
  await olivia.types('/team invite')
  await olivia.seesForm('Invite people')
  await olivia.fills({ People: crowd, Note: 'See you there' })
  const card = await olivia.sees('Please check what you entered')
  expect(card.text).toContain('At most 100')
  expect(card.private).toBe(true)
  await olivia.presses('Edit', card)
  const again = await olivia.seesForm('Invite people')
  const values = Object.fromEntries(again.fields.map(({ label, value }) => [label, value]))
  expect(values).toMatchObject({ People: crowd, Note: 'See you there' })
  await olivia.fills({ People: 'ann@acme.test' })
  await olivia.sees('Invited 1 person as Member')
  expect((await stage.mailTo('ann@acme.test')).text).toContain('See you there')
})

test.each(['slack', 'discord'] as const)(
  'in %s settings are a form, and a setting that is on stays on when the form comes again (F28 F34 F35)',
  async (platform) => {
    const olivia = stage.at(platform, 'Olivia Owner')
    if (platform === 'discord') await link(stage.slack('Olivia Owner'), olivia)
    await olivia.types('/team settings')
    await olivia.seesForm('Team settings')
    await olivia.fills({ 'Team name': 'Alpha', 'What members may do': ['memberChatbotCreation'] })
    expect((await olivia.sees('Settings saved')).text).toMatch(/Members may create chatbots:?\s+On/)

    await olivia.types('/team settings')
    const [name, switches] = (await olivia.seesForm('Team settings')).fields
    expect([name?.value, switches?.value]).toEqual(['Alpha', ['memberChatbotCreation']])
    olivia.chatter.close()
    await olivia.types('/team overview')
    expect((await olivia.sees('Team Alpha')).text).toMatch(/Members may upload documents:?\s+Off/)
  },
)

test.each(['slack', 'discord'] as const)(
  'in %s a team is deleted by typing its name, and by nothing else (F31)',
  async (platform) => {
    const olivia = stage.at(platform, 'Olivia Owner')
    if (platform === 'discord') await link(stage.slack('Olivia Owner'), olivia)
    await olivia.types('/team delete')
    await olivia.seesForm('Delete team')
    await olivia.fills({ 'Type the name of the team': 'acme' })
    if (platform === 'discord') {
      await olivia.sees('The name does not match')
      await olivia.presses('Edit')
    }
    const form = await olivia.seesForm('Delete team')
    expect(form.fields[0]?.error ?? 'The name does not match').toBe('The name does not match')
    await olivia.fills({ 'Type the name of the team': 'Acme' })
    await olivia.sees('Team Acme is deleted')
    await olivia.types('/team overview')
    await olivia.sees('You are in no team here')
  },
)
