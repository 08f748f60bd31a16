import { payerOf } from '../../src/billing'
import { isRefusal } from '../../src/chat'
import { findChatbot } from '../../src/chatbots'
import { DAY_MS, isoTime } from '../../src/clock'
import { newId } from '../../src/db'
import { hashSecret } from '../../src/secrets'
import { acceptTransfer } from '../../src/transfers/accept-transfer'
import { cancelTransfer, declineTransfer } from '../../src/transfers/end-transfer'
import {
  readTransfer,
  readTransferByToken,
  readTransferIn,
  readTransfersOf,
} from '../../src/transfers/repository'
import { startChatbotTransfer, startTeamTransfer } from '../../src/transfers/start-transfer'
import { step } from '../../src/transfers/transfer'
import { BOTH_WAYS, liveGrants, makeChatbot, setTeam } from '../chatbots/stage'
import { createRolecall, type Rolecall, titleOf } from '../support/rolecall'
import { type SeededTeam, seedPerson, seedTeam } from '../support/seed'
import {
  accept,
  acts,
  auditedOf,
  offerChatbot,
  offerTeam,
  owedAbout,
  rolesIn,
  type Someone,
  someone,
  statusOf,
} from './acting'

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
  beforeEach(async () => {
    team = await seedTeam(rolecall, { swapped })
    olivia = await someone(rolecall, team, team.owner)
    adam = await someone(rolecall, team, team.admin)
    maya = await someone(rolecall, team, team.member)
  })

  const start = async (from: Someone, to: Pick<Someone, 'personId'>, typed = 'confirm') =>
    startTeamTransfer(rolecall.db, rolecall.secrets, await acts(rolecall, from), {
      ...{ teamId: team.teamId, personId: to.personId, typed },
    })
  const nothingSent = async () => {
    const rows = await rolecall.db.query('SELECT 1 FROM transfer WHERE account_id = $1', [team.accountId])
    const owed = await rolecall.db.query(
      `SELECT 1 FROM outbox WHERE account_id = $1 AND name LIKE 'transfer.%'`,
      [team.accountId],
    )
    expect([rows, owed]).toEqual([[], []])
  }
  const seen = (who: Someone, at: number) =>
    rolecall.db.query('UPDATE chat_identity SET last_active_at = $2 WHERE person_id = $1', [
      who.personId,
      isoTime(at),
    ])
  const joined = (who: Someone, at: number) =>
    rolecall.db.query('UPDATE membership SET joined_at = $2 WHERE person_id = $1', [
      who.personId,
      isoTime(at),
    ])
  const who = (person: Someone) => acts(rolecall, person)
  const chatbotOf = async (asker: Someone, id: string) =>
    (await findChatbot(rolecall.db, (await who(asker)).actor, id))?.chatbot ?? null
  const payerFor = async (asker: Someone, id: string) => {
    const chatbot = await chatbotOf(asker, id)
    return chatbot && payerOf(chatbot, { here: null, teams: [team.teamId] })
  }

  describe('offering a team', () => {
    test('F33 F45 the owner offers it; an admin and a member are refused', async () => {
      for (const person of [adam, maya])
        expect(await start(person, olivia)).toMatchObject({
          code: 'denied',
          reason: { code: 'roleLacks', action: 'team.transfer', allowedRoles: ['owner'] },
        })
      await nothingSent()
      expect(await start(olivia, adam)).toMatchObject({
        ...{ what: 'team', name: team.teamName, toName: 'Adam' },
        expiresAt: rolecall.clock.now() + 7 * DAY_MS,
      })
    })

    test('F74 F81 a plain member is eligible; while it is pending nothing has changed', async () => {
      const id = await offerTeam(rolecall, team, olivia, maya)
      expect(await statusOf(rolecall, id)).toBe('pending')
      expect(await rolesIn(rolecall, team.teamId)).toEqual({ Olivia: 'owner', Adam: 'admin', Maya: 'member' })
      expect(await auditedOf(rolecall, id)).toEqual(['transfer.started'])
    })

    test('the recipient is told in chat and always by mail, the one who started it keeps a card', async () => {
      const id = await offerTeam(rolecall, team, olivia, maya)
      expect(await owedAbout(rolecall, id)).toEqual([
        'notice transfer.offered Maya',
        'mail transfer.mail Maya',
        'notice transfer.mine Olivia',
      ])
    })

    test('the link of the mail finds it, no other does; the database keeps only its hash', async () => {
      const id = await offerTeam(rolecall, team, olivia, maya)
      const [mail] = await rolecall.db.query(
        `SELECT data FROM outbox WHERE name = 'transfer.mail' AND subject_id = $1`,
        [id],
      )
      const token = rolecall.secrets.open(mail.data.token)
      expect(JSON.stringify(mail.data)).not.toContain(token)
      expect(await readTransferByToken(rolecall.db, [hashSecret(token)])).toMatchObject([
        { id, toId: maya.personId },
      ])
      expect(await readTransferByToken(rolecall.db, [hashSecret(`${token}x`)])).toEqual([])
    })

    test('F71 to a person of the workspace who is not in the team: refused', async () => {
      const { personId } = await seedPerson(rolecall, team, { name: 'Nora', platform: 'slack' })
      expect(await start(olivia, { personId })).toMatchObject({ code: 'notInTeam', name: 'Nora' })
      await nothingSent()
    })

    test('F71 to somebody who has left the team: refused', async () => {
      await team.member.command('team leave')
      await team.member.click('Leave')
      expect(await start(olivia, maya)).toMatchObject({ code: 'notInTeam', name: 'Maya' })
    })

    test('R21 a person of another account, a made-up one and a foreign team are not found', async () => {
      const other = await seedTeam(rolecall)
      const stranger = await someone(rolecall, other, other.member)
      for (const personId of [stranger.personId, newId(0), '%', ''])
        expect(await start(olivia, { personId })).toMatchObject({ code: 'notFound', what: 'person' })
      const foreign = { teamId: other.teamId, personId: stranger.personId, typed: 'confirm' }
      expect(
        await startTeamTransfer(rolecall.db, rolecall.secrets, await who(olivia), foreign),
      ).toMatchObject({ code: 'notFound', what: 'team' })
      await nothingSent()
    })

    test('F72 to somebody unseen for over 30 days: refused; at exactly 30 days it goes out', async () => {
      const now = rolecall.clock.now()
      await joined(maya, now - 90 * DAY_MS)
      await seen(maya, now - 30 * DAY_MS - 1)
      expect(await start(olivia, maya)).toMatchObject({ code: 'inactive', name: 'Maya', days: 30 })
      await nothingSent()
      await seen(maya, now - 30 * DAY_MS)
      expect(isRefusal(await start(olivia, maya))).toBe(false)
    })

    test('F72 who joined lately counts as active, though never seen in chat', async () => {
      await rolecall.db.query('DELETE FROM chat_identity WHERE person_id = $1', [maya.personId])
      await joined(maya, rolecall.clock.now() - 31 * DAY_MS)
      expect(await start(olivia, maya)).toMatchObject({ code: 'inactive' })
      await joined(maya, rolecall.clock.now() - 29 * DAY_MS)
      expect(isRefusal(await start(olivia, maya))).toBe(false)
    })

    test.each(['', 'yes', 'Confirm', 'CONFIRM', 'confirm!', 'con firm'])(
      'F73 with “%s” typed instead of the word nothing is sent',
      async (typed) => {
        expect(await start(olivia, maya, typed)).toMatchObject({
          ...{ code: 'wordTyped', expected: 'confirm', field: 'typed' },
        })
        await nothingSent()
      },
    )

    test('F73 spaces around the word are nothing', async () => {
      expect(isRefusal(await start(olivia, maya, ' confirm '))).toBe(false)
    })

    test('to oneself: refused', async () => {
      expect(await start(olivia, olivia)).toMatchObject({ code: 'transferToSelf', what: 'team' })
      await nothingSent()
    })

    test('R17 one at a time: a second is refused and names the first; after cancelling it goes out', async () => {
      const id = await offerTeam(rolecall, team, olivia, maya)
      expect(await start(olivia, adam)).toMatchObject({ code: 'transferPending', to: 'Maya' })
      await cancelTransfer(rolecall.db, await who(olivia), id)
      expect(isRefusal(await start(olivia, adam))).toBe(false)
    })

    test('R17 the database itself refuses a second pending one', async () => {
      await offerTeam(rolecall, team, olivia, maya)
      const copy = `INSERT INTO transfer (id, account_id, workspace_id, team_id, from_id, to_id, status, token_hash, expires_at, created_at)
        SELECT id || 'x', account_id, workspace_id, team_id, from_id, to_id, status, token_hash || '\\x00', expires_at, created_at
        FROM transfer WHERE team_id = $1`
      await expect(rolecall.db.query(copy, [team.teamId])).rejects.toThrow('transfer_team_pending')
    })

    test('R17 one whose time is over makes room, though no sweep has been there', async () => {
      const first = await offerTeam(rolecall, team, olivia, maya)
      rolecall.clock.advance(7 * DAY_MS)
      expect(isRefusal(await start(olivia, adam))).toBe(false)
      expect(await statusOf(rolecall, first)).toBe('expired')
    })

    test('R19 the same submit delivered 11 times is one transfer, answered 11 times alike', async () => {
      const key = newId(0)
      const answers = []
      for (let times = 0; times < 11; times += 1)
        answers.push(
          await startTeamTransfer(rolecall.db, rolecall.secrets, await acts(rolecall, olivia, { key }), {
            ...{ teamId: team.teamId, personId: maya.personId, typed: 'confirm' },
          }),
        )
      for (const answer of answers) expect(answer).toEqual(answers[0])
      expect(answers[0]).toMatchObject({ toName: 'Maya' })
      const rows = await rolecall.db.query('SELECT 1 FROM transfer WHERE team_id = $1', [team.teamId])
      expect(rows).toHaveLength(1)
    })
  })

  describe('answering for a team', () => {
    test('F76 R1 accepting swaps the two in one step; everybody else stays what they are', async () => {
      const id = await offerTeam(rolecall, team, olivia, maya)
      expect(await accept(rolecall, id, maya)).toEqual({
        ...{ id, what: 'team', subjectId: team.teamId, name: team.teamName, status: 'accepted' },
        ...{ fromName: 'Olivia', toName: 'Maya' },
      })
      expect(await rolesIn(rolecall, team.teamId)).toEqual({ Olivia: 'admin', Adam: 'admin', Maya: 'owner' })
      expect(await readTransfer(rolecall.db, [id])).toMatchObject([
        { status: 'accepted', endedBy: 'Maya', endedAt: rolecall.clock.now(), ownerId: maya.personId },
      ])
      const [entry] = await rolecall.db.query(
        `SELECT team_id, actor_id, data FROM audit_entry WHERE subject_id = $1 AND action = 'transfer.accepted'`,
        [id],
      )
      expect(entry).toEqual({
        ...{ team_id: team.teamId, actor_id: maya.personId },
        data: { what: 'team', name: team.teamName, from: 'Olivia', to: 'Maya' },
      })
    })

    test('accepting owes a notice to the old owner, a redraw and one event', async () => {
      const id = await offerTeam(rolecall, team, olivia, maya)
      const before = await owedAbout(rolecall, id)
      await accept(rolecall, id, maya)
      expect((await owedAbout(rolecall, id)).slice(before.length)).toEqual([
        'notice transfer.answered Olivia',
        'refresh transfer',
      ])
      expect(await owedAbout(rolecall, team.teamId)).toEqual(['event team.transferred'])
    })

    test('F77 the old owner has no billing and cannot delete or transfer, but still invites', async () => {
      await accept(rolecall, await offerTeam(rolecall, team, olivia, maya), maya)
      expect(titleOf(await team.owner.command('team delete'))).toMatch(/^You may not do this in team/)
      expect(await start(olivia, adam)).toMatchObject({ code: 'denied' })
      expect(titleOf(await team.owner.command('team invite', 'ines@acme.test'))).toMatch(
        /Invitation sent|Invited/,
      )
      const { personId } = await seedPerson(rolecall, team, {
        name: 'Ben',
        platform: 'slack',
        role: 'member',
      })
      expect(isRefusal(await start(maya, { personId }))).toBe(false)
    })

    test('F78 F97 the new owner pays for what the team was given; F79 personal chatbots stay with whose they are', async () => {
      const shared = await makeChatbot(rolecall, team.owner, { name: 'Shared', level: 'view' })
      const personal = await makeChatbot(rolecall, team.owner, { name: 'Personal' })
      expect(await payerFor(olivia, shared)).toEqual({ personId: olivia.personId })
      await accept(rolecall, await offerTeam(rolecall, team, olivia, maya), maya)
      expect(await payerFor(maya, shared)).toEqual({ personId: maya.personId })
      expect(await payerFor(olivia, personal)).toEqual({ personId: olivia.personId })
      expect(await chatbotOf(olivia, shared)).toMatchObject({ ownerId: olivia.personId })
      expect(await chatbotOf(maya, personal)).toBeNull()
    })

    test('F75 nobody but the recipient answers, neither accepting nor declining', async () => {
      const id = await offerTeam(rolecall, team, olivia, maya)
      for (const person of [olivia, adam])
        for (const answer of [acceptTransfer, declineTransfer])
          expect(await answer(rolecall.db, await who(person), id)).toMatchObject({
            ...{ code: 'transferElsewhere', what: 'team', to: 'Maya' },
          })
      expect(await statusOf(rolecall, id)).toBe('pending')
      expect(await rolesIn(rolecall, team.teamId)).toMatchObject({ Olivia: 'owner' })
    })

    test('R21 for a person of another account there is no such transfer', async () => {
      const id = await offerTeam(rolecall, team, olivia, maya)
      const other = await seedTeam(rolecall)
      const stranger = await someone(rolecall, other, other.owner)
      for (const change of [acceptTransfer, declineTransfer, cancelTransfer])
        expect(await change(rolecall.db, await who(stranger), id)).toMatchObject({
          ...{ code: 'notFound', what: 'transfer' },
        })
      expect(await readTransferIn(rolecall.db, [id, [other.accountId]])).toEqual([])
      expect(await statusOf(rolecall, id)).toBe('pending')
    })

    test('F80 declining changes nothing but the transfer; the starter is told', async () => {
      const id = await offerTeam(rolecall, team, olivia, maya)
      const before = await owedAbout(rolecall, id)
      expect(await declineTransfer(rolecall.db, await who(maya), id)).toMatchObject({ status: 'declined' })
      expect(await rolesIn(rolecall, team.teamId)).toEqual({ Olivia: 'owner', Adam: 'admin', Maya: 'member' })
      expect((await owedAbout(rolecall, id)).slice(before.length)).toEqual([
        'notice transfer.answered Olivia',
        'refresh transfer',
      ])
      expect(await accept(rolecall, id, maya)).toMatchObject({ code: 'transferOver', status: 'declined' })
    })

    test('who started it takes it back; the recipient is told and can no longer accept', async () => {
      const id = await offerTeam(rolecall, team, olivia, maya)
      const before = await owedAbout(rolecall, id)
      expect(await cancelTransfer(rolecall.db, await who(olivia), id)).toMatchObject({ status: 'cancelled' })
      expect((await owedAbout(rolecall, id)).slice(before.length)).toEqual([
        'notice transfer.answered Maya',
        'refresh transfer',
      ])
      expect(await accept(rolecall, id, maya)).toMatchObject({ code: 'transferOver', status: 'cancelled' })
      expect(await rolesIn(rolecall, team.teamId)).toMatchObject({ Olivia: 'owner' })
    })

    test('nobody else takes it back, the recipient neither', async () => {
      const id = await offerTeam(rolecall, team, olivia, maya)
      for (const person of [adam, maya])
        expect(await cancelTransfer(rolecall.db, await who(person), id)).toMatchObject({ code: 'notFound' })
      expect(await statusOf(rolecall, id)).toBe('pending')
    })

    test('a second Accept is told that it was accepted, and the card is redrawn (H1)', async () => {
      const id = await offerTeam(rolecall, team, olivia, maya)
      await accept(rolecall, id, maya)
      await rolecall.db.query('DELETE FROM outbox WHERE subject_id = $1', [id])
      expect(await accept(rolecall, id, maya)).toMatchObject({ code: 'transferOver', status: 'accepted' })
      expect(await cancelTransfer(rolecall.db, await who(olivia), id)).toMatchObject({
        ...{ code: 'transferOver', status: 'accepted' },
      })
      expect(await owedAbout(rolecall, id)).toContain('refresh transfer')
    })

    test('R19 one Accept delivered 11 times hands over once, tells once and answers 11 times', async () => {
      const id = await offerTeam(rolecall, team, olivia, maya)
      const key = newId(0)
      const answers = await Promise.all(
        Array.from({ length: 11 }, async () =>
          acceptTransfer(rolecall.db, await acts(rolecall, maya, { key }), id),
        ),
      )
      for (const answer of answers) expect(answer).toMatchObject({ id, status: 'accepted' })
      expect((await owedAbout(rolecall, id)).filter((line) => line.includes('answered'))).toHaveLength(1)
      expect(await auditedOf(rolecall, id)).toEqual(['transfer.started', 'transfer.accepted'])
    })

    test('the team may go on, or back, once it has arrived', async () => {
      await accept(rolecall, await offerTeam(rolecall, team, olivia, maya), maya)
      await accept(rolecall, await offerTeam(rolecall, team, maya, olivia), olivia)
      expect(await rolesIn(rolecall, team.teamId)).toEqual({ Olivia: 'owner', Adam: 'admin', Maya: 'admin' })
    })
  })

  describe('chatbots', () => {
    let chatbotId: string
    beforeEach(async () => {
      await setTeam(team, 'memberChatbotCreation')
      chatbotId = await makeChatbot(rolecall, team.member, { name: 'Helper', instructions: 'Be kind.' })
    })
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
      expect(await offer(maya, adam.personId)).toMatchObject({
        what: 'chatbot',
        name: 'Helper',
        toName: 'Adam',
      })
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
      expect(await accept(rolecall, id, nora)).toMatchObject({ what: 'chatbot', status: 'accepted' })
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
      expect(await payerFor(adam, chatbotId)).toEqual({ personId: olivia.personId })
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

  test('what waits for somebody and what they started is theirs to see, and nobody else’s', async () => {
    const id = await offerTeam(rolecall, team, olivia, maya)
    const now = isoTime(rolecall.clock.now())
    const of = async ({ personId }: Someone, accountId: string | null) =>
      (await readTransfersOf(rolecall.db, [personId, accountId, now])).map((transfer) => transfer.id)
    expect(await of(maya, team.accountId)).toEqual([id])
    expect(await of(olivia, null)).toEqual([id])
    expect(await of(adam, null)).toEqual([])
    expect(await of(maya, 'another')).toEqual([])
    await declineTransfer(rolecall.db, await who(maya), id)
    expect(await of(maya, null)).toEqual([])
  })
})

test('H4 R15 what may follow what: only a pending one is answered, until the last millisecond', () => {
  const pending = { status: 'pending', expiresAt: 1_000 } as const
  expect(step(pending, 'accept', 999)).toBe('accepted')
  expect(step(pending, 'decline', 999)).toBe('declined')
  expect(step(pending, 'cancel', 999)).toBe('cancelled')
  for (const event of ['accept', 'decline', 'cancel'] as const) expect(step(pending, event, 1_000)).toBeNull()
  for (const status of ['accepted', 'declined', 'cancelled', 'expired'] as const)
    for (const event of ['accept', 'decline', 'cancel', 'expire'] as const)
      expect(step({ ...pending, status }, event, 0)).toBeNull()
})
