import { DAY_MS } from '../../src/clock'
import { BOTH_WAYS, makeChatbot } from '../chatbots/stage'
import { QUESTION, setScene } from '../conversations/stage'
import { createRolecall, type Rolecall } from '../support/rolecall'
import { addressOf, latestOf, offerChatbot, offerTeam } from './offers'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

const NAME = 'Cost in the last 30 days'

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  test('B7 who is offered a team reads what its owner has paid for its members lately, in chat and in the mail', async () => {
    const scene = await setScene(rolecall, swapped)
    const ask = () => scene.admin.command('ask', { ...QUESTION, chatbot: 'Handbook', private: 'yes' })
    await ask()
    rolecall.clock.advance(30 * DAY_MS)
    await ask()
    await ask()
    await scene.member.command('inbox')
    await offerTeam(rolecall, scene, 'Maya')
    expect(latestOf(rolecall, scene.member).fields).toContainEqual({
      name: NAME,
      value: expect.stringMatching(/^(less than \$0.01|\$[\d.]+) for 2 answers$/),
    })
    expect(JSON.stringify(rolecall.mails.at(-1)?.mail.paragraphs)).toContain(' for 2 answers')
  })

  test('B7 who is offered a chatbot reads what its owner has paid for it, without what teams paid', async () => {
    const scene = await setScene(rolecall, swapped)
    await makeChatbot(rolecall, scene.owner, { name: 'Diary' })
    await scene.owner.command('ask', { ...QUESTION, chatbot: 'Diary', private: 'yes' })
    await scene.admin.command('ask', { ...QUESTION, chatbot: 'Handbook', private: 'yes' })
    const address = await addressOf(rolecall, scene.member)
    const costOf = async (chatbot: string) => {
      await offerChatbot(rolecall, scene.owner, { chatbot, address, name: 'Maya' })
      return latestOf(rolecall, scene.member).fields?.find(({ name }) => name === NAME)?.value
    }
    expect(await costOf('Diary')).toMatch(/^(less than \$0.01|\$[\d.]+) for 1 answer$/)
    expect(await costOf('Handbook')).toBe('$0.00 for 0 answers, without what the owners of teams paid')
  })
})
