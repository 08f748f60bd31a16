import { BOTH_WAYS, makeChatbot, setTeam } from '../../chatbots/stage'
import { createRolecall, type Rolecall } from '../../support/rolecall'
import { type SeededTeam, seedTeam } from '../../support/seed'
import { makeTeam } from '../stage'
import { askInChat, fileForm, pressOn, read, redrawnFor, toldTo } from './surface-stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

describe.each(BOTH_WAYS)('who pays: %s', (_name, swapped) => {
  let team: SeededTeam
  beforeEach(async () => {
    team = await seedTeam(rolecall, { swapped })
  })

  const ELSEWHERE = 'the owner of another team'
  const deny = async () => {
    await pressOn(team.owner, toldTo(rolecall, team.owner), 'Deny…')
    await team.owner.submit({})
    await rolecall.deliver()
  }

  /** Maya, an admin of Adam's team, shares the chatbot with it. */
  async function shareWithBeta(name: string): Promise<void> {
    const beta = await makeTeam(rolecall, team.admin, 'Beta')
    await rolecall.db.query(
      `INSERT INTO membership (id, account_id, workspace_id, team_id, person_id, role, joined_at)
       SELECT 'B' || m.id, account_id, workspace_id, $2, person_id, 'admin', joined_at FROM membership m
       WHERE team_id = $1 AND role = 'member'`,
      [team.teamId, beta.teamId],
    )
    await team.member.command('chatbot share', { chatbot: name, with: 'Beta', level: 'view' })
    await rolecall.deliver()
  }

  test('F63 B7 shared with no team, the maker does, and goes on to when it is denied', async () => {
    await askInChat(rolecall, team)
    const asked = read(toldTo(rolecall, team.owner))
    expect(asked).toContain('Now Maya. Once you approve, you,')
    expect(asked).not.toContain(ELSEWHERE)
    await deny()
    expect(read(toldTo(rolecall, team.member))).toContain('you go on paying for it')
  })

  test('F63 B7 shared with another team, its owner does for its members; who that is the card does not tell', async () => {
    await setTeam(team, 'memberChatbotCreation')
    const chatbotId = await makeChatbot(rolecall, team.member, { name: 'Shared' })
    await shareWithBeta('Shared')
    await fileForm(team, chatbotId, { level: 'view' })
    await rolecall.deliver()
    const asked = read(toldTo(rolecall, team.owner))
    expect(asked).toContain(`Now Maya, and ${ELSEWHERE} for what its members ask. Once you approve, you,`)
    expect(asked).not.toMatch(/Adam|Beta/)
    await deny()
    const told = read(toldTo(rolecall, team.member))
    expect(told).toContain('who pays for it stays as it was')
    expect(told).not.toContain('you go on paying')
  })

  test('F63 B4 the card that waits follows when the chatbot is shared with another team, and when that ends', async () => {
    await askInChat(rolecall, team)
    await shareWithBeta('Helper')
    expect(read(redrawnFor(rolecall, team.owner))).toContain(ELSEWHERE)
    await team.admin.command('team delete', { team: 'Beta' })
    await team.admin.submit({ name: 'Beta' })
    await rolecall.deliver()
    expect(read(redrawnFor(rolecall, team.owner))).toContain('Now Maya. Once')
  })
})
