import { nextMonthlyReviewAt } from '../../src/activity'
import { makeReviews, REVIEWS } from '../../src/activity/make-reviews'
import { DAY_MS, isoTime } from '../../src/clock'
import { cardOf, createRolecall, type Rolecall, titleOf, wordsOf } from '../support/rolecall'
import { personOf, rolesOf, type Stage, setStage } from '../workspaces/stage'
import {
  decide,
  endAll,
  labelsFor,
  linesOf,
  look,
  reminders,
  seen,
  shownTo,
  toldTo,
  toReview,
  wordsAt,
} from './stage'

const AWAY = 'Weekly review of team'
const DECISIONS = ['Keep', 'Remind', 'Remove…', 'Not for a week', 'Not for 2 weeks', 'Not for 4 weeks']

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterEach(() => endAll(rolecall))
afterAll(() => rolecall.close())

describe.each([
  ['reviewers in Slack', false],
  ['reviewers in Discord', true],
])('%s', (_name, swapped) => {
  let stage: Stage
  beforeEach(async () => {
    stage = await setStage(rolecall, { swapped })
    await look(rolecall)
  })
  const now = () => rolecall.clock.now()
  /** After five weeks only owner, admin and workspace admin have been there; the review comes at the end of an outage. */
  async function awayForLong(): Promise<void> {
    rolecall.clock.advance(34 * DAY_MS)
    await seen(rolecall, stage.owner, stage.admin, stage.workspaceAdmin.user)
    await toReview(rolecall, 'weekly')
  }

  test('R20 each Monday owner and admins are told who was away, once also after an outage of weeks; nobody else is', async () => {
    await awayForLong()
    for (const reviewer of [stage.owner, stage.admin]) {
      const [card, ...others] = toldTo(rolecall, reviewer, AWAY)
      expect(others).toEqual([])
      expect(linesOf(card, now())).toEqual([expect.stringMatching(/^Maya — Member · .* · inactive/)])
      expect(labelsFor(card, 'Maya')).toEqual(DECISIONS)
    }
    const teamless = toldTo(rolecall, stage.workspaceAdmin.user, 'Weekly review of workspace')
    expect(teamless.map((card) => linesOf(card, now()).map((line) => line.slice(0, 4)))).toEqual([['Chad']])
    for (const { user } of [{ user: stage.member }, stage.chatUser, stage.accountAdmin])
      expect(toldTo(rolecall, user, 'Weekly review')).toEqual([])
  })

  test('R20 the sweep says at how many it has looked, and looks at each once', async () => {
    rolecall.clock.advance(34 * DAY_MS)
    for (const reviews of REVIEWS) {
      expect(await makeReviews(rolecall.db, reviews, now())).toBe(1)
      expect(await makeReviews(rolecall.db, reviews, now())).toBe(0)
    }
  })

  test('R20 B4 whom an admin keeps is off every copy, and off the list until they have been silent for as long again', async () => {
    await awayForLong()
    await decide(stage.admin, shownTo(rolecall, stage.admin, AWAY), 'Maya', 'Keep')
    await rolecall.deliver()
    for (const reviewer of [stage.owner, stage.admin]) {
      const card = shownTo(rolecall, reviewer, AWAY)
      expect(linesOf(card, now())[0]).toMatch(/kept by Adam/)
      expect(labelsFor(card, 'Maya')).toEqual(['Put back on the list', 'Remind', 'Remove…'])
      expect(wordsAt(card.text, now())).toBe(
        'Nothing is left to decide about people in the team. Already decided: 1 kept.',
      )
    }
    await decide(stage.owner, shownTo(rolecall, stage.owner, AWAY), 'Maya', 'Put back on the list')
    await rolecall.deliver()
    expect(labelsFor(shownTo(rolecall, stage.admin, AWAY), 'Maya')).toEqual(DECISIONS)
    await decide(stage.admin, shownTo(rolecall, stage.admin, AWAY), 'Maya', 'Keep')
    await seen(rolecall, stage.owner, stage.admin)
    for (let week = 0; week < 3; week += 1) await toReview(rolecall, 'weekly')
    expect(toldTo(rolecall, stage.owner, AWAY)).toHaveLength(1)
    for (let week = 0; week < 2; week += 1) await toReview(rolecall, 'weekly')
    expect(toldTo(rolecall, stage.owner, AWAY)).toHaveLength(2)
  })

  test('R20 R19 a reviewer reminds in their own name, at most once in seven days whoever asks', async () => {
    await awayForLong()
    rolecall.clock.advance(8 * DAY_MS)
    const { admin, owner, member, teamId } = stage
    const press = `reviews.remind:team:${teamId}:${await personOf(rolecall, member)}:0`
    await Promise.all([admin.press(press, 'one'), admin.press(press, 'one'), owner.press(press, 'other')])
    const refused = [admin, owner]
      .map((each) => titleOf(each.last))
      .filter((title) => /was reminded already/.test(title))
    expect(refused).toHaveLength(1)
    expect((await reminders(rolecall, member)).map((by) => by !== null)).toEqual([false, true])
    await rolecall.deliver()
    expect(wordsAt(toldTo(rolecall, member, 'Are you still there?').at(-1)?.text, now())).toMatch(
      /Adam|Olivia/,
    )
    rolecall.clock.advance(7 * DAY_MS - 1)
    expect(titleOf(await admin.press(press))).toBe('Maya was reminded already')
    rolecall.clock.advance(1)
    expect(titleOf(await admin.press(press))).toMatch(/^Review of team/)
    expect(await reminders(rolecall, member)).toHaveLength(3)
  })

  test('R20 whoever has switched reminders off gets none, and their reviewers are told so', async () => {
    const { admin, member, accountId, teamId } = stage
    const personId = await personOf(rolecall, member)
    const muted = { slack: ['reminder'], discord: ['reminder'], mail: ['reminder'] }
    await rolecall.db.query(
      'INSERT INTO preference (person_id, account_id, muted, changed_at) VALUES ($1, $2, $3, $4)',
      [personId, accountId, JSON.stringify(muted), isoTime(now())],
    )
    await awayForLong()
    expect(titleOf(await admin.press(`reviews.remind:team:${teamId}:${personId}:0`))).toBe(
      'Maya does not want to be reminded',
    )
    expect(await reminders(rolecall, member)).toEqual([])
    expect(toldTo(rolecall, member, 'Are you still there?')).toEqual([])
  })

  test('R21 what belongs to another account is not found, whatever of it a button names', async () => {
    await awayForLong()
    const theirs = await setStage(rolecall, { swapped })
    const personId = await personOf(rolecall, theirs.member)
    const [review] = await rolecall.db.query('SELECT id FROM review WHERE scope_id = $1', [stage.teamId])
    const froms = [`team:${stage.teamId}`, `workspace:${stage.workspaceId}`, `review:${review.id}`]
    for (const from of froms)
      for (const press of ['show', 'keep', 'putBack', 'remind', 'snooze']) {
        await theirs.owner.press(`reviews.${press}:${from}:${personId}:1`)
        expect(titleOf(theirs.owner.last)).toMatch(/^There is no such (team|workspace|review)/)
      }
    await theirs.owner.press(`reviews.keep:team:${theirs.teamId}:${await personOf(rolecall, stage.member)}:0`)
    expect(titleOf(theirs.owner.last)).toMatch(/member/)
    expect(
      await rolecall.db.query('SELECT 1 FROM review_keep WHERE account_id = $1', [theirs.accountId]),
    ).toEqual([])
  })

  test('R5 B4 Remove leads to the step that asks to confirm it; after that every copy says who did it', async () => {
    await awayForLong()
    const { admin, owner, teamId } = stage
    await decide(admin, shownTo(rolecall, admin, AWAY), 'Maya', 'Remove…')
    expect(titleOf(admin.last)).toBe('Remove Maya?')
    expect(await rolesOf(rolecall, teamId)).toHaveProperty('Maya')
    await admin.click('Remove')
    await rolecall.deliver()
    for (const reviewer of [owner, admin]) {
      const card = shownTo(rolecall, reviewer, AWAY)
      expect(linesOf(card, now())).toEqual([])
      expect(wordsAt(card.text, now())).toContain('Maya was removed by Adam')
    }
  })

  test('R20 whom one reader puts off is off their list only, and is back after the weeks', async () => {
    await awayForLong()
    const { admin, owner } = stage
    await decide(admin, shownTo(rolecall, admin, AWAY), 'Maya', 'Not for 2 weeks')
    await rolecall.deliver()
    const card = shownTo(rolecall, admin, AWAY)
    expect(card.title).toBe(`${AWAY} ${stage.teamName}: 1 person was not seen for 30 days`)
    expect(wordsAt(card.text, now())).toContain('1 put off by you')
    expect(linesOf(card, now())[0]).toMatch(/ · put off by you until \w+ \d+/)
    expect(linesOf(shownTo(rolecall, owner, AWAY), now())[0]).not.toContain('put off')
    await decide(admin, card, 'Maya', 'Put back on the list')
    await rolecall.deliver()
    expect(labelsFor(shownTo(rolecall, admin, AWAY), 'Maya')).toEqual(DECISIONS)
    await decide(admin, shownTo(rolecall, admin, AWAY), 'Maya', 'Not for 2 weeks')
    await toReview(rolecall, 'weekly')
    expect([admin, owner].map((each) => toldTo(rolecall, each, AWAY).length)).toEqual([1, 2])
    await toReview(rolecall, 'weekly')
    expect([admin, owner].map((each) => toldTo(rolecall, each, AWAY).length)).toEqual([2, 3])
  })

  test('H1 B3 R4 whoever is no admin any more decides nothing by an old card, sees nobody on it, and gets no new one', async () => {
    await awayForLong()
    const { admin, owner, teamId } = stage
    const card = shownTo(rolecall, admin, AWAY)
    await owner.command('team role', 'Adam member')
    await owner.click('Make Member')
    for (const label of ['Keep', 'Remove…', 'Not for a week']) {
      await decide(admin, card, 'Maya', label)
      expect(titleOf(admin.last)).toBe(`You may not do this in team ${stage.teamName}`)
    }
    await decide(owner, shownTo(rolecall, owner, AWAY), 'Maya', 'Keep')
    await rolecall.deliver()
    expect(shownTo(rolecall, admin, 'This review is over').rows).toBeUndefined()
    await toReview(rolecall, 'weekly')
    expect(toldTo(rolecall, admin, AWAY)).toHaveLength(1)
    expect(await rolesOf(rolecall, teamId)).toMatchObject({ Adam: 'member', Maya: 'member' })
  })

  test('F43 H11 the owner who was away is listed to the admins, without a way to remove them', async () => {
    rolecall.clock.advance(34 * DAY_MS)
    await seen(rolecall, stage.admin, stage.member)
    await toReview(rolecall, 'weekly')
    const card = shownTo(rolecall, stage.admin, AWAY)
    expect(labelsFor(card, 'Olivia')).toEqual(DECISIONS.filter((label) => label !== 'Remove…'))
    expect(toldTo(rolecall, stage.owner, AWAY)).toEqual([])
  })

  test('R14 on the first of the month owner and admins get the roles and settings; of account admins one alone is told', async () => {
    rolecall.clock.set(nextMonthlyReviewAt(now(), 'UTC') - 11 * DAY_MS)
    await seen(rolecall, stage.owner, stage.admin, stage.member)
    await toReview(rolecall, 'monthly')
    for (const reviewer of [stage.owner, stage.admin]) {
      const [card] = toldTo(rolecall, reviewer, 'Monthly review of team')
      expect(card?.buttons?.map(({ label }) => label)).toEqual(['Settings'])
      expect(labelsFor(card, 'Maya')).toEqual(['Make Admin', 'Remove…'])
      expect(card?.fields).toEqual([
        { name: 'Owner', value: '1' },
        { name: 'Admin', value: '1' },
        { name: 'Member', value: '1' },
        { name: 'Members may create chatbots', value: 'Off' },
        { name: 'Members may upload documents', value: 'Off' },
      ])
      expect(linesOf(card, now()).map((line) => line.replace(/ ·.*/, ''))).toEqual([
        'Adam — Admin',
        'Maya — Member',
        'Olivia — Owner',
      ])
    }
    const alone = 'hangs on one person'
    const told = (user: typeof stage.owner) =>
      rolecall.inboxOf(user).filter(({ title }) => title.endsWith(alone))
    expect(told(stage.owner)).toEqual([])
    await rolecall.db.query('DELETE FROM account_admin WHERE person_id = $1', [stage.accountAdmin.personId])
    await toReview(rolecall, 'monthly')
    expect([stage.owner, stage.accountAdmin.user].map((user) => told(user).length)).toEqual([1, 0])
  })

  test('R20 /team review and /workspace review list everybody by last activity, for those who may remove them', async () => {
    rolecall.clock.advance(31 * DAY_MS)
    await seen(rolecall, stage.owner, stage.admin, stage.workspaceAdmin.user)
    const { owner, member, workspaceAdmin, accountAdmin, chatUser } = stage
    await owner.command('team review')
    expect(titleOf(owner.last)).toBe(`Review of team ${stage.teamName}`)
    const card = cardOf(owner.last)
    expect(wordsAt(card.text, now())).toBe(
      '3 people, the longest silent first. One of them was not seen in chat for 30 days.',
    )
    expect(linesOf(card, now())[0]).toMatch(/^Maya — Member · .* · inactive$/)
    expect(card.image?.alt).toBe(
      'Bar chart: how many people were last seen in chat when. This week: 2; 4 weeks ago: 1.',
    )
    expect(titleOf(await member.command('team review'))).toBe(`You may not do this in team ${stage.teamName}`)
    for (const { user } of [workspaceAdmin, accountAdmin]) {
      await user.command('workspace review')
      expect(linesOf(cardOf(user.last), now())).toHaveLength(5)
      await user.click('Keep')
      expect(wordsOf(user.last)).toContain('kept by')
    }
    expect(titleOf(await chatUser.user.command('workspace review'))).toBe(
      `You may not do this in workspace ${stage.workspaceName}`,
    )
  })
})
