import { DAY_MS } from '../../src/clock'
import { findByToken } from '../../src/invitations/find'
import { createSecrets } from '../../src/secrets'
import {
  cardOf,
  createRolecall,
  pressOf,
  type Rolecall,
  type TestUser,
  titleOf,
  wordsOf,
} from '../support/rolecall'
import { givePlan, type SeededTeam, seedPerson, seedTeam } from '../support/seed'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

let people = 0
/** A chat user whom nobody knows yet. */
function stranger(team: SeededTeam, platform: 'slack' | 'discord', confirmedEmail?: string): TestUser {
  people += 1
  const userId = platform === 'slack' ? `UNEW${people}` : `7000${people}`
  const tenant = platform === 'slack' ? team.slackTenant : 'discord'
  const profile = { name: `New ${people}`, ...(confirmedEmail && { confirmedEmail }) }
  return rolecall.user(
    { platform, tenant, userId },
    profile,
    platform === 'slack' ? team.slackTenant : team.guild,
  )
}

/** What the page behind a link shows; the key is that of the tests. */
const opened = (token: string, key = 7) =>
  findByToken(rolecall.db, createSecrets([{ id: 'test', key: Buffer.alloc(32, key) }]), token)
const tokenIn = (to: string) => String(lastMail(to)?.action?.href).replace(/^.*\/invitations\//, '')

const lastMail = (to: string) => rolecall.mails.filter((sent) => sent.to === to).at(-1)?.mail
const codeFor = (to: string) => String(lastMail(to)?.code)
const freshAddress = () => `new${++people}@acme.test`

/** Invites a fresh address and delivers the mail. */
async function invite(by: TestUser, role = 'member') {
  const address = freshAddress()
  await by.command('team invite', `${address} ${role}`)
  await rolecall.deliver()
  return address
}

const roleOf = async (teamId: string, name: string): Promise<string | undefined> => {
  const rows = await rolecall.db.query(
    'SELECT m.role FROM membership m JOIN person p ON p.id = m.person_id WHERE m.team_id = $1 AND p.name = $2 AND m.ended_at IS NULL',
    [teamId, name],
  )
  return rows[0]?.role
}

test('F46 F47 F55 an invitation by address is pending, listed, and its mail names team, inviter and code', async () => {
  const { owner, teamName } = await seedTeam(rolecall)
  expect(titleOf(await owner.command('team invite', 'ann@acme.test admin note:"See you"'))).toBe(
    'Invited 1 person as Admin',
  )
  expect(wordsOf(await owner.command('team invitations'))).toMatch(/ann@acme\.test.*Admin.*Pending/)
  await rolecall.deliver()
  const mail = lastMail('ann@acme.test')
  expect(mail?.subject).toBe(`Olivia invites you to team ${teamName}`)
  expect(mail?.action?.href).toMatch(/^http:\/\/rolecall\.test\/invitations\/[\w-]{43}$/)
  expect(mail?.code).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/)
  expect(JSON.stringify(mail)).toContain('See you')
})

test.each(['slack', 'discord'] as const)(
  'F48 accepted by code on %s one minute before its end: a member with the role',
  async (platform) => {
    const team = await seedTeam(rolecall)
    const address = await invite(team.owner, 'admin')
    rolecall.clock.advance(7 * DAY_MS - 60_000)
    const guest = stranger(team, platform)
    expect(titleOf(await guest.command('invite accept', codeFor(address)))).toBe(
      `Welcome to team ${team.teamName}`,
    )
    expect(await roleOf(team.teamId, guest.name)).toBe('admin')
    await rolecall.deliver()
    expect(rolecall.inboxOf(team.owner).at(-1)?.title).toBe(`${guest.name} accepted your invitation`)
  },
)

test('F49 R15 at the last millisecond it works, one later it is refused, though no sweep has run', async () => {
  const team = await seedTeam(rolecall)
  const [first, second] = [await invite(team.owner), await invite(team.owner)]
  rolecall.clock.advance(7 * DAY_MS - 1)
  expect(titleOf(await stranger(team, 'discord').command('invite accept', codeFor(first)))).toMatch(
    /^Welcome/,
  )
  rolecall.clock.advance(1)
  const late = stranger(team, 'discord')
  expect(titleOf(await late.command('invite accept', codeFor(second)))).toBe('This invitation has expired')
  expect(await roleOf(team.teamId, late.name)).toBeUndefined()
})

