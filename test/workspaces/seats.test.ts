import { isRefusal } from '../../src/chat'
import { changePlan } from '../../src/seats'
import { seat } from '../../src/seats/seats'
import { BOTH_WAYS } from '../chatbots/stage'
import { cardOf, createRolecall, type Rolecall, type TestUser, titleOf, wordsOf } from '../support/rolecall'
import { givePlan, type SeededTeam, seedPerson, seedTeam } from '../support/seed'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall(undefined, { PLAN_BASIC: 'seats 10', PLAN_PRO: 'seats 20' })
})
afterAll(() => rolecall.close())

const setRole = ({ workspaceId }: SeededTeam, personId: string, role: string) =>
  rolecall.db.query('UPDATE workspace_user SET role = $3 WHERE workspace_id = $1 AND person_id = $2', [
    workspaceId,
    personId,
    role,
  ])

const invite = (by: TestUser, count: number, first = 0) =>
  by.command('team invite', {
    people: Array.from({ length: count }, (_, index) => `n${first + index}@acme.test`).join(),
  })

const titlesOf = async (user: TestUser): Promise<string[]> => {
  await rolecall.deliver()
  return rolecall.inboxOf(user).map(({ title }) => title)
}

const setPlan = async ({ accountId, workspaceId }: SeededTeam, plan: 'basic' | 'pro') => {
  const changed = await changePlan(rolecall.options, { accountId, workspaceId, plan }, rolecall.clock.now())
  if (isRefusal(changed)) throw new Error(`not changed: ${changed.code}`)
  return changed
}

describe.each(BOTH_WAYS)('%s', (_way, swapped) => {
  let team: SeededTeam
  beforeEach(async () => {
    team = await seedTeam(rolecall, { swapped })
  })
  const seatsShownTo = async (user: TestUser) =>
    cardOf(await user.command('team overview')).fields?.find(({ name }) => name.startsWith('Seats'))

  test('F145 the team overview shows the seats of the workspace, to every role', async () => {
    await invite(team.owner, 3)
    for (const user of [team.owner, team.admin, team.member])
      expect(await seatsShownTo(user)).toEqual({
        name: expect.stringMatching(/^Seats of workspace Workspace \d+$/),
        value: '5 of 10',
      })
  })

  test('F145 the workspace overview and the list of its users show them, too', async () => {
    await invite(team.owner, 4)
    expect(cardOf(await team.owner.command('workspace overview')).fields).toContainEqual({
      name: 'Seats',
      value: '6 of 10 taken; account admins need none',
    })
    expect(cardOf(await team.owner.command('workspace users')).text).toMatch(
      /^3 people\. Seats: 6 of 10 taken/,
    )
  })

  test('F152 F145 each workspace has the seats of its plan', async () => {
    const other = await seedTeam(rolecall, { swapped })
    await givePlan(rolecall, other, 'pro')
    expect((await seatsShownTo(team.owner))?.value).toBe('2 of 10')
    expect(cardOf(await other.owner.command('team overview')).fields).toContainEqual(
      expect.objectContaining({ value: '2 of 20' }),
    )
  })

  test('R13 founding, a team that a user makes and account admins need no seat', async () => {
    expect((await seatsShownTo(team.owner))?.value).toBe('2 of 10')
    await team.member.command('team create', 'Mine')
    expect((await seatsShownTo(team.owner))?.value).toBe('2 of 10')
    await rolecall.db.query(
      `INSERT INTO account_admin (account_id, person_id, since)
       SELECT account_id, person_id, now() FROM membership WHERE team_id = $1 AND role = 'admin'`,
      [team.teamId],
    )
    expect((await seatsShownTo(team.owner))?.value).toBe('1 of 10')
  })

  test('F146 who is removed from the workspace frees a seat, who leaves a team does not', async () => {
    await team.member.command('team leave')
    await team.member.click('Leave')
    expect((await seatsShownTo(team.owner))?.value).toBe('2 of 10')
    await team.owner.command('workspace remove', 'Maya')
    await team.owner.click('Remove')
    expect((await seatsShownTo(team.owner))?.value).toBe('1 of 10')
  })

  test('§6 below nine tenths the result says nothing of seats, from there on it says how many are left', async () => {
    expect(cardOf(await invite(team.owner, 6)).fields).toBeUndefined()
    expect(cardOf(await invite(team.owner, 1, 6)).fields).toEqual([
      { name: expect.stringMatching(/^Seats of workspace/), value: '9 of 10 are taken. 1 is left.' },
    ])
    expect(cardOf(await invite(team.owner, 1, 7)).fields).toEqual([
      {
        name: expect.stringMatching(/^Seats of workspace/),
        value: '10 of 10 are taken. Nobody new can be invited.',
      },
    ])
  })

  test('§6 admins of workspace and account and billing admins are told when nine tenths are taken, once; others are not', async () => {
    const platform = swapped ? 'slack' : 'discord'
    const [wanda, bill, chad] = await Promise.all(
      ['Wanda', 'Bill', 'Chad'].map((name) => seedPerson(rolecall, team, { name, platform })),
    )
    if (!wanda || !bill || !chad) throw new Error('three people are needed')
    await setRole(team, wanda.personId, 'workspaceAdmin')
    await setRole(team, bill.personId, 'billingAdmin')
    await invite(team.admin, 3)
    expect(await titlesOf(wanda.user)).toEqual([])
    await invite(team.admin, 1, 3)
    const told = [team.owner, wanda.user, bill.user]
    for (const user of told) expect(await titlesOf(user)).toEqual(['9 of 10 seats are taken'])
    await invite(team.admin, 1, 4)
    for (const user of told) expect(await titlesOf(user)).toHaveLength(1)
    for (const user of [team.admin, chad.user]) expect(await titlesOf(user)).toEqual([])
  })

  test('§6 when seats came free and nine tenths are taken anew, the admins are told anew', async () => {
    await invite(team.admin, 7)
    expect(await titlesOf(team.owner)).toEqual(['9 of 10 seats are taken'])
    await team.admin.command('team invitations')
    await team.admin.click('Cancel invitation')
    await invite(team.admin, 2, 7)
    expect(await titlesOf(team.owner)).toEqual(['9 of 10 seats are taken', '10 of 10 seats are taken'])
  })

  test('what is no longer so when it is to be told is not told', async () => {
    await invite(team.admin, 7)
    await team.admin.command('team invitations')
    await team.admin.click('Cancel invitation')
    expect(await titlesOf(team.owner)).toEqual([])
  })

  test('R13 a plan with fewer seats than people throws nobody out; its admins are told what follows', async () => {
    await setPlan(team, 'pro')
    expect(await titlesOf(team.owner)).toEqual(['Your workspace has the plan Pro now'])
    await invite(team.owner, 10)
    expect(await setPlan(team, 'basic')).toMatchObject({
      from: 'Pro',
      to: 'Basic',
      seats: { used: 12, limit: 10 },
    })
    await rolecall.deliver()
    expect(rolecall.inboxOf(team.owner).at(-1)).toMatchObject({
      tone: 'warning',
      title: 'Your workspace has the plan Basic now',
      text: expect.stringContaining('Nobody is thrown out, but nobody new can be invited.'),
    })
    expect(wordsOf(await team.member.command('team overview'))).toContain('12 of 10')
    expect(titleOf(await invite(team.owner, 1, 10))).toBe('Nobody was invited')
    const history = await rolecall.db.query(
      `SELECT data FROM audit_entry WHERE workspace_id = $1 AND action = 'workspace.planChanged' ORDER BY id`,
      [team.workspaceId],
    )
    expect(history.map(({ data }: { data: object }) => data)).toMatchObject([
      { from: 'Basic', to: 'Pro', fromPlan: 'basic', toPlan: 'pro' },
      { from: 'Pro', to: 'Basic' },
    ])
  })

  test('F112 F152 the plan that is given holds for the very next document', async () => {
    const small = Buffer.alloc(1)
    const file = { ...rolecall.file('plan.txt', small), sizeBytes: 30 * 2 ** 20 }
    await team.owner.command('chatbot create')
    await team.owner.submit({ name: `Sized ${team.teamId}`, description: '', instructions: '' })
    const upload = async () => {
      const [answer] = await team.owner.says('', { files: [file], addressed: true, place: { direct: true } })
      if (!answer) throw new Error('nothing was answered')
      team.owner.answers.push(answer)
      return wordsOf(await team.owner.click('Add'))
    }
    expect(await upload()).toContain('The plan Basic of this workspace takes')
    await setPlan(team, 'pro')
    expect(await upload()).not.toContain('The plan Basic')
  })
})

