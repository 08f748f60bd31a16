import { payerOf } from '../../src/billing'

const team = (teamId: string) => ({ to: { kind: 'team', teamId, ownerId: `owner of ${teamId}` } }) as const
const person = { to: { kind: 'person' } } as const
const pays = (personId: string, teamId?: string) => ({ personId, ...(teamId !== undefined && { teamId }) })

test('F42 F96 its owner pays for what nobody shares with a team, also when single people have it', () => {
  expect(payerOf({ ownerId: 'Ann', workspaceId: 'EU', grants: [] }, { here: null, teams: ['red'] })).toEqual(
    pays('Ann'),
  )
  expect(
    payerOf({ ownerId: 'Ann', workspaceId: 'EU', grants: [person] }, { here: 'red', teams: [] }),
  ).toEqual(pays('Ann'))
})

test('F97 the owner of a team that has it pays for what its members ask: of the team asked in, else of the first of theirs', () => {
  const shared = { ownerId: 'Ann', workspaceId: 'EU', grants: [team('red'), person, team('blue')] }
  const payer = (here: string | null, ...teams: string[]) => payerOf(shared, { here, teams })
  expect(payer('blue', 'red', 'blue')).toEqual(pays('owner of blue', 'blue'))
  expect(payer('green', 'blue', 'green', 'red')).toEqual(pays('owner of red', 'red'))
  expect(payer(null, 'blue')).toEqual(pays('owner of blue', 'blue'))
})

test('F96 for who is in no team that has it its owner pays, whatever place they ask in', () => {
  const shared = { ownerId: 'Ann', workspaceId: 'EU', grants: [team('red'), person] }
  expect(payerOf(shared, { here: 'red', teams: [] })).toEqual(pays('Ann'))
  expect(payerOf(shared, { here: null, teams: ['green'] })).toEqual(pays('Ann'))
})

test('F42 for an agent the workspace pays, whoever asks it wherever: nobody in person and no team', () => {
  const agent = { ownerId: null, workspaceId: 'EU', grants: [] }
  expect(payerOf(agent, { here: 'red', teams: ['red'] })).toEqual({ workspaceId: 'EU' })
  expect(payerOf(agent, { here: null, teams: [] })).toEqual({ workspaceId: 'EU' })
})
