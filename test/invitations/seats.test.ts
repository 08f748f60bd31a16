import { DAY_MS } from '../../src/clock'
import { BOTH_WAYS } from '../chatbots/stage'
import { cardOf, createRolecall, pressOf, type Rolecall, titleOf, wordsOf } from '../support/rolecall'
import { givePlan, type SeededTeam, seedPerson, seedTeam } from '../support/seed'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall(undefined, { PLAN_BASIC: 'seats 5', PLAN_PRO: 'seats 7' })
})
afterAll(() => rolecall.close())

const statusesOf = async ({ teamId }: SeededTeam): Promise<string[]> =>
  (
    await rolecall.db.query('SELECT status FROM invitation WHERE team_id = $1 ORDER BY invitee, id', [teamId])
  ).map(({ status }: { status: string }) => status)

const codeFor = (to: string) => String(rolecall.mails.findLast((sent) => sent.to === to)?.mail.code)

describe.each(BOTH_WAYS)('%s', (_way, swapped) => {
  let team: SeededTeam
  beforeEach(async () => {
    // Adam and Maya have two of five seats; Olivia is account admin.
    team = await seedTeam(rolecall, { swapped })
  })
  const invite = (people: string) => team.owner.command('team invite', { people })

  test('F145 R13 H12 full: refused with count, limit and who can help; cancel one, and it works', async () => {
    await invite('a1@acme.test a2@acme.test a3@acme.test')
    const refused = cardOf(await team.admin.command('team invite', 'a4@acme.test'))
    expect(refused.title).toBe('Nobody was invited')
    const [why, help] = refused.fields ?? []
    expect(why?.name).toMatch(/^Not invited: Workspace Workspace \d+ is full: 5 of 5 seats$/)
    expect(why?.value).toBe('a4@acme.test')
    expect(help?.name).toBe('More seats')
    expect(JSON.stringify(help?.value)).toContain('Olivia')
    expect(await statusesOf(team)).toEqual(['pending', 'pending', 'pending'])

    await team.owner.command('team invitations')
    await team.owner.click('Cancel invitation')
    expect(titleOf(await team.admin.command('team invite', 'a4@acme.test'))).toBe(
      'Invited 1 person as Member',
    )
  })

  test('R13 a bulk takes the seats there are, in the order of its lines, and says of each other one why', async () => {
    const card = cardOf(await invite('b1@acme.test oops b2@acme.test b3@acme.test b4@acme.test b5@acme.test'))
    expect(card.title).toBe('Invited 3 people as Member')
    expect(card.text).toBe('b1@acme.test, b2@acme.test, b3@acme.test')
    const [full, malformed] = card.fields ?? []
    expect(full).toMatchObject({
      name: expect.stringMatching(/is full: 5 of 5 seats$/),
      value: 'b4@acme.test, b5@acme.test',
    })
    expect(malformed).toMatchObject({ value: 'oops' })
    expect(await statusesOf(team)).toHaveLength(3)
  })

  test('R13 who is a user of the workspace already, or an account admin, needs no seat when all are taken', async () => {
    const other = await seedPerson(rolecall, team, { name: 'Uma', platform: 'slack' })
    const chief = await seedPerson(rolecall, team, { name: 'Cleo', platform: 'discord' })
    await rolecall.db.query('DELETE FROM workspace_user WHERE person_id = $1', [chief.personId])
    await rolecall.db.query(
      'INSERT INTO account_admin (account_id, person_id, since) VALUES ($1, $2, now())',
      [team.accountId, chief.personId],
    )
    await invite('c1@acme.test c2@acme.test')
    const card = cardOf(await invite(`c3@acme.test ${other.address} ${chief.address}`))
    expect(card.title).toBe('Invited 2 people as Member')
    expect(card.fields?.[0]?.value).toBe('c3@acme.test')
  })

  test('R13 one person invited to two teams of the workspace takes one seat', async () => {
    await invite('d1@acme.test d2@acme.test d3@acme.test')
    await team.owner.command('team create', 'Second')
    const again = await team.owner.command('team invite', {
      people: 'd1@acme.test d4@acme.test',
      team: 'Second',
    })
    expect(titleOf(again)).toBe('Invited 1 person as Member')
    expect(cardOf(again).text).toBe('d1@acme.test')
    expect(wordsOf(again)).toContain('5 of 5')
  })

  test('R13 a person known by several addresses takes one seat, whichever of them is invited', async () => {
    const known = await seedPerson(rolecall, team, { name: 'Kim', platform: 'slack' })
    await rolecall.db.query('DELETE FROM workspace_user WHERE person_id = $1', [known.personId])
    await rolecall.db.query(
      'INSERT INTO person_address (person_id, address, verified_at) VALUES ($1, $2, now())',
      [known.personId, `other-${known.address}`],
    )
    await invite(`e1@acme.test e2@acme.test ${known.address}`)
    await team.owner.command('team create', 'Second')
    const again = await team.owner.command('team invite', {
      people: `other-${known.address}`,
      team: 'Second',
    })
    expect(titleOf(again)).toBe('Invited 1 person as Member')
  })

  test('R13 accepting never fails for want of seats: the invitation has held one', async () => {
    await invite('f1@acme.test f2@acme.test f3@acme.test')
    await rolecall.deliver()
    const guest = rolecall.user(
      swapped
        ? { platform: 'slack', tenant: team.slackTenant, userId: `UF${team.teamId.slice(-4)}` }
        : { platform: 'discord', tenant: 'discord', userId: `77${team.teamId.slice(-4)}` },
      {},
      swapped ? team.slackTenant : team.guild,
    )
    expect(titleOf(await guest.command('invite accept', codeFor('f1@acme.test')))).toMatch(/^Welcome to team/)
    expect(wordsOf(await team.owner.command('team overview'))).toContain('5 of 5')
  })

  test('F50 R13 an expired invitation has given its seat back: sent again it needs one, and is refused when full', async () => {
    await invite('g1@acme.test')
    rolecall.clock.advance(7 * DAY_MS)
    await invite('g2@acme.test g3@acme.test g4@acme.test')
    await team.owner.command('team invitations')
    const rows = cardOf(team.owner.last).rows ?? []
    const old = rows.find((row) => JSON.stringify(row).includes('g1@acme.test'))
    const resend = old?.menu?.options[0]?.press ?? ''
    const refused = cardOf(await team.owner.press(resend))
    expect(refused.title).toMatch(/^Workspace Workspace \d+ is full: 5 of 5 seats$/)
    expect(JSON.stringify(refused.text)).toContain('Olivia')
    expect(await statusesOf(team)).toEqual(['expired', 'pending', 'pending', 'pending'])

    await team.owner.command('team invitations')
    await team.owner.click('Cancel invitation')
    expect(titleOf(await team.owner.press(resend))).toBe('Sent again to g1@acme.test')
  })

  test('R16 R13 a pending invitation holds its seat: it is sent again also when all are taken', async () => {
    await invite('h1@acme.test h2@acme.test h3@acme.test')
    await team.owner.command('team invitations')
    expect(titleOf(await team.owner.click('Send again'))).toMatch(/^Sent again to h\d@acme\.test$/)
  })

  test('F146 a declined invitation frees a seat, and so does one whose time is over, at that moment', async () => {
    const known = await seedPerson(rolecall, team, { name: 'Dee', platform: swapped ? 'slack' : 'discord' })
    await rolecall.db.query('DELETE FROM workspace_user WHERE person_id = $1', [known.personId])
    await invite(`${known.address} i1@acme.test i2@acme.test`)
    expect(titleOf(await invite('i3@acme.test'))).toBe('Nobody was invited')
    await rolecall.deliver()
    await known.user.press(
      pressOf({ kind: 'say', audience: 'private', card: lastCard(known.user.id.userId) }, 'Decline'),
    )
    expect(titleOf(await invite('i3@acme.test'))).toBe('Invited 1 person as Member')

    rolecall.clock.advance(7 * DAY_MS - 1)
    expect(titleOf(await invite('i4@acme.test'))).toBe('Nobody was invited')
    rolecall.clock.advance(1)
    expect(titleOf(await invite('i4@acme.test'))).toBe('Invited 1 person as Member')
  })

  test('R13 a plan below what is used throws nobody out, lets nobody in, and lets come in who is invited', async () => {
    await givePlan(rolecall, team, 'pro')
    await invite('j1@acme.test j2@acme.test j3@acme.test j4@acme.test')
    await givePlan(rolecall, team, 'basic')
    expect(wordsOf(await team.owner.command('team overview'))).toContain('6 of 5')
    const refused = cardOf(await invite('j5@acme.test'))
    expect(refused.fields?.[0]?.name).toMatch(/is full: 6 of 5 seats$/)
    await team.owner.command('team invitations')
    expect(titleOf(await team.owner.click('Send again'))).toMatch(/^Sent again to/)
    await team.owner.command('team invitations')
    await team.owner.click('Cancel invitation')
    expect(titleOf(await invite('j5@acme.test'))).toBe('Nobody was invited')
    await team.owner.command('team invitations')
    await team.owner.click('Cancel invitation')
    expect(titleOf(await invite('j5@acme.test'))).toBe('Invited 1 person as Member')
  })

  test('R13 the invitations of a deleted team hold no seats', async () => {
    await team.owner.command('team create', 'Short')
    await team.owner.command('team invite', {
      people: 'k1@acme.test k2@acme.test k3@acme.test',
      team: 'Short',
    })
    expect(titleOf(await invite('k4@acme.test'))).toBe('Nobody was invited')
    await rolecall.db.query(`UPDATE team SET deleted_at = now() WHERE workspace_id = $1 AND name = 'Short'`, [
      team.workspaceId,
    ])
    expect(titleOf(await invite('k4@acme.test'))).toBe('Invited 1 person as Member')
  })
})

test('F150 the seats of one workspace are not those of another', async () => {
  const [team, other] = [await seedTeam(rolecall), await seedTeam(rolecall)]
  await team.owner.command('team invite', { people: 'l1@acme.test l2@acme.test l3@acme.test' })
  expect(titleOf(await other.owner.command('team invite', 'l1@acme.test'))).toBe('Invited 1 person as Member')
})

test('R13 delivered again, an invitation to the last seat gets the same answer and takes nothing more', async () => {
  const team = await seedTeam(rolecall)
  await team.owner.command('team invite', { people: 'm1@acme.test m2@acme.test' })
  const invite = () =>
    team.owner.does(
      { kind: 'command', command: 'team invite', words: { line: 'm3@acme.test' } },
      `last ${team.teamId}`,
    )
  const first = await invite()
  expect(titleOf(first)).toBe('Invited 1 person as Member')
  expect(await invite()).toEqual(first)
})

function lastCard(userId: string) {
  const found = rolecall.sent.findLast(({ to }) => 'userId' in to && to.userId === userId)
  if (!found) throw new Error('nothing was sent')
  return found.card
}
