import type { MirrorGroup } from '../../src/chat'
import { type MadeGroup, markOf, type WantedGroup } from '../../src/role-sync/mirror'
import { planSteps } from '../../src/role-sync/plan'

const alpha: WantedGroup = { source: 'team', name: 'Team Alpha', userIds: ['ann', 'bob'] }
const row: MadeGroup = { id: '01JAAAAAAAAAAAAAAAAAAAAAAA', source: 'team', groupId: 'G1' }
const group: MirrorGroup = {
  ...{ id: 'G1', name: 'Team Alpha', userIds: ['ann', 'bob'], active: true },
  ...{ hasRights: false, isRestored: true },
}
const admins: MirrorGroup = { ...group, id: 'OTHER', name: 'Admins', hasRights: true, isRestored: false }
const everybody = new Set(['ann', 'bob', 'cleo', 'dan'])

/** What is planned, in short. */
const plan = (
  found: readonly MirrorGroup[],
  {
    wanted = [alpha],
    made = [row],
    members = everybody,
    keepsEmpty = true,
  }: { wanted?: WantedGroup[]; made?: MadeGroup[]; members?: Set<string>; keepsEmpty?: boolean } = {},
) =>
  planSteps(wanted, made, { groups: [admins, ...found], members }, keepsEmpty).map((step) => {
    const about = 'group' in step ? step.group.id : step.made.source
    return 'userIds' in step ? `${step.kind} ${about} ${step.userIds.join()}` : `${step.kind} ${about}`
  })

test('nothing is done where all is as it should be', () => {
  expect(plan([group])).toEqual([])
})

test('what is not there is made, and made again after somebody has deleted it', () => {
  expect(plan([], { made: [{ ...row, groupId: null }] })).toEqual(['make team'])
  expect(plan([])).toEqual(['make team'])
})

test('what was made just before a crash is found by its mark, not made twice', () => {
  const fresh = { ...group, name: markOf(row), userIds: [] }
  const steps = plan([fresh], { made: [{ ...row, groupId: null }] })
  expect(steps).toEqual(['adopt G1', 'restore G1', 'give G1 ann,bob'])
})

test('what was made twice at once is there once in the end', () => {
  const twin = { ...group, id: 'G2', name: markOf(row), userIds: [] }
  expect(plan([group, twin])).toEqual(['remove G2'])
})

test('who should have it gets it, and who was given it by hand loses it, first', () => {
  expect(plan([{ ...group, userIds: ['ann', 'dan'] }])).toEqual(['take G1 dan', 'give G1 bob'])
})

test('people lose roles before others get one, over all groups', () => {
  const beta = { source: 'beta', name: 'Team Beta', userIds: ['cleo'] }
  const made = [row, { ...row, id: '01JBBBBBBBBBBBBBBBBBBBBBBB', source: 'beta', groupId: 'G2' }]
  const found = [
    { ...group, userIds: ['ann'] },
    { ...group, id: 'G2', name: 'Team Beta', userIds: ['cleo', 'dan'] },
  ]
  expect(plan(found, { wanted: [alpha, beta], made })).toEqual(['take G2 dan', 'give G1 bob'])
})

test('who is not in the place gets nothing', () => {
  expect(plan([{ ...group, userIds: ['ann'] }], { members: new Set(['ann']) })).toEqual([])
})

test('a name that was changed by hand is put right, one that was taken is left', () => {
  expect(plan([{ ...group, name: 'Losers' }])).toEqual(['restore G1'])
  expect(plan([{ ...group, name: 'Team Alpha (Rolecall)' }])).toEqual([])
  expect(plan([group], { wanted: [{ ...alpha, name: 'Team Omega' }] })).toEqual(['restore G1'])
})

test('permissions given by hand are taken away before anybody else gets the role', () => {
  const powerful = { ...group, hasRights: true, isRestored: false, userIds: ['ann', 'dan'] }
  expect(plan([powerful])).toEqual(['take G1 dan', 'restore G1', 'give G1 bob'])
})

test('what is no longer wanted is removed, then forgotten', () => {
  expect(plan([group], { wanted: [] })).toEqual(['remove G1'])
  expect(plan([], { wanted: [] })).toEqual(['forget team'])
  expect(plan([{ ...group, active: false, userIds: [] }], { wanted: [] })).toEqual([])
})

test('groups that were not made here are never touched, whatever they are called', () => {
  const namesake = { ...admins, name: 'Team Alpha', userIds: ['dan'] }
  expect(plan([namesake], { made: [], wanted: [] })).toEqual([])
  expect(plan([namesake], { made: [{ ...row, groupId: null }] })).toEqual(['make team'])
})

test('where no group is empty, one is made with its first member, and comes back with the next', () => {
  const slack = { keepsEmpty: false }
  const nobody = { ...alpha, userIds: [] }
  expect(plan([], { ...slack, wanted: [nobody], made: [{ ...row, groupId: null }] })).toEqual([])
  expect(plan([{ ...group, active: false, userIds: [] }], slack)).toEqual(['give G1 ann,bob'])
  const [, give] = planSteps(
    [alpha],
    [row],
    { groups: [{ ...group, userIds: ['dan'] }], members: everybody },
    false,
  )
  expect(give).toMatchObject({ kind: 'give', group: { active: false, userIds: [] } })
})

test('a thousand members of fifty teams are planned at once, a step for each team that has changed', () => {
  const people = Array.from({ length: 1_000 }, (_, n) => `p${n}`)
  const teams = Array.from({ length: 50 }, (_, n) => ({
    source: `t${n}`,
    name: `Team ${n}`,
    userIds: people,
  }))
  const made = teams.map(({ source }, n) => ({
    id: `01J${String(n).padStart(23, '0')}`,
    source,
    groupId: `G${n}`,
  }))
  const found = teams.map(({ name }, n) => ({ ...group, id: `G${n}`, name, userIds: people.slice(n % 2) }))
  const begun = performance.now()
  const steps = planSteps(teams, made, { groups: found, members: new Set(people) }, true)
  expect(steps).toHaveLength(25)
  expect(steps.every((step) => step.kind === 'give' && step.userIds.join() === 'p0')).toBe(true)
  expect(performance.now() - begun).toBeLessThan(1_000)
})
