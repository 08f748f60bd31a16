import { type Card, plainText } from '../../src/chat'
import { DAY_MS, isoTime } from '../../src/clock'
import { createLog } from '../../src/log'
import { createWeb, type Web } from '../../src/web'
import { BOTH_WAYS } from '../chatbots/stage'
import { cardOf, createRolecall, pressOf, type Rolecall, titleOf, wordsOf } from '../support/rolecall'
import { seedUser } from '../workspaces/stage'
import {
  codeFor,
  freshAddress,
  type Ground,
  invite,
  KINDS,
  mailsTo,
  roleOf,
  seedKnown,
  setGround,
  statusesIn,
  stranger,
} from './stage'

let rolecall: Rolecall
let web: Web
let origin: string
beforeAll(async () => {
  rolecall = await createRolecall()
  const pages = rolecall.parts.flatMap((part) => part.pages ?? [])
  const log = createLog('info', { write: () => {} })
  web = await createWeb({ adapters: [], pages, ready: async () => ({}), log })
  origin = await web.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await web.close()
  await rolecall.close()
})

const WAYS = KINDS.flatMap((kind) => BOTH_WAYS.map(([way, swapped]) => [kind, way, swapped] as const))

/** The last line of a card, which says where one is. */
const contextOf = (card?: Card) => plainText(card?.context ?? '', { locale: 'en', timeZone: 'UTC', now: 0 })

const list = ({ inviter, scopeId }: Ground) => inviter.press(`invites.list:${scopeId}:0`)

