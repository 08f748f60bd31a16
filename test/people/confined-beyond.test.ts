import { createRolecall, type Rolecall, type TestUser, titleOf, wordsOf } from '../support/rolecall'
import { type SeededTeam, seedPerson, seedTeam } from '../support/seed'

let rolecall: Rolecall
let acme: SeededTeam
let beta: SeededTeam
let count = 0

beforeAll(async () => {
  rolecall = await createRolecall()
  acme = await seedTeam(rolecall)
  beta = await seedTeam(rolecall)
})
afterAll(() => rolecall.close())

/** Vera of Acme's team, on `platform`, and who poses as her there by the word of Acme's Slack: in Slack, and by a code in Discord. */
async function victim() {
  count += 1
  const { personId, user, address } = await seedPerson(rolecall, acme, {
    name: `Vera ${count}`,
    platform: 'discord',
    role: 'member',
    address: `vera${count}@acme.test`,
  })
  const ids = {
    slack: { platform: 'slack', tenant: acme.slackTenant, userId: `UPOSED${count}` },
    discord: { platform: 'discord', tenant: 'discord', userId: `POSED${count}` },
  } as const
  const inSlack = rolecall.user(ids.slack, { confirmedEmail: address })
  const inDiscord = rolecall.user(ids.discord, {}, acme.guild)
  const [code] = /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(wordsOf(await inSlack.command('link'))) ?? []
  await inDiscord.command('link', String(code))
  return { personId, user, address, inSlack, inDiscord }
}

/** Invites to Beta's team and delivers; resolves to the code of the mail, if there is one. */
async function inviteToBeta(whom: string, by: TestUser = beta.owner): Promise<string> {
  const before = rolecall.mails.length
  await by.command('team invite', whom)
  await rolecall.deliver()
  return String(rolecall.mails.slice(before).find(({ mail }) => mail.code)?.mail.code)
}

const invitationOf = async (invitee: string): Promise<{ id: string; status: string }> =>
  (
    await rolecall.db.query(
      'SELECT id, status FROM invitation WHERE invitee = $1 ORDER BY created_at DESC, id DESC LIMIT 1',
      [invitee],
    )
  )[0]

const isInBeta = async (personId: string): Promise<boolean> =>
  (
    await rolecall.db.query(
      'SELECT 1 FROM membership WHERE person_id = $1 AND account_id = $2 AND ended_at IS NULL',
      [personId, beta.accountId],
    )
  ).length > 0

const confinementsOf = async (personId: string): Promise<Record<string, string | null>> =>
  Object.fromEntries(
    (
      await rolecall.db.query('SELECT user_id, confirmed_in FROM chat_identity WHERE person_id = $1', [
        personId,
      ])
    ).map((row: { user_id: string; confirmed_in: string | null }) => [row.user_id, row.confirmed_in]),
  )

describe('an invitation of another account', () => {
  test('is neither seen nor answered by who counts in one account only; by herself it is (R21, R22)', async () => {
    const { personId, user, address, inSlack, inDiscord } = await victim()
    await inviteToBeta(address)
    const { id } = await invitationOf(`mail:${address}`)
    for (const posed of [inSlack, inDiscord, inDiscord.in(null), inDiscord.in(beta.guild)]) {
      expect(wordsOf(await posed.command('inbox'))).not.toContain(beta.teamName)
      expect(titleOf(await posed.command('invite accept'))).toBe('No invitation waits for you')
      for (const deed of ['accept', 'decline', 'open'])
        expect(titleOf(await posed.press(`invites.${deed}:${id}`))).not.toContain(beta.teamName)
    }
    expect(await isInBeta(personId)).toBe(false)
    expect((await invitationOf(`mail:${address}`)).status).toBe('pending')
    expect(wordsOf(await user.in(null).command('inbox'))).toContain(beta.teamName)
    expect(titleOf(await user.in(null).press(`invites.accept:${id}`))).toBe(
      `Welcome to team ${beta.teamName}`,
    )
  })

  test('one of their own account is hers to them as well (R22)', async () => {
    const { inDiscord, address, personId } = await victim()
    await rolecall.db.query(
      `UPDATE membership SET ended_at = now(), ended_by = 'left' WHERE person_id = $1`,
      [personId],
    )
    await acme.owner.command('team invite', address)
    expect(titleOf(await inDiscord.in(null).command('invite accept'))).toBe(
      `Welcome to team ${acme.teamName}`,
    )
    expect(await confinementsOf(personId)).toMatchObject({ [inDiscord.id.userId]: acme.accountId })
  })

  test('to the chat user itself asks for the proof of an address, and takes no person along (R22)', async () => {
    const { personId, inDiscord } = await victim()
    const ada = await seedPerson(rolecall, beta, { name: 'Ada', platform: 'discord', role: 'admin' })
    await inviteToBeta(`<@${inDiscord.id.userId}>`, ada.user)
    const { id } = await invitationOf(`discord:discord:${inDiscord.id.userId}`)
    for (const posed of [inDiscord.in(null), inDiscord.in(beta.guild)])
      expect(titleOf(await posed.press(`invites.accept:${id}`))).toBe(
        'This chat user counts in one account only',
      )
    expect(await isInBeta(personId)).toBe(false)
    expect(titleOf(await inDiscord.in(null).press(`invites.decline:${id}`))).toContain('You declined')
  })

  test.each(['direct', 'server'])(
    'by the code of a mail to an address of hers, in a %s, lifts it: who has the mail is she (R22)',
    async (where) => {
      const { personId, address, inDiscord } = await victim()
      const code = await inviteToBeta(address)
      const posed = inDiscord.in(where === 'direct' ? null : beta.guild)
      expect(titleOf(await posed.command('invite accept', code))).toBe(`Welcome to team ${beta.teamName}`)
      expect(await isInBeta(personId)).toBe(true)
      expect(await confinementsOf(personId)).toMatchObject({ [inDiscord.id.userId]: null })
      expect(wordsOf(await inDiscord.in(beta.guild).command('whoami'))).toContain(beta.teamName)
    },
  )

  test.each(['direct', 'server'])(
    'by the code of a mail to an address of theirs, in a %s, makes nobody of them (R22)',
    async (where) => {
      const { personId, inDiscord } = await victim()
      const evil = `evil${count}@evil.test`
      const code = await inviteToBeta(evil)
      const posed = inDiscord.in(where === 'direct' ? null : beta.guild)
      expect(titleOf(await posed.command('invite accept', code))).toBe(
        'This chat user counts in one account only',
      )
      expect(await isInBeta(personId)).toBe(false)
      expect(await rolecall.db.query('SELECT 1 FROM person_address WHERE address = $1', [evil])).toEqual([])
    },
  )

  test('their own account adds no address to her either, also when she has none left there (R22)', async () => {
    const { personId, inDiscord } = await victim()
    await rolecall.db.query('DELETE FROM person_address WHERE person_id = $1', [personId])
    await rolecall.db.query(
      `UPDATE membership SET ended_at = now(), ended_by = 'left' WHERE person_id = $1`,
      [personId],
    )
    const code = await inviteToBeta(`mallory${count}@evil.test`, acme.owner)
    expect(titleOf(await inDiscord.in(null).command('invite accept', code))).toBe(
      'This chat user counts in one account only',
    )
    expect(await rolecall.db.query('SELECT 1 FROM person_address WHERE person_id = $1', [personId])).toEqual(
      [],
    )
  })
})

