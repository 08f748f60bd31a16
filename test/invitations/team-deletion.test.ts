import { acceptInvitation, declineInvitation } from '../../src/invitations/answer'
import { type Answerer, answererOnPage } from '../../src/invitations/answerer'
import { findById } from '../../src/invitations/find'
import { BOTH_WAYS } from '../chatbots/stage'
import { createRolecall, type Rolecall, titleOf, wordsOf } from '../support/rolecall'
import { type SeededTeam, seedPerson, seedTeam } from '../support/seed'

let rolecall: Rolecall
let team: SeededTeam
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

let addresses = 0
const freshAddress = () => `guest${++addresses}@acme.test`

async function invite(whom: string): Promise<string> {
  await team.admin.command('team invite', { people: whom })
  await rolecall.deliver()
  const [row] = await rolecall.db.query(
    'SELECT id FROM invitation WHERE team_id = $1 ORDER BY id DESC LIMIT 1',
    [team.teamId],
  )
  return row.id
}

async function deleteTeam(): Promise<void> {
  await team.owner.command('team delete')
  expect(titleOf(await team.owner.submit({ name: team.teamName }))).toBe(`Team ${team.teamName} is deleted`)
}

const readStatus = async (id: string): Promise<string> =>
  (await rolecall.db.query('SELECT status FROM invitation WHERE id = $1', [id]))[0].status

const mailsTo = (address: string) => rolecall.mails.filter(({ to }) => to === address).map(({ mail }) => mail)

const countMembers = async (): Promise<number> =>
  (await rolecall.db.query('SELECT 1 FROM membership WHERE team_id = $1 AND ended_at IS NULL', [team.teamId]))
    .length

describe.each(BOTH_WAYS)('a team is deleted, %s', (_name, swapped) => {
  beforeEach(async () => {
    team = await seedTeam(rolecall, { swapped })
  })

  test('R17 R18 its pending invitations are cancelled, in the name of who deleted it, and the invitees learn it', async () => {
    const address = freshAddress()
    const known = await seedPerson(rolecall, team, { name: 'Nora', platform: swapped ? 'slack' : 'discord' })
    const [byMail, inChat] = [await invite(address), await invite(known.address)]
    await deleteTeam()
    await rolecall.deliver()
    expect([await readStatus(byMail), await readStatus(inChat)]).toEqual(['cancelled', 'cancelled'])
    expect(mailsTo(address).at(-1)?.subject).toBe(`The invitation to team ${team.teamName} was withdrawn`)
    const redrawn = rolecall.sent.filter(({ edited }) => edited).at(-1)
    expect(redrawn?.to).toMatchObject({ platform: known.user.id.platform })
    expect(JSON.stringify(redrawn?.card)).toContain('Cancelled')
    expect(redrawn?.card.buttons).toBeUndefined()
    const entries = await rolecall.db.query(
      `SELECT p.name, a.data ->> 'name' AS invitee, a.team_id FROM audit_entry a JOIN person p ON p.id = a.actor_id
       WHERE a.action = 'invitation.cancelled' AND a.subject_id = ANY($1) ORDER BY a.id`,
      [[byMail, inChat]],
    )
    expect(entries).toEqual([
      { name: 'Olivia', invitee: address, team_id: team.teamId },
      { name: 'Olivia', invitee: known.address, team_id: team.teamId },
    ])
  })

  test('nothing can be accepted, declined or shown as open before the invitations have followed (R4)', async () => {
    const known = await seedPerson(rolecall, team, { name: 'Nora', platform: swapped ? 'slack' : 'discord' })
    const id = await invite(known.address)
    await deleteTeam()
    expect(await readStatus(id)).toBe('pending')
    for (const verb of ['accept', 'decline']) {
      const answer = wordsOf(await known.user.press(`invites.${verb}:${id}`))
      expect(answer).toContain('This invitation was cancelled')
    }
    expect(titleOf(await known.user.command('invite accept'))).toBe('No invitation waits for you')
    expect(wordsOf(await known.user.command('inbox'))).not.toContain(`Invitation to team ${team.teamName}`)
    expect(await countMembers()).toBe(0)
  })

  test('nobody is invited into a team that is gone (R4)', async () => {
    await deleteTeam()
    await team.admin.command('team invite', { people: freshAddress() })
    expect(await rolecall.db.query('SELECT 1 FROM invitation WHERE team_id = $1', [team.teamId])).toEqual([])
  })
})

