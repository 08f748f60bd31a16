import { HOUR_MS, isoTime } from '../../../src/clock'
import { newId } from '../../../src/db'
import { BOTH_WAYS } from '../../chatbots/stage'
import {
  cardOf,
  createRolecall,
  type Rolecall,
  type TestUser,
  titleOf,
  wordsOf,
} from '../../support/rolecall'
import { type SeededTeam, seedPerson, seedTeam } from '../../support/seed'

let rolecall: Rolecall

beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

const ALL = ['outcome', 'reminder', 'review', 'money']
const EVERYTHING = { slack: ALL, discord: ALL, mail: ALL }
const TIMES = { destination: 'active', quiet: 'usual', from: '20', until: '8' }

/** Opens one of the two forms and submits it. */
async function choose(user: TestUser, button: string, values: Record<string, string | string[]>) {
  await user.command('profile')
  await user.click(button)
  return user.submit(values)
}
const chooseTimes = (user: TestUser, values: Record<string, string>) =>
  choose(user, 'Change when and where', { ...TIMES, ...values })
const chooseTopics = (user: TestUser, values: Record<string, string[]>) =>
  choose(user, 'Choose what comes', values)

const fieldOf = async (user: TestUser, name: string) =>
  cardOf(await user.command('profile')).fields?.find((field) => field.name === name)?.value

const personOf = async ({ id }: TestUser): Promise<string> =>
  (
    await rolecall.db.query('SELECT person_id FROM chat_identity WHERE platform = $1 AND user_id = $2', [
      id.platform,
      id.userId,
    ])
  )[0].person_id

const audited = async (personId: string) =>
  rolecall.db.query(
    `SELECT account_id AS "accountId", data FROM audit_entry WHERE action = 'preference.changed' AND subject_id = $1 ORDER BY id`,
    [personId],
  )

/** What a change would owe, many times. */
async function owe({ accountId, teamId }: SeededTeam, personId: string, name: string, count = 1) {
  for (let number = 1; number <= count; number += 1)
    await rolecall.db.query(
      `INSERT INTO outbox (id, kind, account_id, person_id, name, subject_id, data, due_at, created_at)
       VALUES ($1, 'notice', $2, $3, $4, $5, $6, $7, $7)`,
      [
        ...[newId(rolecall.clock.now()), accountId, personId, name, teamId],
        ...[{ by: `Adam ${number}`, team: 'Alpha' }, isoTime(rolecall.clock.now())],
      ],
    )
}

