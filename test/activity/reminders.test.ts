import { remindSilent } from '../../src/activity/remind-silent'
import { endReminders } from '../../src/activity/reminder'
import { DAY_MS } from '../../src/clock'
import { onBothPlatforms } from '../hostile/scene'
import { createRolecall, type Rolecall, titleOf } from '../support/rolecall'
import { addWorkspace, giveRole, personOf, rolesIn, type Stage, setStage } from '../workspaces/stage'
import { reminders, seen, shownTo, toldTo, wordsAt } from './stage'

const TITLE = 'Are you still there?'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

/** Time passes, the sweep looks at everybody, and what it owes is delivered. */
async function pass(ms: number): Promise<void> {
  rolecall.clock.advance(ms)
  await remindSilent(rolecall.db, rolecall.clock.now())
  await rolecall.deliver()
}

describe.each([
  ['a member in Discord', false],
  ['a member in Slack', true],
])('%s', (_name, swapped) => {
  let stage: Stage
  beforeEach(async () => {
    stage = await setStage(rolecall, { swapped })
    await pass(0)
  })
  const told = () => toldTo(rolecall, stage.member, TITLE)

  test('R20 is reminded after the workspace’s days, not before, and once in a silence', async () => {
    const { member } = stage
    await pass(30 * DAY_MS - 1)
    expect(told()).toEqual([])
    await pass(1)
    expect(told()).toHaveLength(1)
    await pass(40 * DAY_MS)
    expect(told()).toHaveLength(1)
    expect(titleOf(await member.press('reviews.here'))).toBe('Good to see you')
    await seen(rolecall, member)
    await pass(29 * DAY_MS)
    expect(told()).toHaveLength(1)
    await pass(DAY_MS)
    expect(told()).toHaveLength(2)
  })

  test('R20 whoever is active on one platform is not reminded on the other', async () => {
    const { member } = stage
    const both = await onBothPlatforms(rolecall, stage, member)
    await pass(29 * DAY_MS)
    await seen(rolecall, member.id.platform === 'slack' ? both.discord : both.slack)
    await pass(5 * DAY_MS)
    expect(await reminders(rolecall, member)).toEqual([])
  })

  test('R20 whoever has come back or was removed before it goes out hears nothing', async () => {
    const { member, chatUser, workspaceAdmin, workspaceId } = stage
    rolecall.clock.advance(30 * DAY_MS)
    await remindSilent(rolecall.db, rolecall.clock.now())
    await seen(rolecall, member)
    await workspaceAdmin.user.press(`workspaces.askRemove:${workspaceId}:${chatUser.personId}`)
    await workspaceAdmin.user.click('Remove')
    await rolecall.deliver()
    expect(told()).toEqual([])
    expect(toldTo(rolecall, chatUser.user, TITLE)).toEqual([])
    expect(await reminders(rolecall, member)).toEqual([null])
  })

  test('B4 the card that asks whether they are there is redrawn when they have come back another way', async () => {
    const { member } = stage
    await pass(30 * DAY_MS)
    // Others may have come back in earlier tests.
    await endReminders(rolecall.db, rolecall.clock.now())
    await rolecall.deliver()
    expect(shownTo(rolecall, member, TITLE).buttons).toHaveLength(1)
    rolecall.clock.advance(DAY_MS)
    await seen(rolecall, member)
    expect(await endReminders(rolecall.db, rolecall.clock.now())).toBe(1)
    expect(await endReminders(rolecall.db, rolecall.clock.now())).toBe(0)
    await rolecall.deliver()
    const card = shownTo(rolecall, member, 'Good to see you')
    expect(card.buttons).toBeUndefined()
    expect(wordsAt(card.text, rolecall.clock.now())).toMatch(/^You were here .*\(this minute\)\./)
  })

  test('R20 in two workspaces of an account it is one reminder, and who has just come into one is not silent', async () => {
    const { member, accountId } = stage
    const personId = await personOf(rolecall, member)
    await pass(20 * DAY_MS)
    const workspaceId = await addWorkspace(rolecall, stage, `Second ${swapped}`)
    await giveRole(rolecall, { accountId, workspaceId }, personId, 'chatUser')
    await pass(29 * DAY_MS)
    expect(told()).toEqual([])
    await pass(DAY_MS)
    await pass(DAY_MS)
    expect(told()).toHaveLength(1)
  })
})

test('R18 R20 what the clock sends stands in the history, and nobody is removed by it', async () => {
  const { workspaceId } = await setStage(rolecall)
  await pass(0)
  const before = await rolesIn(rolecall, workspaceId)
  await pass(100 * DAY_MS)
  expect(await rolesIn(rolecall, workspaceId)).toEqual(before)
  const audited = await rolecall.db.query(
    `SELECT data->>'name' AS name, actor_id AS by FROM audit_entry
     WHERE workspace_id = $1 AND action = 'person.reminded' ORDER BY 1`,
    [workspaceId],
  )
  expect(audited).toEqual(['Adam', 'Chad', 'Maya', 'Olivia', 'Wanda'].map((name) => ({ name, by: null })))
})

test('R20 two processes that look at once send one reminder, and say at how many they have looked: each once', async () => {
  const { member } = await setStage(rolecall)
  await pass(0)
  rolecall.clock.advance(31 * DAY_MS)
  const now = rolecall.clock.now()
  const looks = await Promise.all([1, 2, 3, 4].map(() => remindSilent(rolecall.db, now)))
  const users: { count: number }[] = await rolecall.db.query(
    'SELECT count(*)::int AS count FROM workspace_user u JOIN workspace w ON w.id = u.workspace_id WHERE w.deleted_at IS NULL',
  )
  expect(looks.reduce((sum, moved) => sum + moved, 0)).toBe(users[0]?.count)
  expect(await remindSilent(rolecall.db, now)).toBe(0)
  await rolecall.deliver()
  expect(toldTo(rolecall, member, TITLE)).toHaveLength(1)
  expect(await reminders(rolecall, member)).toEqual([null])
})