describe('an answer that had read the invitation just before the team was deleted', () => {
  const answerAfterDeletion = async (answer: typeof acceptInvitation | typeof declineInvitation) => {
    team = await seedTeam(rolecall)
    const address = freshAddress()
    const id = await invite(address)
    let reads = 0
    const answering = {
      async find() {
        const found = await findById(rolecall.db, id)
        reads += 1
        if (reads === 1) await deleteTeam()
        return found
      },
      who: async (): Promise<Answerer> => answererOnPage(address),
    }
    const outcome = await answer(rolecall.db, { key: `late-${id}`, at: rolecall.clock.now() }, answering)
    return { outcome, id, reads, answering }
  }

  test('does not join, and is told that the invitation was cancelled', async () => {
    const { outcome, reads } = await answerAfterDeletion(acceptInvitation)
    expect(outcome).toMatchObject({ refused: true, code: 'invitationOver', status: 'cancelled' })
    expect(reads).toBe(2)
    expect(await countMembers()).toBe(0)
  })

  test('declines once: what follows the deletion leaves it declined', async () => {
    const { outcome, id } = await answerAfterDeletion(declineInvitation)
    expect(outcome).toMatchObject({ scope: { name: team.teamName } })
    await rolecall.deliver()
    expect(await readStatus(id)).toBe('declined')
  })
})

test('the event delivered twice cancels once: one entry, one mail (R19)', async () => {
  team = await seedTeam(rolecall)
  const address = freshAddress()
  const id = await invite(address)
  await deleteTeam()
  await rolecall.deliver()
  await rolecall.db.query(
    `UPDATE outbox SET status = 'owed', done_at = NULL WHERE kind = 'event' AND name = 'team.deleted' AND subject_id = $1`,
    [team.teamId],
  )
  await rolecall.deliver()
  expect(mailsTo(address).filter(({ subject }) => subject.includes('withdrawn'))).toHaveLength(1)
  expect(
    await rolecall.db.query(
      `SELECT 1 FROM audit_entry WHERE action = 'invitation.cancelled' AND subject_id = $1`,
      [id],
    ),
  ).toHaveLength(1)
})

test('invitations of other teams stay open', async () => {
  team = await seedTeam(rolecall)
  const [address, gone] = [freshAddress(), team]
  team = await seedTeam(rolecall)
  const id = await invite(address)
  team = gone
  await deleteTeam()
  await rolecall.deliver()
  expect(await readStatus(id)).toBe('pending')
})

describe('what an admin has sent stays open', () => {
  beforeEach(async () => {
    team = await seedTeam(rolecall)
  })

  const accepts = async (address: string) => {
    const code = String(mailsTo(address).at(-1)?.code)
    const user = rolecall.user(
      { platform: 'slack', tenant: team.slackTenant, userId: `U${address}` },
      { name: 'Guest' },
    )
    return titleOf(await user.command('invite accept', code))
  }

  test('when they leave', async () => {
    const address = freshAddress()
    const id = await invite(address)
    await team.admin.command('team leave')
    await team.admin.click('Leave')
    await rolecall.deliver()
    expect(await readStatus(id)).toBe('pending')
    expect(await accepts(address)).toBe(`Welcome to team ${team.teamName}`)
  })

  test('when they are removed', async () => {
    const address = freshAddress()
    const id = await invite(address)
    await team.owner.command('team remove', 'Adam')
    await team.owner.click('Remove')
    await rolecall.deliver()
    expect(await readStatus(id)).toBe('pending')
    expect(await accepts(address)).toBe(`Welcome to team ${team.teamName}`)
  })
})