describe.each(BOTH_WAYS)('/profile, %s', (_way, swapped) => {
  let team: SeededTeam
  beforeAll(async () => {
    team = await seedTeam(rolecall, { swapped })
  })

  test('shows what holds for whoever has chosen nothing', async () => {
    for (const user of [team.owner, team.member]) {
      const words = wordsOf(await user.command('profile'))
      for (const said of [
        'Where you were last active',
        '20:00 to 8:00, for reminders and reviews',
        '"name":"In Slack","value":"Everything',
        'UTC, now 9:00 AM',
        user.id.platform === 'slack' ? 'as Slack says' : 'since Discord does not tell yours',
      ])
        expect(words).toContain(said)
    }
  })

  test('R18 keeps what was chosen, and the audit says that something was, not what', async () => {
    for (const user of [team.owner, team.member]) {
      const saved = await chooseTimes(user, { destination: 'mail', quiet: 'own', from: '22', until: '7' })
      expect(titleOf(saved)).toBe('Your profile is saved')
      expect(await fieldOf(user, 'Messages come')).toBe('By mail, else in chat')
      expect(await fieldOf(user, 'Quiet hours')).toBe('22:00 to 7:00 UTC, for everything that can wait')
      const entries = await audited(await personOf(user))
      expect(entries).toEqual([{ accountId: team.accountId, data: null }])
    }
  })

  test('a time zone is understood by its city, and holds for everything that is shown', async () => {
    for (const user of [team.owner, team.member]) {
      await chooseTimes(user, { timeZone: ' berlin ' })
      expect(await fieldOf(user, 'Time zone')).toBe('Europe/Berlin (UTC+1), now 10:00 AM')
      await chooseTimes(user, {})
      expect(await fieldOf(user, 'Time zone')).toContain('UTC')
    }
  })

  test('what cannot be is refused in words that say what would be right, and changes nothing', async () => {
    for (const user of [team.owner, team.member]) {
      const before = await user.command('profile')
      const wrong = [
        [{ timeZone: 'Berlim' }, 'I do not know this time zone: write Europe/Berlin'],
        [
          { timeZone: '+02:00' },
          'knows no summer time, so name a place: write Europe/Berlin or America/New_York',
        ],
        [{ timeZone: 'EST' }, 'may stand for several places, so name one: write America/New_York'],
        [{ from: '8' }, 'Quiet hours from 8:00 to 8:00 would never end'],
        [{ from: '24' }, 'The beginning must be one of 0:00 to 23:00'],
        [{ destination: 'pigeon' }, 'Messages come must be one of Where you were last active'],
      ] as const
      for (const [values, words] of wrong)
        expect(JSON.stringify(await chooseTimes(user, values))).toContain(words)
      expect(await user.command('profile')).toEqual(before)
    }
  })

  test('R19 the same wish again changes nothing, nor does the same click delivered twice', async () => {
    const user = team.member
    const before = (await audited(await personOf(user))).length
    const butMoney = { ...EVERYTHING, mail: ['outcome', 'reminder', 'review'] }
    await chooseTopics(user, butMoney)
    await chooseTopics(user, butMoney)
    const values = { ...EVERYTHING, slack: ['outcome', 'reminder', 'money'] }
    const submit = { kind: 'submit', submit: 'profile.topics:slack:discord:mail', values } as const
    for (let delivery = 1; delivery <= 2; delivery += 1) await user.does(submit, `twice ${swapped}`)
    expect((await audited(await personOf(user))).length).toBe(before + 2)
    expect(await fieldOf(user, 'In Slack')).toContain('All but reviews')
    expect(await fieldOf(user, 'By mail')).toContain('Everything')
  })

  test('an outcome that is left out everywhere waits in /inbox; what changes rights comes all the same', async () => {
    const { owner } = team
    const rest = ['reminder', 'review', 'money']
    await chooseTimes(owner, { quiet: 'never' })
    const saved = await chooseTopics(owner, { slack: rest, discord: rest, mail: rest })
    expect(wordsOf(saved)).toMatch(/Outcomes.* only wait in /)
    const personId = await personOf(owner)
    await owe(team, personId, 'team.settingsChanged')
    await owe(team, personId, 'member.roleChanged')
    await rolecall.deliver()
    const told = rolecall.inboxOf(owner).map(({ title }) => title)
    expect(told).toEqual([expect.stringContaining('You are now')])
    expect(wordsOf(await owner.command('inbox'))).toContain('Settings of team Alpha were changed')
    await owner.click('Open')
    await owner.click('Mark as read')
    await chooseTopics(owner, EVERYTHING)
  })

  test('R20 what quiet hours hold back is announced in /inbox, and shown there at once if they wish', async () => {
    const { owner, member } = team
    rolecall.clock.advance(13 * HOUR_MS)
    for (const user of [owner, member]) {
      await chooseTimes(user, {})
      await chooseTimes(user, { from: '21', until: '7' })
      expect(await fieldOf(user, 'Quiet hours')).toBe('21:00 to 7:00 UTC, for everything that can wait')
      await owe(team, await personOf(user), 'team.settingsChanged', 2)
      await rolecall.deliver()
      const told = rolecall.inboxOf(user).length
      const inbox = await user.command('inbox')
      expect(cardOf(inbox).rows).toHaveLength(1)
      expect(wordsOf(inbox)).toContain('2 messages')
      expect(cardOf(await user.click('Show now')).rows).toHaveLength(2)
      expect(wordsOf(user.last)).not.toContain('quiet hours')
      for (const _ of [1, 2]) {
        await user.click('Open')
        await user.click('Mark as read')
      }
      expect(titleOf(user.last)).toBe('Nothing waits for you')
      await chooseTimes(user, { quiet: 'never' })
      await rolecall.deliver()
      expect(rolecall.inboxOf(user)).toHaveLength(told)
    }
    rolecall.clock.advance(-13 * HOUR_MS)
  })

  test('what is saved is shown in the place of the card on which the form was opened', async () => {
    for (const user of [team.owner, team.member]) {
      expect((await chooseTimes(user, {})).kind).toBe('replace')
      expect((await chooseTopics(user, EVERYTHING)).kind).toBe('replace')
    }
  })

  test('R20 whoever ends their quiet hours is told at once what they held back', async () => {
    const { owner } = team
    rolecall.clock.advance(13 * HOUR_MS)
    await chooseTimes(owner, { quiet: 'own', from: '20', until: '8' })
    await owe(team, await personOf(owner), 'team.settingsChanged')
    await rolecall.deliver()
    const before = rolecall.inboxOf(owner).length
    await chooseTimes(owner, { quiet: 'never' })
    await rolecall.deliver()
    expect(rolecall.inboxOf(owner).slice(before)).toHaveLength(1)
    rolecall.clock.advance(-13 * HOUR_MS)
  })

  test('B10 R21 many messages come as one, which is paged and opened by its reader only', async () => {
    const { owner, member } = team
    const personId = await personOf(owner)
    await owe(team, personId, 'team.settingsChanged', 11)
    await rolecall.deliver()
    const card = rolecall.inboxOf(owner).at(-1)
    expect(card).toMatchObject({ title: '11 things happened', context: 'Page 1 of 2' })
    expect(card?.rows).toHaveLength(8)
    const [next, open] = [card?.buttons?.[0], card?.rows?.[0]?.button]
    if (!(next && 'press' in next && open)) throw new Error('no buttons')
    expect(wordsOf(await owner.press(next.press))).toContain('Page 2 of 2')
    expect(wordsOf(await owner.press(open.press))).toContain('Adam 1')
    for (const press of [next.press, open.press])
      expect(titleOf(await member.press(press))).toBe('There is no such message of yours')
  })
})

