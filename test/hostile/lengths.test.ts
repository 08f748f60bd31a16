import { DAY_MS } from '../../src/clock'
import { cardOf, createRolecall, type Rolecall, titleOf, wordsOf } from '../support/rolecall'
import { givePlan, seedPerson, seedTeam } from '../support/seed'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

const teamNames = async (): Promise<string[]> =>
  (await rolecall.db.query('SELECT name FROM team ORDER BY id')).map(({ name }: { name: string }) => name)

test('F50 an invitation to the longest address is sent, listed, sent again, cancelled and told of', async () => {
  const team = await seedTeam(rolecall)
  const address = `${'a'.repeat(64)}@${'d'.repeat(60)}.${'d'.repeat(60)}.${'d'.repeat(62)}.test`
  await seedPerson(rolecall, team, { name: 'Lou', platform: 'slack', address })
  expect(titleOf(await team.owner.command('team invite', address))).toBe('Invited 1 person as Member')
  expect(wordsOf(await team.owner.command('team invitations'))).toContain('aaaa')
  expect(titleOf(await team.owner.click('Send again'))).toMatch(/^Sent again to a{64}@d+…$/)
  rolecall.clock.advance(8 * DAY_MS)
  await rolecall.sweep()
  await rolecall.deliver()
  expect(rolecall.inboxOf(team.owner).at(-1)?.title).toMatch(/^Your invitation of a{64}@d+… has expired$/)
  await team.owner.command('team invitations')
  await team.owner.click('Send again')
  await team.owner.command('team invitations')
  expect(titleOf(await team.owner.click('Cancel invitation'))).toMatch(
    /^The invitation of a{64}@d+… is cancelled$/,
  )
})

test('F54 every line of a bulk that was refused is counted under its reason, members and long names too', async () => {
  const team = await seedTeam(rolecall)
  await givePlan(rolecall, team, 'pro')
  const members = []
  for (let count = 0; count < 15; count += 1)
    members.push(await seedPerson(rolecall, team, { name: `Mo${count}`, platform: 'slack', role: 'member' }))
  const waiting = Array.from(
    { length: 15 },
    (_, count) => `waiting.with.quite.a.long.name.${count}@acme.test`,
  )
  await team.owner.command('team invite', { people: waiting.join() })
  const again = [...waiting, ...members.map(({ address }) => address), 'no address', team.owner.name]
  const { fields = [] } = cardOf(await team.owner.command('team invite', { people: again.join(', ') }))
  expect(fields.map(({ name }) => name)).toEqual([
    expect.stringMatching(/This person has an invitation already$/),
    expect.stringMatching(/This person is already in team/),
    expect.stringMatching(/neither an e-mail address nor a mention$/),
  ])
  const listed = (words: unknown) =>
    String(words).split(', ').length + (Number(/ and (\d+) more/.exec(String(words))?.[1]) || 0)
  expect(fields.map(({ value }) => listed(value))).toEqual([15, 15, 3])
})

test('R16 R17 an old invitation is not sent again while a newer one of the same person waits', async () => {
  const team = await seedTeam(rolecall)
  await team.owner.command('team invite', 'twice@acme.test')
  const [{ id }] = await rolecall.db.query('SELECT id FROM invitation WHERE team_id = $1', [team.teamId])
  rolecall.clock.advance(8 * DAY_MS)
  await team.owner.command('team invite', 'twice@acme.test')
  expect(titleOf(await team.owner.press(`invites.resend:${id}`))).toBe(
    'twice@acme.test has an invitation already',
  )
})

test('a page that is not there shows the first one instead of saying that there is nothing', async () => {
  const team = await seedTeam(rolecall)
  await team.owner.command('team invite', 'one@acme.test')
  for (const page of ['7', '-7', '1e9', '99999999999', 'x', '0.5']) {
    expect(wordsOf(await team.owner.press(`teams.members:${team.teamId}:${page}`))).toContain('Maya')
    expect(wordsOf(await team.owner.press(`invites.list:${team.teamId}:${page}`))).toContain('one@acme.test')
    expect(wordsOf(await team.owner.press(`teams.audit:${team.teamId}:${page}`))).toContain('invited')
    expect(titleOf(await team.owner.press(`inbox.page:${page}`))).toBe('Nothing waits for you')
  }
})

test('a name is kept as it was typed, less what cannot be stored or seen (H8, B13)', async () => {
  const { owner } = await seedTeam(rolecall)
  const before = await teamNames()
  for (const name of ['<!channel> @everyone', 'a\u0000b\uD83Dc\u202Ed', '👩‍👩‍👧‍👦', '  مرحبا  '])
    await owner.command('team create', { name })
  expect((await teamNames()).slice(before.length)).toEqual([
    '<!channel> @everyone',
    'abcd',
    '👩‍👩‍👧‍👦',
    'مرحبا',
  ])
})

test('a name that shows nothing is no name, typed or in a form', async () => {
  const { owner, teamId } = await seedTeam(rolecall)
  const before = await teamNames()
  for (const name of ['   ', '\u200B\u2060', '\u3164', '\u0000', '\uD83D']) {
    expect((await owner.command('team create', { name })).kind).toBe('form')
    expect((await owner.does({ kind: 'submit', submit: 'command:team create', values: { name } })).kind).toBe(
      'fix',
    )
    const settings = { kind: 'submit', submit: `teams.settings:${teamId}:1`, values: { name } } as const
    expect((await owner.does(settings)).kind).toBe('fix')
  }
  expect(await teamNames()).toEqual(before)
})

test('a changed member with the longest name in a team with the longest name is told of within a title', async () => {
  const team = await seedTeam(rolecall)
  await team.owner.does({
    kind: 'submit',
    submit: `teams.settings:${team.teamId}:1`,
    values: { name: 'T'.repeat(80) },
  })
  const { membershipId } = await seedPerson(rolecall, team, {
    name: 'N'.repeat(80),
    platform: 'slack',
    role: 'member',
  })
  expect(titleOf(await team.owner.press(`teams.role:${membershipId}:admin`))).toMatch(/^N+… is now Admin$/)
  expect(titleOf(await team.owner.press(`teams.remove:${membershipId}`))).toMatch(
    /^N+… is not in team T+… any more$/,
  )
})

test('no code is mailed to the beginning of what was typed', async () => {
  const { owner } = await seedTeam(rolecall)
  const address = `ann@${'b.'.repeat(125)}tail.example.test`
  const answer = await owner.does({ kind: 'submit', submit: 'people.address', values: { address } })
  expect(answer).toMatchObject({ kind: 'fix', errors: { address: 'This is not an e-mail address' } })
})
