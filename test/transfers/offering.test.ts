import { isRefusal } from '../../src/chat'
import { DAY_MS, isoTime } from '../../src/clock'
import { newId } from '../../src/db'
import { hashSecret } from '../../src/secrets'
import { cancelTransfer } from '../../src/transfers/end-transfer'
import { readTransfer, readTransferByToken } from '../../src/transfers/repository'
import { startTeamTransfer } from '../../src/transfers/start-transfer'
import { BOTH_WAYS } from '../chatbots/stage'
import { noteSeen } from '../support/note-seen'
import { createRolecall, type Rolecall } from '../support/rolecall'
import { type SeededTeam, seedPerson, seedTeam } from '../support/seed'
import {
  acts,
  auditedOf,
  offerTeam,
  openScene,
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
    ;({ team, olivia, adam, maya } = await openScene(rolecall, { swapped }))
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
  const seen = (who: Someone, at: number) => noteSeen(rolecall.db, [who.personId], at)
  const joined = (who: Someone, at: number) =>
    rolecall.db.query('UPDATE membership SET joined_at = $2 WHERE person_id = $1', [
      who.personId,
      isoTime(at),
    ])
  const who = (person: Someone) => acts(rolecall, person)

  test('F33 F45 the owner offers it; an admin and a member are refused', async () => {
    for (const person of [adam, maya])
      expect(await start(person, olivia)).toMatchObject({
        code: 'denied',
        reason: { code: 'roleLacks', action: 'team.transfer', allowedRoles: ['owner'] },
      })
    await nothingSent()
    const id = await offerTeam(rolecall, team, olivia, adam)
    expect(await readTransfer(rolecall.db, [id])).toMatchObject([
      { what: 'team', name: team.teamName, toName: 'Adam', expiresAt: rolecall.clock.now() + 7 * DAY_MS },
    ])
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
    expect(await startTeamTransfer(rolecall.db, rolecall.secrets, await who(olivia), foreign)).toMatchObject({
      code: 'notFound',
      what: 'team',
    })
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
    await rolecall.db.query('DELETE FROM activity WHERE person_id = $1', [maya.personId])
    await joined(maya, rolecall.clock.now() - 31 * DAY_MS)
    expect(await start(olivia, maya)).toMatchObject({ code: 'inactive' })
    await joined(maya, rolecall.clock.now() - 29 * DAY_MS)
    expect(isRefusal(await start(olivia, maya))).toBe(false)
  })

  test.each(['', 'yes', 'confirmed', 'conform', 'confirm!', 'con firm'])(
    'F73 with “%s” typed instead of the word nothing is sent',
    async (typed) => {
      expect(await start(olivia, maya, typed)).toMatchObject({
        ...{ code: 'wordTyped', expected: 'confirm', field: 'typed' },
      })
      await nothingSent()
    },
  )

  test.each(['confirm', 'Confirm', ' CONFIRM '])(
    'F73 “%s” is the word, however a phone writes it',
    async (typed) => {
      expect(isRefusal(await start(olivia, maya, typed))).toBe(false)
    },
  )

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
    const rows = await rolecall.db.query('SELECT id FROM transfer WHERE team_id = $1', [team.teamId])
    expect(rows).toEqual([answers[0]])
  })
})