test('a plan that was taken back before anybody was told of it is not told', async () => {
  const team = await seedTeam(rolecall)
  await setPlan(team, 'pro')
  await setPlan(team, 'basic')
  expect(await titlesOf(team.owner)).toEqual(['Your workspace has the plan Basic now'])
})

test('a plan that the workspace has already changes nothing and tells nobody', async () => {
  const team = await seedTeam(rolecall)
  expect(await setPlan(team, 'basic')).toMatchObject({ from: 'Basic', to: 'Basic' })
  expect(await titlesOf(team.owner)).toEqual([])
})

describe('who gets a seat', () => {
  const newcomers = ['ann', 'ann@home', 'bob', 'cid'].map((invitee) => ({
    invitee,
    taker: invitee.replace(/@.*/, ''),
  }))
  const seats = (limit: number, used: number, ...invitees: string[]) => {
    const { seated, used: then } = seat({ used, limit }, newcomers, invitees)
    return [[...seated], then]
  }

  test('the first ones, in their order', () => {
    expect(seats(10, 8, 'bob', 'ann', 'cid')).toEqual([['bob', 'ann'], 10])
  })
  test('one person takes one, however they are called', () => {
    expect(seats(10, 9, 'ann', 'bob', 'ann@home')).toEqual([['ann', 'ann@home'], 10])
  })
  test('who needs none is always in', () => {
    expect(seats(10, 10, 'olivia', 'bob', 'adam')).toEqual([['olivia', 'adam'], 10])
  })
  test('nobody new where more are in than there are seats', () => {
    expect(seats(10, 12, 'bob', 'olivia')).toEqual([['olivia'], 12])
  })
})