describe('R21 R22 in several accounts', () => {
  test('in an account without any role of theirs they read and change nothing, and learn nothing of it', async () => {
    const [acme, beta] = [await seedTeam(rolecall), await seedTeam(rolecall)]
    const mallory = await seedPerson(rolecall, acme, {
      ...{ name: 'Mallory', platform: 'discord', role: 'member', address: 'mallory@acme.test' },
    })
    const there = mallory.user.in(beta.guild)
    const stored = () =>
      rolecall.db.query('SELECT account_id FROM preference WHERE person_id = $1', [mallory.personId])
    const submit = { kind: 'submit', submit: 'profile.times', values: { ...TIMES, quiet: 'own' } } as const
    for (const answer of [
      await there.command('profile'),
      await there.press('profile.askTimes'),
      await there.press('profile.askTopics'),
      await there.does(submit, 'mallory'),
    ])
      expect(titleOf(answer)).toBe('There is no such account')
    expect(await stored()).toEqual([])
    expect(await audited(mallory.personId)).toEqual([])
    await chooseTimes(mallory.user, { quiet: 'own' })
    expect(await stored()).toEqual([{ account_id: acme.accountId }])
  })

  test('a chat user for whom only one account’s Slack speaks reads and changes what holds in that account', async () => {
    const [acme, beta] = [await seedTeam(rolecall), await seedTeam(rolecall)]
    const { personId, user } = await seedPerson(rolecall, acme, {
      ...{ name: 'Vera', platform: 'discord', role: 'member', address: 'vera@acme.test' },
    })
    const join =
      'INSERT INTO workspace_user (workspace_id, person_id, account_id, role, joined_at) VALUES ($1, $2, $3, $4, $5)'
    const at = isoTime(rolecall.clock.now())
    await rolecall.db.query(join, [beta.workspaceId, personId, beta.accountId, 'chatUser', at])
    await chooseTimes(user.in(beta.guild), { timeZone: 'Asia/Tokyo', destination: 'discord' })
    await rolecall.db.query('DELETE FROM workspace_user WHERE person_id = $1 AND account_id = $2', [
      ...[personId, beta.accountId],
    ])
    const posed = rolecall.user(
      { platform: 'slack', tenant: acme.slackTenant, userId: 'UPOSED' },
      { confirmedEmail: 'vera@acme.test' },
    )
    expect(wordsOf(await posed.command('whoami'))).toContain('Vera')
    await rolecall.db.query(join, [beta.workspaceId, personId, beta.accountId, 'chatUser', at])

    expect(wordsOf(await posed.command('profile'))).not.toMatch(/Tokyo|In Discord, else/)
    await chooseTimes(posed, { destination: 'slack', timeZone: 'Europe/Paris' })
    expect(await fieldOf(user.in(beta.guild), 'Time zone')).toContain('Asia/Tokyo')
    expect(await fieldOf(user.in(beta.guild), 'Messages come')).toBe('In Discord, else elsewhere')
    expect(await fieldOf(user, 'Time zone')).toContain('Europe/Paris')

    // In a direct message she speaks of both.
    await chooseTimes(user.in(null), { timeZone: 'Africa/Cairo' })
    expect(await fieldOf(user.in(beta.guild), 'Time zone')).toContain('Africa/Cairo')
    expect(await fieldOf(posed, 'Time zone')).toContain('Africa/Cairo')
  })
})