test('F50 F51 R16 sending again kills the old code, revives an expired one, and stays one invitation', async () => {
  const team = await seedTeam(rolecall)
  const address = await invite(team.owner)
  const old = codeFor(address)
  rolecall.clock.advance(8 * DAY_MS)
  await rolecall.sweep()
  await team.owner.command('team invitations')
  expect(wordsOf(team.owner.last)).toContain('Expired')
  expect(titleOf(await team.owner.click('Send again'))).toBe(`Sent again to ${address}`)
  await rolecall.deliver()
  expect(codeFor(address)).not.toBe(old)
  const guest = stranger(team, 'slack')
  expect(titleOf(await guest.command('invite accept', old))).toBe('This code is not valid')
  expect(titleOf(await guest.command('invite accept', codeFor(address)))).toMatch(/^Welcome/)
  const [{ count }] = await rolecall.db.query('SELECT count(*) FROM invitation WHERE team_id = $1', [
    team.teamId,
  ])
  expect(count).toBe(1)
})

test('F52 a cancelled invitation cannot be accepted', async () => {
  const team = await seedTeam(rolecall)
  const address = await invite(team.owner)
  await team.owner.command('team invitations')
  expect(titleOf(await team.owner.click('Cancel invitation'))).toBe(
    `The invitation of ${address} is cancelled`,
  )
  expect(titleOf(await stranger(team, 'discord').command('invite accept', codeFor(address)))).toBe(
    'This invitation was cancelled',
  )
})

test('F53 a declined invitation tells the inviter and cannot be accepted any more', async () => {
  const team = await seedTeam(rolecall)
  const address = await invite(team.owner)
  const guest = stranger(team, 'discord')
  expect(titleOf(await guest.command('invite decline', codeFor(address)))).toBe(
    `You declined the invitation to team ${team.teamName}`,
  )
  await rolecall.deliver()
  expect(rolecall.inboxOf(team.owner).at(-1)?.title).toBe(`${address} declined your invitation`)
  expect(titleOf(await guest.command('invite accept', codeFor(address)))).toBe('This invitation was declined')
})

test('F54 a bulk of good and bad lines sends the good ones and reports every bad one', async () => {
  const team = await seedTeam(rolecall)
  const known = await seedPerson(rolecall, team, { name: 'Known', platform: 'slack', role: 'member' })
  const mia = { platform: 'slack', tenant: team.slackTenant, userId: 'UMENTION' } as const
  rolecall.user(mia, { name: 'mia' })
  rolecall.user({ ...mia, userId: 'UGUEST' }, { name: 'gus', guest: true })
  const list = `a1@acme.test, a2@acme.test\n A1@Acme.test ; not-an-address <@UMENTION|mia> <@UGUEST|gus> ${known.address} x@y`
  const answer = await team.owner.command('team invite', { people: list, role: 'member' })
  expect(titleOf(answer)).toBe('Invited 3 people as Member')
  const words = wordsOf(answer)
  for (const name of ['a1@acme.test', 'a2@acme.test', 'mia']) expect(cardOf(answer).text).toContain(name)
  expect(words).toContain('A guest of this workspace cannot be a member')
  expect(words).toContain('not-an-address')
  expect(words).toContain('x@y')
  expect(words).toContain('is already in team')
})

test('F54 a hundred addresses go out in one bulk; one more is refused and nothing is sent', async () => {
  const team = await seedTeam(rolecall)
  await givePlan(rolecall, team, 'pro')
  const list = (count: number) => Array.from({ length: count }, (_, index) => `b${index}@acme.test`).join(' ')
  expect(titleOf(await team.owner.command('team invite', { people: list(101) }))).toMatch(
    /^At most 100 people/,
  )
  expect(titleOf(await team.owner.command('team invite', { people: list(100) }))).toBe(
    'Invited 100 people as Member',
  )
  const [{ count }] = await rolecall.db.query('SELECT count(*) FROM invitation WHERE team_id = $1', [
    team.teamId,
  ])
  expect(count).toBe(100)
})

test('F56 who is known by another address is the wrong account, and is shown the right one masked', async () => {
  const team = await seedTeam(rolecall)
  const address = await invite(team.owner)
  const other = await seedPerson(rolecall, team, { name: 'Other', platform: 'discord' })
  const refused = await other.user.command('invite accept', codeFor(address))
  expect(titleOf(refused)).toBe('This invitation is for somebody else')
  expect(wordsOf(refused)).toContain(`${address[0]}•••@acme.test`)
  expect(wordsOf(refused)).not.toContain(address)
})

