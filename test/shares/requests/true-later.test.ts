import { newId } from '../../../src/db'
import { BOTH_WAYS } from '../../chatbots/stage'
import { cardOf, createRolecall, type Rolecall, titleOf } from '../../support/rolecall'
import { type SeededTeam, seedTeam } from '../../support/seed'
import { offerTeam, takeOver } from './stage'
import { askInChat, buttonsOf, pressOn, read, redrawnFor, toldTo } from './surface-stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let team: SeededTeam
  let request: { id: string; chatbotId: string }

  beforeEach(async () => {
    team = await seedTeam(rolecall, { swapped })
    request = await askInChat(rolecall, team)
  })

  async function approve(): Promise<void> {
    await pressOn(team.owner, toldTo(rolecall, team.owner), 'Approve: view, no documents')
    await rolecall.deliver()
  }

  test('B4 a share that is changed and ended after the approval: both cards and the list say how it is now', async () => {
    await approve()
    const give = `shares.give:${request.chatbotId}:${team.teamId}`
    const seen = async () => [
      read(redrawnFor(rolecall, team.owner)),
      read(redrawnFor(rolecall, team.member)),
      read(cardOf(await team.owner.command('team requests'))),
    ]
    for (const said of await seen()) expect(said).not.toMatch(/Now:|Not shared/)
    rolecall.clock.advance(1_000)
    const values = { level: 'view', knowledge: ['knowledge'] }
    await team.owner.does({ kind: 'submit', submit: give, values })
    await rolecall.deliver()
    for (const said of await seen())
      expect(said).toMatch(/Approved by Olivia · view, without documents .* Now: view, with documents/)
    await team.owner.press(`shares.end:${request.chatbotId}:${team.teamId}`)
    await rolecall.deliver()
    for (const said of await seen()) expect(said).toContain('Not shared any more')
  })

  test('R8 B7 the owner reads how many documents there are and that they stay out, and nothing of their names', async () => {
    const documents = async () => {
      await team.owner.press(`requests.open:${request.id}`)
      const { fields = [] } = cardOf(team.owner.last)
      return fields.find(({ name }) => name === 'Documents')?.value
    }
    expect(await documents()).toMatch(/^None yet/)
    for (const name of ['Salaries', 'Gone'])
      await rolecall.db.query(
        `INSERT INTO document (id, account_id, base_id, name, media_type, created_by, created_at, removed_at)
         SELECT $1, account_id, id, $2::text, 'text/plain', owner_id, created_at,
           CASE WHEN $2::text = 'Gone' THEN created_at END FROM chatbot WHERE id = $3`,
        [newId(rolecall.clock.now()), name, request.chatbotId],
      )
    expect(await documents()).toBe('1 document, not shared unless you tick documents under Approve…')
    expect(read(cardOf(team.owner.last))).not.toContain('Salaries')
  })

  test('H2 Change goes with the team: the card of the former owner has it no longer', async () => {
    await approve()
    expect(buttonsOf(redrawnFor(rolecall, team.owner))).toContain('Change')
    await takeOver(rolecall, team.admin, await offerTeam(rolecall, team, team.admin))
    await rolecall.deliver()
    const card = redrawnFor(rolecall, team.owner)
    expect(read(card)).toContain('Approved by Olivia')
    expect(buttonsOf(card)).toEqual([])
  })

  test('R10 a request that became pointless says why on both cards', async () => {
    await team.member.command('team leave')
    await team.member.click('Leave')
    await rolecall.deliver()
    for (const user of [team.owner, team.member])
      expect(read(redrawnFor(rolecall, user))).toMatch(/: cancelled\n.*Cancelled .* Maya left the team/)
  })

  test('R17 who asks twice is refused before the form opens', async () => {
    expect(titleOf(await team.member.command('chatbot share', { chatbot: 'Helper' }))).toBe(
      'A request for chatbot Helper is waiting already',
    )
    await team.member.press(`requests.withdraw:${request.id}`)
    expect((await team.member.command('chatbot share', { chatbot: 'Helper' })).kind).toBe('form')
  })

  test('F68 an admin without requests reads that admins share directly, a member that the owner is asked', async () => {
    const empty = await seedTeam(rolecall, { swapped })
    expect(read(cardOf(await empty.admin.command('team requests')))).toContain('Admins need not ask')
    expect(read(cardOf(await empty.member.command('team requests')))).toContain('asks the owner')
  })
})
