import { DAY_MS, isoTime } from '../../src/clock'
import { BOTH_WAYS } from '../chatbots/stage'
import { noteSeen } from '../support/note-seen'
import { cardOf, createRolecall, type Rolecall, type TestUser, titleOf, wordsOf } from '../support/rolecall'
import { type SeededTeam, seedPerson, seedTeam } from '../support/seed'
import { countTransfers, labelsOf, latestOf, offerTeam, rolesIn, said } from './offers'

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

  const latest = (user: TestUser) => latestOf(rolecall, user)
  /** The first part of an answer to a form with errors: Slack shows it at the field, Discord in a message. */
  const errorsOf = (user: TestUser) =>
    wordsOf(user.last) + JSON.stringify('errors' in user.last && user.last.errors)

  test('F33 R2 only the owner offers the team: others are refused, typed or by a copied form, and nothing is sent', async () => {
    for (const user of [team.admin, team.member]) {
      expect(titleOf(await user.command('team transfer', { person: 'Adam' }))).toMatch(
        /^You may not do this in team/,
      )
      const submit = `transfers.team:${team.teamId}`
      const forged = await user.does({ kind: 'submit', submit, values: { person: 'Adam', typed: 'confirm' } })
      expect(titleOf(forged)).toMatch(/^You may not do this in team/)
    }
    const { owner: foreigner } = await seedTeam(rolecall)
    expect(titleOf(await foreigner.command('team transfer', { team: team.teamId }))).toBe(
      'There is no such team',
    )
    expect(await countTransfers(rolecall, team)).toBe(0)
  })

  test('F33 B17 the form says who will own and pay, and what becomes of the owner; so do both cards', async () => {
    await team.owner.command('team transfer', { person: 'Maya' })
    expect(wordsOf(team.owner.last)).toContain('Hand the team over')
    expect(said(team.owner.last)).toContain(
      `Maya will own team ${team.teamName} and pay for it; you become Admin.`,
    )
    await team.owner.submit({ typed: 'Confirm' })
    expect(titleOf(team.owner.last)).toBe(`You offered team ${team.teamName} to Maya`)
    expect(labelsOf(cardOf(team.owner.last))).toEqual([])
    await rolecall.deliver()
    const offered = latest(team.member)
    expect(offered.title).toBe(`Team ${team.teamName} is offered to you`)
    expect(said(offered)).toContain(
      `You will own team ${team.teamName} and pay for it; Olivia becomes Admin.`,
    )
    expect(JSON.stringify(offered.context)).toContain(team.teamName)
    expect(labelsOf(offered)).toEqual(['Accept', 'Decline'])
    expect(labelsOf(latest(team.owner))).toEqual(['Cancel the offer'])
    expect(rolecall.mails.at(-1)?.mail.subject).toBe(`Olivia offers you team ${team.teamName}`)
  })

  test('F73 R5 another word than “confirm” sends nothing, and the form keeps what was typed', async () => {
    await team.owner.command('team transfer')
    await team.owner.submit({ person: 'Maya', typed: 'yes' })
    expect(errorsOf(team.owner)).toContain('Type “confirm” to go on')
    if (team.owner.last.kind === 'say') await team.owner.click('Edit')
    expect(wordsOf(team.owner.last)).toContain('"value":"yes"')
    expect(wordsOf(team.owner.last)).toContain('Maya')
    expect(await countTransfers(rolecall, team)).toBe(0)
    await team.owner.submit({ person: 'Maya', typed: 'confirm' })
    expect(titleOf(team.owner.last)).toBe(`You offered team ${team.teamName} to Maya`)
  })

  test('F71 a person of the workspace who is not in the team is refused, and so is somebody unknown', async () => {
    await seedPerson(rolecall, team, { name: 'Oscar', platform: 'slack' })
    const refused = `Oscar is not in team ${team.teamName}`
    expect(titleOf(await team.owner.command('team transfer', { person: 'Oscar' }))).toBe(refused)
    await team.owner.command('team transfer')
    await team.owner.submit({ person: 'Oscar', typed: 'confirm' })
    expect(errorsOf(team.owner)).toContain(refused)
    if (team.owner.last.kind === 'say') await team.owner.click('Edit')
    expect(wordsOf(team.owner.last)).toContain('"value":"confirm"')
    expect(wordsOf(await team.owner.command('team transfer', { person: 'Nobody' }))).toContain(
      'no such member',
    )
    expect(await countTransfers(rolecall, team)).toBe(0)
  })

  test('F72 somebody who has not been active for 30 days is refused, and may be offered it once they are', async () => {
    const long = rolecall.clock.now() - 31 * DAY_MS
    const ina = await seedPerson(rolecall, team, { name: 'Ina', platform: 'slack', role: 'admin' })
    await rolecall.db.query('UPDATE membership SET joined_at = $2 WHERE person_id = $1', [
      ina.personId,
      isoTime(long),
    ])
    const wasActive = (at: number) => noteSeen(rolecall.db, [ina.personId], at)
    await wasActive(long)
    const refused = 'Ina has not been active for 30 days'
    expect(titleOf(await team.owner.command('team transfer', { person: 'Ina' }))).toBe(refused)
    await team.owner.command('team transfer')
    await team.owner.submit({ person: 'Ina', typed: 'confirm' })
    expect(errorsOf(team.owner)).toContain(refused)
    expect(await countTransfers(rolecall, team)).toBe(0)
    await wasActive(rolecall.clock.now() - 29 * DAY_MS)
    await offerTeam(rolecall, team, 'Ina')
    expect(latest(ina.user).title).toBe(`Team ${team.teamName} is offered to you`)
  })

  test('of several members with one beginning the form asks which one is meant', async () => {
    await seedPerson(rolecall, team, { name: 'Mayo', platform: 'slack', role: 'member' })
    await team.owner.command('team transfer')
    await team.owner.submit({ person: 'May', typed: 'confirm' })
    if (team.owner.last.kind === 'say') await team.owner.click('Edit')
    expect(wordsOf(team.owner.last)).toContain('Mayo (Member)')
    expect(await countTransfers(rolecall, team)).toBe(0)
  })

  test('members with the longest names can be told apart by choosing too', async () => {
    for (const end of ['a', 'b'])
      await seedPerson(rolecall, team, { name: `${'N'.repeat(79)}${end}`, platform: 'slack', role: 'admin' })
    await team.owner.command('team transfer')
    await team.owner.submit({ person: 'NNN', typed: 'confirm' })
    if (team.owner.last.kind === 'say') await team.owner.click('Edit')
    expect(wordsOf(team.owner.last)).toContain('"kind":"choice"')
    expect(await countTransfers(rolecall, team)).toBe(0)
  })

  test('a second offer is refused while one waits, and made after it was cancelled (R17)', async () => {
    const id = await offerTeam(rolecall, team, 'Maya')
    for (const options of [{ person: 'Adam' }, {}])
      expect(titleOf(await team.owner.command('team transfer', options))).toBe(
        `Team ${team.teamName} is offered to Maya already`,
      )
    await team.owner.press(`transfers.cancel:${id}`)
    expect(wordsOf(team.owner.last)).toContain('Cancelled by ')
    await rolecall.deliver()
    expect(latest(team.member).title).toBe(`Team ${team.teamName} is not offered to you any more`)
    expect(titleOf(await team.member.press(`transfers.accept:${id}`))).toBe(
      `The transfer of team ${team.teamName} was cancelled`,
    )
    await offerTeam(rolecall, team, 'Adam')
    expect(latest(team.admin).title).toBe(`Team ${team.teamName} is offered to you`)
  })

  test('H14 B12 a recipient who blocks private messages: the offer stands, the owner is told, the card waits in /inbox', async () => {
    const { platform, tenant, userId } = team.member.id
    rolecall.blocked.add(`${platform}:${tenant}:${userId}`)
    const id = await offerTeam(rolecall, team, 'Maya')
    expect(rolecall.inboxOf(team.member)).toEqual([])
    expect(rolecall.inboxOf(team.owner).map(({ title }) => title)).toContainEqual(
      expect.stringContaining('Maya'),
    )
    expect(wordsOf(await team.member.command('inbox'))).toContain('offers it to you')
    await team.member.press(`transfers.accept:${id}`)
    expect(await rolesIn(rolecall, team)).toMatchObject({ Maya: 'owner' })
  })

  test('H8 a team called by a mass ping is words only, on every card', async () => {
    await team.owner.command('team settings')
    await team.owner.submit({ name: '<!channel> @everyone', switches: [] })
    await offerTeam(rolecall, team, 'Maya')
    expect(latest(team.member).title).toBe('Team <!channel> @everyone is offered to you')
    expect(JSON.stringify(latest(team.member))).not.toContain('"link"')
  })

  test('the longest names fit every card and mail', async () => {
    await rolecall.db.query('UPDATE team SET name = $2 WHERE id = $1', [team.teamId, 'T'.repeat(80)])
    await rolecall.db.query('UPDATE person SET name = $1 WHERE name = $2', ['N'.repeat(80), 'Maya'])
    await rolecall.db.query('UPDATE person SET name = $1 WHERE name = $2', ['O'.repeat(80), 'Olivia'])
    const id = await offerTeam(rolecall, team, 'NNN')
    expect(titleOf(await team.owner.press(`transfers.open:${id}`))).toMatch(/^Team T+… is offered to N+…$/)
    expect(titleOf(await team.member.press(`transfers.decline:${id}`))).toMatch(/^You declined team T+…$/)
    await rolecall.deliver()
    expect(latest(team.owner).title).toMatch(/^N+… declined team T+…$/)
  })
})