test('F57 a stranger without a code is led to link or to ask', async () => {
  const team = await seedTeam(rolecall)
  const guest = stranger(team, 'discord')
  expect(titleOf(await guest.command('invite accept'))).toBe('No invitation waits for you')
  expect(wordsOf(await guest.command('team overview'))).toMatch(/I do not know you yet.*link CODE/)
})

test('F21 F20 a member is refused and no row is written; an admin invites', async () => {
  const team = await seedTeam(rolecall)
  expect(titleOf(await team.member.command('team invite', 'x1@acme.test'))).toMatch(/^You may not do this/)
  const [{ count }] = await rolecall.db.query('SELECT count(*) FROM invitation WHERE team_id = $1', [
    team.teamId,
  ])
  expect(count).toBe(0)
  expect(titleOf(await team.admin.command('team invite', 'x2@acme.test'))).toBe('Invited 1 person as Member')
})

test('F43 R2 owner is no choice in an invitation', async () => {
  const { owner } = await seedTeam(rolecall)
  expect(titleOf(await owner.command('team invite', { people: 'o@acme.test', role: 'owner' }))).toBe(
    'role must be one of Member, Admin',
  )
})

test('R17 one pending invitation for an address, however it is written; the second line says so', async () => {
  const team = await seedTeam(rolecall)
  await team.owner.command('team invite', 'Zoe@Acme.test')
  const again = await team.owner.command('team invite', ' zoe@acme.test ')
  expect(titleOf(again)).toBe('Nobody was invited')
  expect(wordsOf(again)).toContain('has an invitation already')
})

test('R17 ten invitations of one address at the same time leave one pending', async () => {
  const team = await seedTeam(rolecall)
  await Promise.all(Array.from({ length: 10 }, () => team.owner.command('team invite', 'race@acme.test')))
  const rows = await rolecall.db.query(
    `SELECT id FROM invitation WHERE team_id = $1 AND status = 'pending'`,
    [team.teamId],
  )
  expect(rows).toHaveLength(1)
  await rolecall.deliver()
  expect(rolecall.mails.filter(({ to }) => to === 'race@acme.test')).toHaveLength(1)
})

test('R19 the same accept delivered eleven times at once joins once and answers eleven times alike', async () => {
  const team = await seedTeam(rolecall)
  const address = await invite(team.owner)
  const guest = stranger(team, 'discord')
  const happening = {
    kind: 'command',
    command: 'invite accept',
    words: { options: { code: codeFor(address) } },
  } as const
  const answers = await Promise.all(Array.from({ length: 11 }, () => guest.does(happening, 'one-click')))
  expect(new Set(answers.map(titleOf))).toEqual(new Set([`Welcome to team ${team.teamName}`]))
  await rolecall.deliver()
  const told = rolecall
    .inboxOf(team.owner)
    .filter(({ title }) => title === `${guest.name} accepted your invitation`)
  expect(told).toHaveLength(1)
})

test('R17 R22 two people with one address: nobody is linked by it (H9)', async () => {
  const team = await seedTeam(rolecall)
  const address = await invite(team.owner)
  await seedPerson(rolecall, team, { name: 'One', platform: 'slack', address })
  await seedPerson(rolecall, team, { name: 'Two', platform: 'slack', address })
  const refused = await stranger(team, 'discord').command('invite accept', codeFor(address))
  expect(titleOf(refused)).toBe('Your address belongs to more than one person here')
})

test('an invited chat user gets a card with Accept; only they can press it; every copy shows the end (B3, B4)', async () => {
  const team = await seedTeam(rolecall)
  const invited = stranger(team, 'slack')
  await team.owner.command('team invite', `<@${invited.id.userId}|newbie>`)
  await rolecall.deliver()
  const card = rolecall.inboxOf(invited).at(-1)
  expect(card?.title).toBe(`Invitation to team ${team.teamName}`)
  if (!card) throw new Error('no card')
  const accept = pressOf({ kind: 'say', card, audience: 'direct' }, 'Accept')
  expect(titleOf(await stranger(team, 'slack').press(accept))).toBe('This invitation is for somebody else')
  expect(titleOf(await invited.press(accept))).toBe(`Welcome to team ${team.teamName}`)
  await rolecall.deliver()
  const redrawn = rolecall.sent.filter(({ edited }) => edited).at(-1)
  expect(redrawn?.card).toMatchObject({ tone: 'success', title: `Welcome to team ${team.teamName}` })
  expect(titleOf(await invited.press(accept))).toBe('This invitation was accepted already')
})

