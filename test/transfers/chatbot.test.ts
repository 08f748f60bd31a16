import { payerOf } from '../../src/billing'
import { findChatbot } from '../../src/chatbots'
import { isoTime } from '../../src/clock'
import { newId } from '../../src/db'
import { cancelTransfer, declineTransfer } from '../../src/transfers/end-transfer'
import { startChatbotTransfer } from '../../src/transfers/start-transfer'
import { BOTH_WAYS, liveGrants, makeChatbot, setTeam } from '../chatbots/stage'
import { createRolecall, type Rolecall } from '../support/rolecall'
import { type SeededTeam, seedPerson, seedTeam } from '../support/seed'
import { accept, acts, offerChatbot, openScene, owedAbout, rolesIn, type Someone, someone } from './acting'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let team: SeededTeam
  let olivia: Someone
  let adam: Someone
  let maya: Someone
  let chatbotId: string
  beforeEach(async () => {
    ;({ team, olivia, adam, maya } = await openScene(rolecall, { swapped }))
    await setTeam(team, 'memberChatbotCreation')
    chatbotId = await makeChatbot(rolecall, team.member, { name: 'Helper', instructions: 'Be kind.' })
  })

  const who = (person: Someone) => acts(rolecall, person)
  const chatbotOf = async (asker: Someone, id: string) =>
    (await findChatbot(rolecall.db, (await who(asker)).actor, id))?.chatbot ?? null
  const payerFor = async (asker: Someone, id: string) => {
    const chatbot = await chatbotOf(asker, id)
    return chatbot && payerOf(chatbot, { here: null, teams: [team.teamId] })
  }

  const offer = async (from: Someone, personId: string) =>
    startChatbotTransfer(rolecall.db, rolecall.secrets, await who(from), { chatbotId, personId })
  const share = (level: string, to: { teamId?: string; personId?: string }) =>
    rolecall.db.query(
      `INSERT INTO share_grant (id, account_id, chatbot_id, team_id, person_id, level, knowledge, granted_by, granted_at)
       VALUES ($1, $2, $3, $4, $5, $6, false, $7, $8)`,
      [
        ...[newId(0), team.accountId, chatbotId, to.teamId ?? null, to.personId ?? null, level],
        ...[maya.personId, isoTime(rolecall.clock.now())],
      ],
    )

  test('F83 its owner offers it, a plain member too; who only has it shared does not, whatever their role', async () => {
    await share('full', { teamId: team.teamId })
    for (const person of [olivia, adam])
      expect(await offer(person, adam.personId)).toMatchObject({
        ...{ code: 'chatbotOwnerOnly', chatbot: 'Helper', wish: 'transfer' },
      })
    expect(await offer(maya, adam.personId)).toEqual({ id: expect.any(String) })
  })

  test('R21 who does not reach it finds no such chatbot; a person of another account is nobody', async () => {
    expect(await offer(adam, olivia.personId)).toMatchObject({ code: 'notFound', what: 'chatbot' })
    const other = await seedTeam(rolecall)
    const stranger = await someone(rolecall, other, other.owner)
    expect(await offer(stranger, olivia.personId)).toMatchObject({ code: 'notFound', what: 'chatbot' })
    expect(await offer(maya, stranger.personId)).toMatchObject({ code: 'notFound', what: 'person' })
    expect(await offer(maya, maya.personId)).toMatchObject({ code: 'transferToSelf', what: 'chatbot' })
  })

  test('it may go to anybody of the workspace, also in no team', async () => {
    const { personId, user } = await seedPerson(rolecall, team, { name: 'Nora', platform: 'slack' })
    const nora = { personId, user, accountId: team.accountId }
    const id = await offerChatbot(rolecall, chatbotId, maya, nora)
    expect(await accept(rolecall, id, nora)).toEqual({ id })
    expect(await chatbotOf(nora, chatbotId)).toMatchObject({ ownerId: personId })
  })

  test('F86 F87 accepted: the new owner has it and pays, the old one does not reach it any more', async () => {
    expect(await payerFor(maya, chatbotId)).toEqual({ personId: maya.personId })
    const id = await offerChatbot(rolecall, chatbotId, maya, adam)
    expect(await chatbotOf(maya, chatbotId)).toMatchObject({ ownerId: maya.personId })
    await accept(rolecall, id, adam)
    expect(await chatbotOf(maya, chatbotId)).toBeNull()
    expect(await payerFor(adam, chatbotId)).toEqual({ personId: adam.personId })
    expect(await owedAbout(rolecall, chatbotId)).toEqual(['event chatbot.transferred'])
  })

  test('F86 shared back, the old owner has it as far as it is shared', async () => {
    await accept(rolecall, await offerChatbot(rolecall, chatbotId, maya, adam), adam)
    await share('view', { personId: maya.personId })
    expect(await findChatbot(rolecall.db, (await who(maya)).actor, chatbotId)).toMatchObject({
      reach: { own: false, level: 'view' },
    })
  })

  test('the recipient’s own share ends with becoming the owner, all others stay; the team’s owner goes on paying', async () => {
    await share('edit', { personId: adam.personId })
    await share('view', { teamId: team.teamId })
    await accept(rolecall, await offerChatbot(rolecall, chatbotId, maya, adam), adam)
    expect(await liveGrants(rolecall, chatbotId)).toEqual([{ level: 'view', knowledge: false }])
    expect(await payerFor(adam, chatbotId)).toMatchObject({ personId: olivia.personId })
    expect(await chatbotOf(maya, chatbotId)).not.toBeNull()
  })

  test('F88 F89 what it holds, its conversations and the members of the team stay as they are', async () => {
    const snapshot = async () => {
      const [chatbot] = await rolecall.db.query(
        'SELECT name, description, instructions, instructions_version, status, sources_only FROM chatbot WHERE id = $1',
        [chatbotId],
      )
      const conversations = await rolecall.db.query('SELECT * FROM conversation WHERE chatbot_id = $1', [
        chatbotId,
      ])
      return { chatbot, conversations, roles: await rolesIn(rolecall, team.teamId) }
    }
    await team.member.command('ask', { question: 'What do you do?', chatbot: 'Helper' })
    const before = await snapshot()
    expect(before.conversations).toHaveLength(1)
    await accept(rolecall, await offerChatbot(rolecall, chatbotId, maya, adam), adam)
    expect(await snapshot()).toEqual(before)
  })

  test('a form opened before is refused: the chatbot’s version has grown', async () => {
    const before = await chatbotOf(maya, chatbotId)
    await accept(rolecall, await offerChatbot(rolecall, chatbotId, maya, adam), adam)
    expect((await chatbotOf(adam, chatbotId))?.version).toBe((before?.version ?? 0) + 1)
  })

  test('F85 cancelled or F90 declined, everything stays', async () => {
    const first = await offerChatbot(rolecall, chatbotId, maya, adam)
    await cancelTransfer(rolecall.db, await who(maya), first)
    expect(await accept(rolecall, first, adam)).toMatchObject({ code: 'transferOver', status: 'cancelled' })
    const second = await offerChatbot(rolecall, chatbotId, maya, adam)
    await declineTransfer(rolecall.db, await who(adam), second)
    expect(await chatbotOf(maya, chatbotId)).toMatchObject({ ownerId: maya.personId })
    expect(await chatbotOf(adam, chatbotId)).toBeNull()
  })

  test.each(['pause', 'archive'])('one that somebody chose to %s goes over as it is', async (wish) => {
    await team.member.command(`chatbot ${wish}`, 'Helper')
    const before = await chatbotOf(maya, chatbotId)
    expect(before?.status).not.toBe('active')
    await accept(rolecall, await offerChatbot(rolecall, chatbotId, maya, adam), adam)
    expect(await chatbotOf(adam, chatbotId)).toMatchObject({ status: before?.status })
  })

  test('while it is pending the owner still changes it', async () => {
    await offerChatbot(rolecall, chatbotId, maya, adam)
    await team.member.command('chatbot pause', 'Helper')
    expect(await chatbotOf(maya, chatbotId)).toMatchObject({ status: 'paused' })
  })

  test('R17 one at a time, by the service and by the database; another chatbot may go at the same time', async () => {
    await offerChatbot(rolecall, chatbotId, maya, adam)
    expect(await offer(maya, olivia.personId)).toMatchObject({ code: 'transferPending', to: 'Adam' })
    const other = await makeChatbot(rolecall, team.member, { name: 'Second' })
    await offerChatbot(rolecall, other, maya, olivia)
    const rows = await rolecall.db.query(`SELECT 1 FROM transfer WHERE account_id = $1`, [team.accountId])
    expect(rows).toHaveLength(2)
  })

  test('it stands in the history of the team it is shared with, a personal one in no team’s', async () => {
    const personal = await offerChatbot(rolecall, chatbotId, maya, adam)
    await accept(rolecall, personal, adam)
    await share('view', { teamId: team.teamId })
    const shared = await offerChatbot(rolecall, chatbotId, adam, maya)
    const teams = async (id: string) =>
      (await rolecall.db.query('SELECT DISTINCT team_id FROM audit_entry WHERE subject_id = $1', [id])).map(
        (row: { team_id: string | null }) => row.team_id,
      )
    expect([await teams(personal), await teams(shared)]).toEqual([[null], [team.teamId]])
  })
})
