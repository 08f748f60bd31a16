import { BOTH_WAYS, makeChatbot, setTeam } from '../chatbots/stage'
import { cardOf, createRolecall, type Rolecall, type TestUser, titleOf, wordsOf } from '../support/rolecall'
import { type SeededTeam, seedTeam } from '../support/seed'
import { makeTeam } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

const NAMES = [
  'Mine',
  'Mine and the team’s',
  'The team’s',
  'For Maya',
  'For both',
  'Not hers',
  'Ended',
  'Beta’s',
]

/** Which of them the list shows. */
const shown = (user: TestUser) => {
  const rows = JSON.stringify(cardOf(user.last).rows ?? [])
  return NAMES.filter((name) => rows.includes(`"${name}"`))
}

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let team: SeededTeam
  beforeEach(async () => {
    team = await seedTeam(rolecall, { swapped })
    await setTeam(team, 'memberChatbotCreation')
    const { owner, admin, member } = team
    const share = (chatbot: string, to: string) =>
      owner.command('chatbot share', { chatbot, with: to, level: 'view' })
    await makeChatbot(rolecall, member, { name: 'Mine' })
    const both = await makeChatbot(rolecall, member, { name: 'Mine and the team’s' })
    await rolecall.db.query(
      `INSERT INTO share_grant (id, account_id, chatbot_id, team_id, level, knowledge, granted_by, granted_at)
       SELECT $1, account_id, id, $2, 'view', true, owner_id, created_at FROM chatbot WHERE id = $3`,
      [`grant-${both}`, team.teamId, both],
    )
    await makeChatbot(rolecall, owner, { name: 'The team’s', level: 'view' })
    await makeChatbot(rolecall, owner, { name: 'For Maya' })
    await share('For Maya', 'Maya')
    await makeChatbot(rolecall, owner, { name: 'For both', level: 'view' })
    await share('For both', 'Maya')
    await makeChatbot(rolecall, owner, { name: 'Not hers' })
    await share('Not hers', 'Adam')
    await makeChatbot(rolecall, owner, { name: 'Ended' })
    await share('Ended', 'Maya')
    await owner.command('chatbot access', { chatbot: 'Ended' })
    await owner.click('End the share')
    await owner.click('End the share')
    const beta = await makeTeam(rolecall, admin, 'Beta')
    await makeChatbot(rolecall, admin, { name: 'Beta’s' })
    await admin.command('chatbot share', { chatbot: 'Beta’s', with: beta.teamName, level: 'view' })
  })

  test('F99 “shared with me” is exactly what reaches me by a share and is not mine', async () => {
    const { member } = team
    await member.command('chatbot list', { only: 'shared' })
    expect(titleOf(member.last)).toBe('Chatbots shared with you')
    expect(shown(member)).toEqual(['The team’s', 'For Maya', 'For both'])
    await member.click('Yours')
    expect(titleOf(member.last)).toBe('Chatbots of your own')
    expect(shown(member)).toEqual(['Mine', 'Mine and the team’s'])
    await member.click('All')
    expect(shown(member)).toEqual(NAMES.slice(0, 5))
    await member.click('Shared with you')
    expect(shown(member)).toEqual(['The team’s', 'For Maya', 'For both'])
  })

  test('F99 R4 who has left the team has only what was shared with them', async () => {
    const { member } = team
    await member.command('team leave')
    await member.click('Leave')
    await member.command('chatbot list', { only: 'shared' })
    expect(shown(member)).toEqual(['For Maya', 'For both'])
  })
})

test('the shared ones are paged as the list of all is, and an empty list says why', async () => {
  const team = await seedTeam(rolecall)
  await team.member.command('chatbot list', { only: 'yours' })
  expect(wordsOf(team.member.last)).toContain('None of your own')
  await team.owner.command('chatbot list', { only: 'shared' })
  expect(wordsOf(team.owner.last)).toContain('You will see here what is shared with you')
  for (let index = 0; index < 9; index += 1)
    await makeChatbot(rolecall, team.owner, { name: `Bot ${index}`, level: 'view' })
  await team.member.command('chatbot list', { only: 'shared' })
  await team.member.click('Next (page 2 of 2)')
  expect(titleOf(team.member.last)).toBe('Chatbots shared with you')
  expect(wordsOf(team.member.last)).toContain('Bot 8')
  expect(wordsOf(team.member.last)).not.toContain('Bot 7')
  for (const forged of ['0:no such', '99:shared:x', ':shared'])
    expect(titleOf(await team.member.press(`chatbots.list:${forged}`))).toMatch(/^(Your c|C)hatbots/)
})