test('expiry tells the inviter, reminds the invitee once the day before, and redraws the card', async () => {
  const team = await seedTeam(rolecall)
  const invited = await seedPerson(rolecall, team, { name: 'Ida', platform: 'discord' })
  await team.owner.command('team invite', invited.address)
  await rolecall.deliver()
  rolecall.clock.advance(6 * DAY_MS + 60_000)
  for (let run = 0; run < 3; run += 1) await rolecall.sweep()
  await rolecall.deliver()
  const reminders = rolecall.mails.filter(
    ({ to, mail }) => to === invited.address && /^Your invitation to .* expires soon$/.test(mail.subject),
  )
  expect(reminders).toHaveLength(1)
  rolecall.clock.advance(DAY_MS)
  await rolecall.sweep()
  await rolecall.deliver()
  expect(rolecall.inboxOf(team.owner).at(-1)?.title).toBe(`Your invitation of ${invited.address} has expired`)
  expect(JSON.stringify(rolecall.sent.filter(({ edited }) => edited).at(-1)?.card.context)).toContain(
    'Expired',
  )
})

test('R21 an invitation of another account does not exist for its buttons', async () => {
  const [mine, theirs] = [await seedTeam(rolecall), await seedTeam(rolecall)]
  await theirs.owner.command('team invite', 'hidden@acme.test')
  const [{ id }] = await rolecall.db.query('SELECT id FROM invitation WHERE team_id = $1', [theirs.teamId])
  for (const press of ['invites.resend', 'invites.cancel', 'invites.open'])
    expect(titleOf(await mine.owner.press(`${press}:${id}`))).toBe('There is no such invitation')
  expect(titleOf(await mine.owner.press(`invites.list:${theirs.teamId}:0`))).toBe('There is no such team')
})

test('R16 the link of the reminder opens the same invitation as the first, which still works, and both are dead after it is sent again', async () => {
  const team = await seedTeam(rolecall)
  const address = await invite(team.owner)
  const first = tokenIn(address)
  rolecall.clock.advance(6 * DAY_MS + 1)
  await rolecall.sweep()
  await rolecall.deliver()
  const second = tokenIn(address)
  expect(second).not.toBe(first)
  for (const token of [first, second])
    expect(await opened(token)).toMatchObject({ status: 'pending', inviteeName: address })
  expect(await opened(second, 8)).toMatchObject({ code: 'notFound' })
  await team.owner.command('team invitations')
  await team.owner.click('Send again')
  await rolecall.deliver()
  for (const token of [first, second]) expect(await opened(token)).toMatchObject({ code: 'notFound' })
  expect(await opened(tokenIn(address))).toMatchObject({ status: 'pending' })
})

test('R18 every step of an invitation is in the audit', async () => {
  const team = await seedTeam(rolecall)
  const address = await invite(team.owner)
  await team.owner.command('team invitations')
  await team.owner.click('Send again')
  await rolecall.deliver()
  await stranger(team, 'slack').command('invite accept', codeFor(address))
  const rows = await rolecall.db.query(
    'SELECT action, platform FROM audit_entry WHERE team_id = $1 ORDER BY id',
    [team.teamId],
  )
  expect(rows.map((row: { action: string }) => row.action)).toEqual([
    'invitation.sent',
    'invitation.resent',
    'invitation.accepted',
  ])
})

test('guessing codes is limited to five wrong tries in a quarter of an hour', async () => {
  const team = await seedTeam(rolecall)
  const guest = stranger(team, 'discord')
  for (let wrong = 0; wrong < 5; wrong += 1)
    expect(titleOf(await guest.command('invite accept', `AAAAA-AAAA${wrong}`))).toBe('This code is not valid')
  expect(titleOf(await guest.command('invite accept', 'AAAAA-AAAAA'))).toBe('Too many tries')
})