describe('what is told', () => {
  test('of another account goes to herself, though they were active last; of their own account to them too (R21)', async () => {
    const { personId, user, address, inDiscord } = await victim()
    const code = await inviteToBeta(address)
    await user.in(null).command('invite accept', code)
    await rolecall.deliver()
    await rolecall.db.query(
      `UPDATE chat_identity SET last_active_at = last_active_at + interval '1 hour' WHERE user_id = $1`,
      [inDiscord.id.userId],
    )
    const told = async (team: SeededTeam) => {
      const before = rolecall.sent.length
      await team.owner.command('team role', `person:${personId} role:admin`)
      await team.owner.click('Make Admin')
      await rolecall.deliver()
      return rolecall.sent.slice(before).flatMap(({ to }) => ('userId' in to ? [to.userId] : []))
    }
    expect(await told(beta)).toEqual([user.id.userId])
    expect(await told(acme)).toEqual([inDiscord.id.userId])
  })

  test('what could not be told stands in no other inbox, and cannot be opened or marked there (R21)', async () => {
    const { personId, user, inDiscord } = await victim()
    rolecall.blocked.add(`discord:discord:${user.id.userId}`)
    await seedMembership(personId)
    await beta.owner.command('team role', `person:${personId} role:admin`)
    await beta.owner.click('Make Admin')
    await rolecall.deliver()
    const [note] = await rolecall.db.query(
      `SELECT id FROM outbox WHERE person_id = $1 AND status = 'undeliverable'`,
      [personId],
    )
    for (const posed of [inDiscord.in(null), inDiscord]) {
      expect(wordsOf(await posed.command('inbox'))).not.toContain('changed your role')
      expect(wordsOf(await posed.press(`inbox.open:${note.id}`))).not.toContain('changed your role')
      await posed.press(`inbox.read:${note.id}`)
    }
    expect(wordsOf(await user.in(null).command('inbox'))).toContain('changed your role')
  })
})

async function seedMembership(personId: string) {
  await rolecall.db.query(
    `INSERT INTO membership (id, account_id, workspace_id, team_id, person_id, role, joined_at)
     VALUES ($1, $2, $3, $4, $5, 'member', now())`,
    [`M${count}`, beta.accountId, beta.workspaceId, beta.teamId, personId],
  )
}

test('a mention of them in another account means nobody; of herself it means her (R21)', async () => {
  const { personId, user, inDiscord } = await victim()
  await seedMembership(personId)
  const { user: ada } = await seedPerson(rolecall, beta, { name: 'Ada', platform: 'discord', role: 'admin' })
  const mentioned = ({ id }: TestUser) => ada.command('team role', `person:<@${id.userId}> role:admin`)
  expect(titleOf(await mentioned(inDiscord))).toContain('There is no such member')
  expect(titleOf(await mentioned(user))).toContain('Admin?')
})

describe('who begins', () => {
  test('by an invitation to their chat user in Slack counts in that account, by its mail everywhere (R22)', async () => {
    const newcomer = (name: string) =>
      rolecall.user(
        { platform: 'slack', tenant: acme.slackTenant, userId: `U${name.toUpperCase()}` },
        { name, confirmedEmail: `${name}@acme.test` },
      )
    const [mia, max] = [newcomer('mia'), newcomer('max')]
    await acme.owner.command('team invite', `<@${mia.id.userId}>`)
    await mia.command('invite accept')
    const code = await inviteToBeta('max@acme.test', acme.owner)
    await max.command('invite accept', code)
    expect(wordsOf(await mia.command('whoami'))).toContain('counts in account')
    expect(wordsOf(await max.command('whoami'))).not.toContain('counts in account')
  })
})
