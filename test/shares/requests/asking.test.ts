import { LIFETIME_MS } from '../../../src/deadlines'
import { hashOfLink, sealLink } from '../../../src/later-link'
import { approveRequest } from '../../../src/shares/requests/approve-request'
import { readRequestByToken } from '../../../src/shares/requests/repository'
import { REASON_LENGTH } from '../../../src/shares/requests/request'
import { auditedOf, BOTH_WAYS, liveGrants, makeChatbot, setTeam } from '../../chatbots/stage'
import { createRolecall, type Rolecall } from '../../support/rolecall'
import { type SeededTeam, seedTeam } from '../../support/seed'
import { askFor, contextOf, countRequests, file, filed, kept, linkHashOf, owedWords, personOf } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let team: SeededTeam
  beforeEach(async () => {
    team = await seedTeam(rolecall, { swapped })
  })

  test('F36 F58 F59 a member asks while the setting is on: it waits seven days, owner and requester have their cards', async () => {
    await setTeam(team, 'memberChatbotCreation')
    const chatbotId = await makeChatbot(rolecall, team.member)
    const outcome = filed(await file(rolecall, team, team.member, { chatbotId, level: 'edit' }))
    const expiresAt = rolecall.clock.now() + LIFETIME_MS
    expect(outcome).toEqual({
      ...{ id: outcome.id, chatbotName: 'Helper', teamName: team.teamName, ownerName: 'Olivia' },
      level: 'edit',
    })
    expect(await kept(rolecall, outcome.id)).toMatchObject({
      ...{ status: 'pending', level: 'edit', reason: null, expiresAt, granted: null, endedAt: null },
      ...{ chatbotId, chatbotName: 'Helper', teamId: team.teamId, requesterName: 'Maya' },
      owner: { personId: await personOf(rolecall, team.owner), name: 'Olivia' },
    })
    expect(await owedWords(rolecall, outcome.id)).toEqual([
      'notice request.filed Olivia',
      'notice request.mine Maya',
    ])
    expect(await auditedOf(rolecall, outcome.id)).toEqual(['request.filed'])
    expect(await liveGrants(rolecall, chatbotId)).toEqual([])
  })

  test('F59 H7 a reason is kept whole, blank is none, and one that is too long is refused', async () => {
    const reason = 'r'.repeat(REASON_LENGTH)
    expect((await kept(rolecall, (await askFor(rolecall, team, { reason })).id)).reason).toBe(reason)
    const chatbotId = await makeChatbot(rolecall, team.member, { name: 'Second' })
    expect(await file(rolecall, team, team.member, { chatbotId, reason: `${reason}.` })).toMatchObject({
      ...{ code: 'tooLong', length: REASON_LENGTH + 1, limit: REASON_LENGTH },
    })
    expect(await countRequests(rolecall, chatbotId)).toBe(0)
    const { id } = filed(await file(rolecall, team, team.member, { chatbotId, reason: ' \n' }))
    expect((await kept(rolecall, id)).reason).toBeNull()
  })

  test('F34 F35 F37 R6 off again, the very next request is refused and names the setting', async () => {
    await setTeam(team, 'memberChatbotCreation')
    const chatbotId = await makeChatbot(rolecall, team.member)
    await setTeam(team)
    expect(await file(rolecall, team, team.member, { chatbotId })).toMatchObject({
      code: 'denied',
      reason: { code: 'settingOff', setting: 'memberChatbotCreation', action: 'share.request' },
    })
    expect(await countRequests(rolecall, chatbotId)).toBe(0)
    await setTeam(team, 'memberChatbotCreation')
    filed(await file(rolecall, team, team.member, { chatbotId }))
  })

  test('owner and admin do not ask, they share directly', async () => {
    await setTeam(team, 'memberChatbotCreation')
    for (const user of [team.owner, team.admin]) {
      const chatbotId = await makeChatbot(rolecall, user)
      expect(await file(rolecall, team, user, { chatbotId })).toMatchObject({
        code: 'denied',
        reason: { code: 'roleLacks', action: 'share.request', allowedRoles: ['member'] },
      })
      expect(await countRequests(rolecall, chatbotId)).toBe(0)
    }
  })

  test('F100 nobody asks for a chatbot of somebody else; one they do not reach does not exist', async () => {
    await setTeam(team, 'memberChatbotCreation')
    const hidden = await makeChatbot(rolecall, team.admin)
    const seen = await makeChatbot(rolecall, team.admin, { level: 'full' })
    expect(await file(rolecall, team, team.member, { chatbotId: hidden })).toMatchObject({
      ...{ code: 'notFound', what: 'chatbot' },
    })
    expect(await file(rolecall, team, team.member, { chatbotId: seen })).toMatchObject({
      ...{ code: 'chatbotOwnerOnly', wish: 'share' },
    })
  })

  test('R21 a team of another account, or one they are not in, does not exist', async () => {
    const other = await seedTeam(rolecall, { swapped })
    await setTeam(team, 'memberChatbotCreation')
    const chatbotId = await makeChatbot(rolecall, team.member)
    for (const teamId of [other.teamId, 'nothing'])
      expect(await file(rolecall, team, team.member, { chatbotId, teamId })).toMatchObject({
        ...{ code: 'notFound', what: 'team' },
      })
    expect(await file(rolecall, other, other.member, { chatbotId })).toMatchObject({
      ...{ code: 'notFound', what: 'chatbot' },
    })
  })

  test('what is shared with the team already needs no request', async () => {
    const { id, chatbotId } = await askFor(rolecall, team)
    await approveRequest(rolecall.db, await contextOf(rolecall, team.owner), id, null)
    expect(await file(rolecall, team, team.member, { chatbotId, level: 'full' })).toMatchObject({
      ...{ code: 'alreadyShared', chatbot: 'Helper', with: `team ${team.teamName}` },
    })
  })

  test('R17 a second request for the same chatbot is refused while the first one waits', async () => {
    const { id, chatbotId } = await askFor(rolecall, team)
    const { expiresAt } = await kept(rolecall, id)
    expect(await file(rolecall, team, team.member, { chatbotId })).toMatchObject({
      ...{ code: 'requestPending', chatbot: 'Helper', team: team.teamName, expiresAt },
    })
    expect(await countRequests(rolecall, chatbotId)).toBe(1)
  })

  test('R15 one whose time is over makes room before the sweep has been there', async () => {
    const { id, chatbotId } = await askFor(rolecall, team)
    rolecall.clock.advance(LIFETIME_MS)
    const second = filed(await file(rolecall, team, team.member, { chatbotId }))
    expect((await kept(rolecall, id)).status).toBe('expired')
    expect((await kept(rolecall, second.id)).status).toBe('pending')
  })

  test('R19 one happening delivered eleven times files one request and answers alike', async () => {
    await setTeam(team, 'memberChatbotCreation')
    const chatbotId = await makeChatbot(rolecall, team.member)
    const answers = await Promise.all(
      Array.from({ length: 11 }, () => file(rolecall, team, team.member, { chatbotId }, `file ${chatbotId}`)),
    )
    const [id] = answers.map((answer) => filed(answer).id)
    expect(answers).toEqual(answers.map(() => answers[0]))
    expect(await countRequests(rolecall, chatbotId)).toBe(1)
    expect(await owedWords(rolecall, String(id))).toHaveLength(2)
  })

  test('the link of the mail is for the owner, and what is kept of it is no link', async () => {
    const { id } = await askFor(rolecall, team)
    const hash = await linkHashOf(rolecall, id)
    const [found] = await readRequestByToken(rolecall.db, [hash])
    expect(found).toMatchObject({ id, askedId: await personOf(rolecall, team.owner) })
    for (const forged of [
      hash.toString('hex'),
      hash.toString('base64url'),
      `request:${hash.toString('hex')}`,
    ])
      expect(hashOfLink(rolecall.secrets, 'request', forged)).not.toEqual(hash)
    const sealed = sealLink(rolecall.secrets, 'request', hash.toString('hex'))
    expect(hashOfLink(rolecall.secrets, 'request', sealed)).toEqual(hash)
    expect(hashOfLink(rolecall.secrets, 'transfer', sealed)).toBeNull()
  })
})
