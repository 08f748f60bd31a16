import { BOTH_WAYS, makeChatbot } from '../chatbots/stage'
import { askInChat } from '../shares/requests/surface-stage'
import { cardOf, createRolecall, pressOf, type Rolecall, type TestUser } from '../support/rolecall'
import { type SeededTeam, seedPerson, seedTeam } from '../support/seed'
import { latestOf, offerChatbot, redrawnFor, said } from './offers'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

/** `said` leaves commas out. */
const TO_NOBODY = 'You pay for it from then on.'
const TO_TEAM =
  'It stays shared with its team whose owner goes on paying for its members. You pay for everybody else from then on.'
const TO_PERSON = 'You pay for it from then on also for the person it stays shared with.'
const TO_PEOPLE = 'You pay for it from then on also for the 2 people it stays shared with.'

describe.each(BOTH_WAYS)('B7 the offer of a chatbot says who will pay, %s', (_name, swapped) => {
  let team: SeededTeam
  let paula: TestUser
  beforeEach(async () => {
    team = await seedTeam(rolecall, { swapped })
    await seedPerson(rolecall, team, { name: 'Otto', platform: 'slack' })
    paula = (await seedPerson(rolecall, team, { name: 'Paula', platform: 'discord' })).user
  })

  const share = async (user: TestUser, whom: string) => {
    await user.command('chatbot share', { chatbot: 'Handbook', with: whom, level: 'view' })
    await rolecall.deliver()
  }
  const offer = () =>
    offerChatbot(rolecall, team.owner, { chatbot: 'Handbook', address: 'Paula', name: 'Paula' })
  const redrawn = (user: TestUser) => said(redrawnFor(rolecall, user))

  test('the people who keep it are counted, but for the recipient, also on the card before it', async () => {
    await makeChatbot(rolecall, team.owner, { name: 'Handbook' })
    for (const whom of ['Otto', 'Paula']) await share(team.owner, whom)
    await team.owner.command('chatbot transfer', { chatbot: 'Handbook', address: 'Paula' })
    expect(said(cardOf(team.owner.last))).toContain(
      'Paula pays for it from then on also for the person it stays shared with.',
    )
    await team.owner.click('Offer it to Paula')
    await rolecall.deliver()
    expect(said(latestOf(rolecall, paula))).toContain(TO_PERSON)
  })

  test('each share that is given or ended while it waits redraws both cards', async () => {
    await makeChatbot(rolecall, team.owner, { name: 'Handbook' })
    await offer()
    expect(said(latestOf(rolecall, paula))).toContain(TO_NOBODY)
    await share(team.owner, 'Otto')
    expect(redrawn(paula)).toContain(TO_PERSON)
    await share(team.owner, 'Adam')
    expect(redrawn(paula)).toContain(TO_PEOPLE)
    await share(team.owner, team.teamName)
    expect(redrawn(paula)).toContain(`${TO_TEAM.slice(0, -1)} also for the 2 people it stays shared with.`)
    for (let shares = 3; shares > 0; shares -= 1) {
      await team.owner.command('chatbot access', { chatbot: 'Handbook' })
      await team.owner.press(pressOf(team.owner.last, 'End the share'))
      await team.owner.click('End the share')
      await rolecall.deliver()
    }
    expect(redrawn(paula)).toContain(TO_NOBODY)
    expect(redrawn(team.owner)).toContain('Paula pays for it from then on.')
  })

  test('so do an approved request and the deletion of the team', async () => {
    const { id } = await askInChat(rolecall, team, { name: 'Handbook' })
    await offerChatbot(rolecall, team.member, { chatbot: 'Handbook', address: 'Paula', name: 'Paula' })
    expect(said(latestOf(rolecall, paula))).toContain(TO_NOBODY)
    await team.owner.press(`requests.approveAsAsked:${id}`)
    await rolecall.deliver()
    expect(redrawn(paula)).toContain(TO_TEAM)
    await team.owner.command('team delete')
    await team.owner.submit({ name: team.teamName })
    await rolecall.deliver()
    await rolecall.deliver()
    expect(redrawn(paula)).toContain(TO_NOBODY)
  })

  test('another level of a share changes none of its words', async () => {
    await makeChatbot(rolecall, team.owner, { name: 'Handbook', level: 'view' })
    await offer()
    const words = said(latestOf(rolecall, paula))
    await team.owner.command('chatbot share', { chatbot: 'Handbook', with: team.teamName, level: 'full' })
    await rolecall.deliver()
    expect(redrawn(paula)).toBe(words)
  })
})
