import { DAY_MS, HOUR_MS } from '../../../src/clock'
import { DAILY_REQUESTS } from '../../../src/shares/requests/request'
import { BOTH_WAYS, makeChatbot, setTeam } from '../../chatbots/stage'
import { createRolecall, type Rolecall, titleOf, wordsOf } from '../../support/rolecall'
import { type SeededTeam, seedPerson, seedTeam } from '../../support/seed'
import { countRequests } from './stage'
import { fileForm } from './surface-stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

describe.each(BOTH_WAYS)('asking again and again: %s', (_name, swapped) => {
  let team: SeededTeam
  let chatbotId: string
  beforeEach(async () => {
    team = await seedTeam(rolecall, { swapped })
    await setTeam(team, 'memberChatbotCreation')
    chatbotId = await makeChatbot(rolecall, team.member)
  })

  const ask = (id = chatbotId, by = team.member) => fileForm(team, id, { level: 'view' }, by)
  const withdraw = async () => {
    const [{ id }] = await rolecall.db.query(
      `SELECT id FROM share_request WHERE chatbot_id = $1 AND status = 'pending'`,
      [chatbotId],
    )
    await team.member.press(`requests.withdraw:${id}`)
  }
  const askTenTimes = async () => {
    for (let asked = 0; asked < DAILY_REQUESTS; asked += 1) {
      await ask()
      await withdraw()
      rolecall.clock.advance(HOUR_MS)
    }
  }

  test('the tenth in a day is sent, the eleventh is refused and told when the next can be', async () => {
    const first = rolecall.clock.now()
    await askTenTimes()
    const refused = await ask()
    expect(titleOf(refused)).toBe('At most 10 requests to one team in 24 hours')
    expect(wordsOf(refused)).toContain(`"time":${first + DAY_MS}`)
    expect(await countRequests(rolecall, chatbotId)).toBe(DAILY_REQUESTS)
  })

  test('to the millisecond a day after the first of the ten, one more is sent', async () => {
    await askTenTimes()
    rolecall.clock.advance(DAY_MS - DAILY_REQUESTS * HOUR_MS - 1)
    await ask()
    expect(await countRequests(rolecall, chatbotId)).toBe(DAILY_REQUESTS)
    rolecall.clock.advance(1)
    expect(titleOf(await ask())).toBe('Olivia is asked to share chatbot Helper')
    await withdraw()
    expect(titleOf(await ask())).toContain('At most 10')
  })

  test('what others ask is not counted', async () => {
    await askTenTimes()
    const { user: nora } = await seedPerson(rolecall, team, {
      ...{ name: 'Nora', platform: team.member.id.platform, role: 'member' },
    })
    const other = await makeChatbot(rolecall, nora, { name: 'Other' })
    expect(titleOf(await ask(other, nora))).toBe('Olivia is asked to share chatbot Other')
  })
})