test('each notice has the topic that the page for users tells, and what needs its reader has none', () => {
  const kinds = rolecall.parts.flatMap((part) => part.notices ?? [])
  const named = (topic: string | undefined) =>
    kinds.filter((kind) => kind.topic === topic).map(({ name }) => name)
  expect(named(undefined)).toEqual(expect.arrayContaining(ALWAYS))
  for (const [topic, names] of Object.entries(TOPICAL))
    expect(named(topic)).toEqual(expect.arrayContaining(names))
})

const ALWAYS = [
  ...['invitation.received', 'invitation.adminJoined', 'request.filed', 'request.mine'],
  ...['transfer.offered', 'transfer.mine', 'transfer.answered', 'payment.asked', 'payment.refundDue'],
  ...['member.roleChanged', 'member.removed', 'team.deleted', 'thread.deleted', 'chatbot.deleted'],
  ...['workspace.roleChanged', 'workspace.removed', 'workspace.newOwner', 'workspace.deleted'],
  ...['account.adminRemoved', 'account.adminGone', 'account.left', 'account.deleted'],
  ...['chatbot.shared', 'chatbot.sharedWithYou', 'chatbot.sharedWithYouOtherwise'],
  ...['chatbot.unsharedFromYou', 'chatbot.teamDeleted'],
  ...['connection.disconnected', 'connection.ended', 'roleMirror.stopped'],
]

const TOPICAL = {
  outcome: [
    ...['invitation.accepted', 'invitation.declined', 'request.decided'],
    ...['team.settingsChanged', 'account.settingsChanged', 'workspace.renamed', 'connection.made'],
    ...['chatbot.edited', 'chatbot.statusChanged', 'chatbot.shareChanged', 'chatbot.unshared'],
    ...['document.uploaded', 'document.replaced', 'document.removed', 'document.failed'],
  ],
  reminder: ['request.reminder', 'transfer.reminder', 'invitation.expired', 'request.expired'],
  money: [
    ...['budget.level', 'budget.teamUsed', 'seats.nearlyFull', 'workspace.planChanged', 'invoice.made'],
    ...['payment.arrived', 'payment.failed', 'payment.takenBack'],
  ],
}
