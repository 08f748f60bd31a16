import { readShape } from '../../src/activity/shape'
import { DAY_MS, isoTime } from '../../src/clock'
import { newId } from '../../src/db'
import { createIdentify, touch } from '../../src/people'
import { createTestLog, interactionOf, platformOf } from '../people/fixture'
import { cardOf, createRolecall, type Rolecall, type TestUser } from '../support/rolecall'
import { seedPerson } from '../support/seed'
import { giveRole, personOf, type Stage, setStage } from '../workspaces/stage'
import { endAll, linesOf, look, reminders, seen } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterEach(() => endAll(rolecall))
afterAll(() => rolecall.close())

/** Acts where they are: in the server or workspace of that stage, or in a direct message (null). */
async function speaks({ db, clock }: Rolecall, { id }: TestUser, where: Stage | null): Promise<void> {
  const tenant = where && (id.platform === 'slack' ? where.slackTenant : where.guild)
  const identify = createIdentify({ db, profiles: platformOf({}).profiles, log: createTestLog() })
  await touch(db, await identify(interactionOf(id, { tenant }), clock.now()), clock.now())
}

/** As the list of a team has it. */
async function lineOf(user: TestUser, name: string): Promise<string | undefined> {
  await user.command('team review')
  return linesOf(cardOf(user.last), rolecall.clock.now()).find((line) => line.startsWith(name))
}

test('R20 whoever was never seen in chat is in the picture as that, not as seen this week', async () => {
  const stage = await setStage(rolecall)
  const ghost = await seedPerson(rolecall, stage, { name: 'Ghost', platform: 'slack', role: 'member' })
  await rolecall.db.query('DELETE FROM activity WHERE person_id = $1', [ghost.personId])
  rolecall.clock.advance(50 * DAY_MS)
  await seen(rolecall, stage.owner)
  const now = rolecall.clock.now()
  const shape = await readShape(
    rolecall.db,
    { ...stage, kind: 'team', id: stage.teamId, name: stage.teamName },
    { now, before: now - 30 * DAY_MS },
  )
  const groups = shape.map(({ role, weeks, inactive, count }) => [role, weeks, inactive, count])
  expect(new Set(groups)).toEqual(
    new Set([
      ['owner', 0, false, 1],
      ['admin', 7, true, 1],
      ['member', 7, true, 1],
      ['member', null, true, 1],
    ]),
  )
})

/** Maya of one account is also in another one: by her Discord user, or by one of its Slack. */
async function inTwoAccounts(platform: 'slack' | 'discord') {
  const [here, there] = [await setStage(rolecall), await setStage(rolecall)]
  const personId = await personOf(rolecall, here.member)
  await giveRole(rolecall, there, personId, 'chatUser')
  if (platform === 'discord') return { here, there, abroad: here.member.in(there.guild) }
  const id = { platform, tenant: there.slackTenant, userId: `UABROAD${there.slackTenant}` } as const
  await rolecall.db.query(
    `INSERT INTO chat_identity (id, person_id, platform, tenant, user_id, name, locale, time_zone, linked_at,
       last_active_at, confirmed_in) VALUES ($1, $2, $3, $4, $5, 'Maya', 'en', 'UTC', $6, $6, $7)`,
    [
      ...[newId(rolecall.clock.now()), personId, id.platform, id.tenant, id.userId],
      ...[isoTime(rolecall.clock.now()), there.accountId],
    ],
  )
  return { here, there, abroad: rolecall.user(id, { name: 'Maya' }, there.slackTenant) }
}

describe.each(['slack', 'discord'] as const)('whoever is in two accounts, one of them in %s,', (platform) => {
  test('R20 R21 and was active in one has been silent in the other, whose reviewers see nothing of it', async () => {
    const { here, there, abroad } = await inTwoAccounts(platform)
    await look(rolecall)
    rolecall.clock.advance(40 * DAY_MS)
    await speaks(rolecall, abroad, there)
    await look(rolecall)
    expect(await lineOf(here.owner, 'Maya')).toMatch(/· inactive/)
    expect(await reminders(rolecall, here.member)).toEqual([null])
  })
})

test('R20 R21 activity is noted in each account, also in two within a minute; a direct message counts in all', async () => {
  const { here, there, abroad } = await inTwoAccounts('discord')
  const personId = await personOf(rolecall, here.member)
  const noted = async () => {
    const rows: { account: string; at: number }[] = await rolecall.db.query(
      'SELECT account_id AS account, last_active_at AS at FROM activity WHERE person_id = $1',
      [personId],
    )
    const at = new Map(rows.map((row) => [row.account, row.at]))
    return [here, there].map(({ accountId }) => at.get(accountId))
  }
  rolecall.clock.advance(DAY_MS)
  const first = rolecall.clock.now()
  await speaks(rolecall, abroad, here)
  rolecall.clock.advance(1000)
  await speaks(rolecall, abroad, there)
  expect(await noted()).toEqual([first, first + 1000])
  rolecall.clock.advance(DAY_MS)
  await speaks(rolecall, abroad, null)
  expect(await noted()).toEqual([rolecall.clock.now(), rolecall.clock.now()])
})

test('F147 whoever has taken away their only chat user was active all the same', async () => {
  const stage = await setStage(rolecall)
  rolecall.clock.advance(DAY_MS)
  await speaks(rolecall, stage.member, stage)
  await rolecall.db.query('DELETE FROM chat_identity WHERE person_id = $1', [
    await personOf(rolecall, stage.member),
  ])
  expect(await lineOf(stage.owner, 'Maya')).toMatch(/ · active /)
})
