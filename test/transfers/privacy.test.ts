import { isoTime } from '../../src/clock'
import { newId } from '../../src/db'
import { BOTH_WAYS } from '../chatbots/stage'
import { createRolecall, type Rolecall, type TestUser, titleOf, wordsOf } from '../support/rolecall'
import { type SeededTeam, seedPerson, seedTeam } from '../support/seed'
import { addressOf, countTransfers, offerTeam, redrawnFor } from './offers'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

const VERBS = ['accept', 'decline', 'cancel', 'open'] as const

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let team: SeededTeam
  beforeEach(async () => {
    team = await seedTeam(rolecall, { swapped })
  })

  const answersTo = async (user: TestUser, id: string) => {
    const answers: string[] = []
    for (const verb of VERBS) answers.push(titleOf(await user.press(`transfers.${verb}:${id}`)))
    return answers
  }
  const NOTHING = VERBS.map(() => 'There is no such transfer')

  const removeMaya = async () => {
    await team.owner.command('team remove', 'Maya')
    await team.owner.click('Remove')
  }
  const rename = (name: string) =>
    rolecall.db.query('UPDATE team SET name = $2 WHERE id = $1', [team.teamId, name])

  test('R21 B3 who is in the account but not in the team reads nothing of its offer, open or ended', async () => {
    const workspaceId = newId(rolecall.clock.now())
    await rolecall.db.query(
      'INSERT INTO workspace (id, account_id, name, created_at) VALUES ($1, $2, $3, $4)',
      [workspaceId, team.accountId, 'Other', isoTime(rolecall.clock.now())],
    )
    const elsewhere = { ...team, workspaceId }
    const { user } = await seedPerson(rolecall, elsewhere, { name: 'Stranger', platform: 'slack' })
    const id = await offerTeam(rolecall, team, 'Maya')
    expect(await answersTo(user, id)).toEqual(NOTHING)
    await team.member.press(`transfers.decline:${id}`)
    expect(await answersTo(user, id)).toEqual(NOTHING)
  })

  test('R4 a removed recipient reads nothing more: neither by a button nor on the card they still have', async () => {
    const id = await offerTeam(rolecall, team, 'Maya')
    await removeMaya()
    expect(await answersTo(team.member, id)).toEqual(NOTHING)
    await rename('Secret')
    await rolecall.deliver()
    expect(redrawnFor(rolecall, team.member)).toMatchObject({
      title: 'This offer does not concern you any more',
    })
    expect(JSON.stringify(redrawnFor(rolecall, team.member))).not.toMatch(/Secret|buttons/)
  })

  test('R4 who answered long ago and has left since is not told how the team is called now', async () => {
    const id = await offerTeam(rolecall, team, 'Maya')
    await team.member.press(`transfers.decline:${id}`)
    await removeMaya()
    await rename('Secret')
    expect(await answersTo(team.member, id)).toEqual(NOTHING)
    // The owner's late click redraws every copy.
    await team.owner.press(`transfers.cancel:${id}`)
    await rolecall.deliver()
    expect(JSON.stringify(redrawnFor(rolecall, team.member))).not.toContain('Secret')
    expect(JSON.stringify(redrawnFor(rolecall, team.owner))).toContain('Secret')
  })

  test('B3 who may not offer the team learns nothing about the person they name in its form', async () => {
    const sam = await seedPerson(rolecall, team, { name: 'Sam', platform: 'slack' })
    const submits = (user: TestUser, person: string) =>
      user.does({
        kind: 'submit',
        submit: `transfers.team:${team.teamId}`,
        values: { person, typed: 'confirm' },
      })
    await team.owner.press(`transfers.accept:${await offerTeam(rolecall, team, 'Adam')}`)
    await team.admin.press(`transfers.accept:${await lastTransfer()}`)
    for (const user of [team.owner, team.member])
      for (const person of [sam.address, await addressOf(rolecall, team.admin), 'nobody@acme.test', 'A', ''])
        expect(wordsOf(await submits(user, person))).toMatch(/You may not do this in team/)
    expect(await countTransfers(rolecall, team)).toBe(1)
  })

  const lastTransfer = async (): Promise<string> =>
    (await rolecall.db.query('SELECT id FROM transfer ORDER BY id DESC LIMIT 1'))[0].id
})