test('R16 the old link loses also when it is pressed while the invitation is being sent again', async () => {
  for (let round = 0; round < 10; round += 1) {
    const team = await seedTeam(rolecall)
    const address = await invite(team.owner)
    const old = codeFor(address)
    await team.owner.command('team invitations')
    const guest = stranger(team, 'discord')
    const [answer] = await Promise.all([guest.command('invite accept', old), team.owner.click('Send again')])
    const [{ status, round: sent }] = await rolecall.db.query(
      'SELECT status, round FROM invitation WHERE team_id = $1',
      [team.teamId],
    )
    // Either the answer came first, or the old code is dead.
    expect([sent === 2 && status === 'pending', sent === 1 && status === 'accepted']).toContain(true)
    expect(titleOf(answer)).toMatch(status === 'accepted' ? /^Welcome/ : /^This code is not valid/)
  }
})

test('R17 address and chat user of one person invited at the same time: one invitation', async () => {
  for (let round = 0; round < 10; round += 1) {
    const team = await seedTeam(rolecall)
    const both = await seedPerson(rolecall, team, { name: 'Both', platform: 'slack' })
    await Promise.all([
      team.owner.command('team invite', both.address),
      team.admin.command('team invite', `<@${both.user.id.userId}>`),
    ])
    const pending = await rolecall.db.query(
      `SELECT id FROM invitation WHERE team_id = $1 AND status = 'pending'`,
      [team.teamId],
    )
    expect(pending).toHaveLength(1)
  }
})

test('R19 one bulk delivered eleven times at once answers eleven times alike', async () => {
  const team = await seedTeam(rolecall)
  const happening = {
    kind: 'command',
    command: 'team invite',
    words: { line: 'bulk1@acme.test bulk2@acme.test' },
  } as const
  const answers = await Promise.all(
    Array.from({ length: 11 }, () => team.owner.does(happening, `bulk-${team.teamId}`)),
  )
  expect(new Set(answers.map(titleOf))).toEqual(new Set(['Invited 2 people as Member']))
})

test('R21 R22 what a foreign Slack confirms opens no invitation of another account', async () => {
  const [ours, theirs] = [await seedTeam(rolecall), await seedTeam(rolecall)]
  const address = await invite(ours.owner, 'admin')
  const outsider = stranger(theirs, 'slack', address)
  expect(titleOf(await outsider.command('invite accept'))).toBe('No invitation waits for you')
  const [{ id }] = await rolecall.db.query('SELECT id FROM invitation WHERE team_id = $1', [ours.teamId])
  expect(titleOf(await outsider.press(`invites.accept:${id}`))).toBe('There is no such invitation')
  // Not even after joining a team of their own with that address.
  await theirs.owner.command('team invite', address)
  expect(titleOf(await outsider.command('invite accept'))).toMatch(/^Welcome/)
  expect(titleOf(await outsider.press(`invites.accept:${id}`))).toBe('There is no such invitation')
  expect(await roleOf(ours.teamId, outsider.name)).toBeUndefined()
})

test('the code for chat does not open the page of the mail', async () => {
  const team = await seedTeam(rolecall)
  const address = await invite(team.owner)
  expect(await opened(codeFor(address))).toMatchObject({ refused: true, code: 'notFound' })
})

test('R18 a chat user who becomes somebody by accepting is in the audit', async () => {
  const team = await seedTeam(rolecall)
  const address = await invite(team.owner)
  await stranger(team, 'discord').command('invite accept', codeFor(address))
  const rows = await rolecall.db.query('SELECT action FROM audit_entry WHERE account_id = $1', [
    team.accountId,
  ])
  expect(rows.map((row: { action: string }) => row.action)).toContain('identity.linked')
})

test('a guest can say no to what they can never accept', async () => {
  const team = await seedTeam(rolecall)
  const address = await invite(team.owner)
  const [{ id }] = await rolecall.db.query('SELECT id FROM invitation WHERE team_id = $1', [team.teamId])
  expect(address).toContain('@')
  await rolecall.db.query(
    `UPDATE invitation SET invitee = $2, token_hash = NULL, code_hash = NULL WHERE id = $1`,
    [id, `slack:${team.slackTenant}:UGUEST9`],
  )
  const guest = rolecall.user(
    { platform: 'slack', tenant: team.slackTenant, userId: 'UGUEST9' },
    { name: 'Gus', guest: true },
  )
  expect(titleOf(await guest.press(`invites.accept:${id}`))).toMatch(/^Guests/)
  expect(titleOf(await guest.press(`invites.decline:${id}`))).toMatch(/^You declined/)
})