describe.each(WAYS)('an invitation to a %s, %s', (kind, _way, swapped) => {
  let ground: Ground
  beforeEach(async () => {
    ground = await setGround(rolecall, kind, swapped)
  })
  const newcomer = () => stranger(rolecall, ground, ground.far)
  /** Invites a fresh address with the role and delivers the mail. */
  const send = async () => {
    const address = freshAddress()
    await invite(ground, address, { role: ground.role })
    await rolecall.deliver()
    return address
  }

  test('F46 F47 F55 B17 is pending and listed; its mail names scope, inviter and role, and gives link and code', async () => {
    const address = freshAddress()
    const sent = await invite(ground, address, { role: ground.role, note: 'See you' })
    expect(titleOf(sent)).toBe(`Invited 1 person as ${ground.roleName}`)
    expect(contextOf(cardOf(sent))).toMatch(`In ${ground.scope} · open until`)
    const listed = await list(ground)
    expect(titleOf(listed)).toBe(`Invitations of ${ground.scope}`)
    expect(wordsOf(listed)).toMatch(new RegExp(`${address}.*${ground.roleName}.*Pending`))
    await rolecall.deliver()
    const [mail] = mailsTo(rolecall, address)
    expect(mail?.subject).toBe(`${ground.inviter.name} invites you to ${ground.scope}`)
    expect(mail?.action?.href).toMatch(/\/invitations\/[\w-]{43}$/)
    expect(mail?.code).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/)
    expect(JSON.stringify(mail)).toContain(ground.roleName)
    expect(JSON.stringify(mail)).toContain('See you')
  })

  test('F48 F49 R15 gives the role until its last millisecond and is refused from then on; the inviter is told', async () => {
    const [first, second] = [await send(), await send()]
    const [early, late] = [newcomer(), newcomer()]
    rolecall.clock.advance(7 * DAY_MS - 1)
    const welcome = await early.command('invite accept', codeFor(rolecall, first))
    expect(titleOf(welcome)).toBe(`Welcome to ${ground.scope}`)
    expect(await roleOf(rolecall, ground, early)).toBe(ground.role)
    expect(titleOf(await early.click(`${kind.charAt(0).toUpperCase()}${kind.slice(1)} overview`))).toContain(
      ground.scope.replace(`${kind} `, ''),
    )
    rolecall.clock.advance(1)
    expect(titleOf(await late.command('invite accept', codeFor(rolecall, second)))).toBe(
      'This invitation has expired',
    )
    expect(await roleOf(rolecall, ground, late)).toBeUndefined()
    await rolecall.deliver()
    const accepted = rolecall
      .inboxOf(ground.inviter)
      .find(({ title }) => title === `${early.name} accepted your invitation`)
    expect(contextOf(accepted)).toBe(`In ${ground.scope}`)
  })

  test('F50 F51 R16 sent again, its old code is dead, also after it had expired; it stays one invitation', async () => {
    const address = await send()
    const old = codeFor(rolecall, address)
    rolecall.clock.advance(8 * DAY_MS)
    await rolecall.sweep()
    expect(wordsOf(await list(ground))).toContain('Expired')
    expect(titleOf(await ground.inviter.click('Send again'))).toBe(`Sent again to ${address}`)
    await rolecall.deliver()
    const guest = newcomer()
    expect(titleOf(await guest.command('invite accept', old))).toBe('This code is not valid')
    await guest.command('invite accept', codeFor(rolecall, address))
    expect(await roleOf(rolecall, ground, guest)).toBe(ground.role)
    expect(await statusesIn(rolecall, ground.scopeId)).toEqual(['accepted'])
  })

  test('F52 F53 cancelled or declined it cannot be accepted any more; a no is told to the inviter', async () => {
    const cancelled = await send()
    await list(ground)
    expect(titleOf(await ground.inviter.click('Cancel invitation'))).toBe(
      `The invitation of ${cancelled} is cancelled`,
    )
    expect(titleOf(await newcomer().command('invite accept', codeFor(rolecall, cancelled)))).toBe(
      'This invitation was cancelled',
    )
    const declined = await send()
    const guest = newcomer()
    expect(titleOf(await guest.command('invite decline', codeFor(rolecall, declined)))).toBe(
      `You declined the invitation to ${ground.scope}`,
    )
    await rolecall.deliver()
    expect(rolecall.inboxOf(ground.inviter).at(-1)?.title).toBe(`${declined} declined your invitation`)
    expect(titleOf(await guest.command('invite accept', codeFor(rolecall, declined)))).toBe(
      'This invitation was declined',
    )
  })

  test('B3 B4 B17 a known person gets a card that only they can answer; it waits in their inbox and follows', async () => {
    const known = await seedKnown(rolecall, ground, ground.far)
    const other = await seedKnown(rolecall, ground, ground.far, 'Otto')
    await invite(ground, known.address, { role: ground.role })
    await rolecall.deliver()
    const card = rolecall.inboxOf(known.user).at(-1)
    expect(card?.title).toBe(`Invitation to ${ground.scope}`)
    if (!card) throw new Error('no card')
    expect(wordsOf(await known.user.command('inbox'))).toContain(ground.scope.slice(1))
    const accept = pressOf({ kind: 'say', card, audience: 'direct' }, 'Accept')
    await other.user.press(accept)
    expect(await roleOf(rolecall, ground, other.user)).toBeUndefined()
    expect(titleOf(await known.user.press(accept))).toBe(`Welcome to ${ground.scope}`)
    await rolecall.deliver()
    const redrawn = rolecall.sent.findLast(({ edited }) => edited)
    expect(redrawn?.card).toMatchObject({ tone: 'success', title: `Welcome to ${ground.scope}` })
    expect(titleOf(await known.user.press(accept))).toBe('This invitation was accepted already')
  })

  test('F54 R17 a bulk sends the good lines, and says of the others why: in already, invited already, no address', async () => {
    const [address, again] = [freshAddress(), await send()]
    const people = [address, again.toUpperCase(), 'oops', (await knownInside()).address].join(' ')
    const sent = await invite(ground, people, { role: ground.role })
    expect(titleOf(sent)).toBe(`Invited 1 person as ${ground.roleName}`)
    const words = wordsOf(sent)
    expect(words).toContain('has an invitation already')
    expect(words).toContain(`is already in ${kind}`)
    expect(words).toContain('oops')
    expect(await statusesIn(rolecall, ground.scopeId)).toEqual(['pending', 'pending'])
  })

  /** Somebody who has a role in the scope. */
  const knownInside = async () => {
    if (kind === 'account') return (await setAdmin('Ada')).someone
    if (kind === 'workspace') return seedUser(rolecall, ground, 'Ulla', ground.far, 'contentManager')
    const [{ address }] = await rolecall.db.query(
      `SELECT a.address FROM person_address a JOIN membership m USING (person_id) WHERE m.team_id = $1 AND m.role = 'member'`,
      [ground.teamId],
    )
    return { address: address as string }
  }
  const setAdmin = async (name: string) => {
    const someone = await seedKnown(rolecall, ground, ground.far, name)
    await rolecall.db.query(
      'INSERT INTO account_admin (account_id, person_id, since) VALUES ($1, $2, now())',
      [ground.accountId, someone.personId],
    )
    return { someone }
  }

  test('reminds the invitee once the day before, and tells the inviter when it has expired', async () => {
    const address = await send()
    rolecall.clock.advance(6 * DAY_MS + 60_000)
    for (let run = 0; run < 2; run += 1) await rolecall.sweep()
    await rolecall.deliver()
    const reminders = mailsTo(rolecall, address).filter(({ subject }) => subject.endsWith('expires soon'))
    expect(reminders.map(({ subject }) => subject)).toEqual([
      `Your invitation to ${ground.scope} expires soon`,
    ])
    rolecall.clock.advance(DAY_MS)
    await rolecall.sweep()
    await rolecall.deliver()
    const told = rolecall.inboxOf(ground.inviter).at(-1)
    expect(told).toMatchObject({ title: `Your invitation of ${address} has expired` })
    expect(contextOf(told)).toBe(`In ${ground.scope}`)
  })

  test('F56 is refused to somebody known by another address, who is shown the right one masked', async () => {
    const address = await send()
    const other = await seedKnown(rolecall, ground, ground.far)
    const refused = await other.user.command('invite accept', codeFor(rolecall, address))
    expect(titleOf(refused)).toBe('This invitation is for somebody else')
    expect(wordsOf(refused)).toContain(`${address[0]}•••@acme.test`)
    expect(await statusesIn(rolecall, ground.scopeId)).toEqual(['pending'])
  })

  test('R19 the same yes delivered eleven times at once lets in once and tells the inviter once', async () => {
    const address = await send()
    const guest = newcomer()
    const words = { options: { code: codeFor(rolecall, address) } }
    const happening = { kind: 'command', command: 'invite accept', words } as const
    const answers = await Promise.all(
      Array.from({ length: 11 }, () => guest.does(happening, `yes ${ground.scopeId}`)),
    )
    expect(new Set(answers.map(titleOf))).toEqual(new Set([`Welcome to ${ground.scope}`]))
    await rolecall.deliver()
    const told = rolecall
      .inboxOf(ground.inviter)
      .filter(({ title }) => title === `${guest.name} accepted your invitation`)
    expect(told).toHaveLength(1)
  })

  test('R17 two bulks at once, by address and by chat user of one person, leave one invitation', async () => {
    const { platform } = ground.inviter.id
    for (let round = 0; round < 5; round += 1) {
      const both = await seedKnown(rolecall, ground, platform, `Both${round}`)
      await Promise.all([invite(ground, both.address), invite(ground, `<@${both.user.id.userId}>`)])
    }
    expect(await statusesIn(rolecall, ground.scopeId)).toEqual(Array(5).fill('pending'))
  })

  test('B17 the page behind the link of the mail says to what, asks first, and lets in', async () => {
    const address = await send()
    const url = `${origin}/invitations/${mailsTo(rolecall, address)[0]?.action?.href.split('/').at(-1)}`
    const page = await fetch(url)
    const cookie = page.headers.get('set-cookie')?.split(';', 1)[0] ?? ''
    const question = await page.text()
    expect(question).toContain(`Join ${ground.scope}?`)
    expect(question).toContain(`as <strong>${ground.roleName}</strong>`)
    expect(await statusesIn(rolecall, ground.scopeId)).toEqual(['pending'])
    const csrf = /name="csrf" value="([^"]+)"/.exec(question)?.[1] ?? ''
    const body = new URLSearchParams({ csrf, answer: 'accept' })
    const welcome = await (await fetch(url, { method: 'POST', headers: { cookie }, body })).text()
    expect(welcome).toContain(`Welcome to ${ground.scope}`)
    expect(await statusesIn(rolecall, ground.scopeId)).toEqual(['accepted'])
    const guest = newcomer()
    await guest.command('link', { code: /\/link ([\w-]+)/.exec(welcome)?.[1] ?? '' })
    expect(await roleOf(rolecall, ground, guest)).toBe(ground.role)
  })

  test('R4 what is deleted takes back its invitations, and tells by mail; none is accepted in between', async () => {
    const address = await send()
    const code = codeFor(rolecall, address)
    await rolecall.db.query(`UPDATE ${kind} SET deleted_at = now() WHERE id = $1`, [ground.scopeId])
    expect(titleOf(await newcomer().command('invite accept', code))).toBe('This invitation was cancelled')
    await rolecall.db.query(
      `INSERT INTO outbox (id, kind, account_id, name, subject_id, due_at, created_at) VALUES ($1, 'event', $2, $3, $4, $5, $5)`,
      [
        `event ${ground.scopeId}`,
        ground.accountId,
        `${kind}.deleted`,
        ground.scopeId,
        isoTime(rolecall.clock.now()),
      ],
    )
    await rolecall.deliver()
    expect(await statusesIn(rolecall, ground.scopeId)).toEqual(['cancelled'])
    expect(mailsTo(rolecall, address).at(-1)?.subject).toBe(`The invitation to ${ground.scope} was withdrawn`)
  })

  test('stays open when whoever sent it has no say there any more', async () => {
    const address = await send()
    const sent = 'person_id = (SELECT inviter_id FROM invitation WHERE scope_id = $1)'
    await rolecall.db.query(`DELETE FROM account_admin WHERE ${sent}`, [ground.scopeId])
    await rolecall.db.query(`DELETE FROM workspace_user WHERE ${sent}`, [ground.scopeId])
    await rolecall.db.query(`UPDATE membership SET ended_at = now(), ended_by = 'removed' WHERE ${sent}`, [
      ground.scopeId,
    ])
    const guest = newcomer()
    expect(titleOf(await guest.command('invite accept', codeFor(rolecall, address)))).toBe(
      `Welcome to ${ground.scope}`,
    )
  })

  test('R18 every step is in the audit, under its scope', async () => {
    const address = await send()
    await list(ground)
    await ground.inviter.click('Send again')
    await rolecall.deliver()
    await newcomer().command('invite accept', codeFor(rolecall, address))
    const rows = await rolecall.db.query(
      `SELECT action, account_id, workspace_id, team_id FROM audit_entry WHERE account_id = $1 AND action LIKE 'invitation.%' ORDER BY id`,
      [ground.accountId],
    )
    const scope = {
      account_id: ground.accountId,
      workspace_id: kind === 'account' ? null : ground.workspaceId,
      team_id: kind === 'team' ? ground.teamId : null,
    }
    expect(rows).toEqual(
      ['invitation.sent', 'invitation.resent', 'invitation.accepted'].map((action) => ({ action, ...scope })),
    )
  })
})
