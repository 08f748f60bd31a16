import { enterTopUp } from '../../src/payments'
import { budgetOf, DOLLAR } from '../billing/stage'
import { createRolecall, type Rolecall } from '../support/rolecall'
import { type SeededTeam, seedTeam } from '../support/seed'

/** Below zero are top-ups whose payment was taken back after they had been used. */
let rolecall: Rolecall
let team: SeededTeam
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())
beforeEach(async () => {
  team = await seedTeam(rolecall)
})

const setLeft = async (dollars: { team?: bigint; workspace?: bigint }) => {
  const { beganAt } = await budgetOf(rolecall, team)
  const micros = (amount = 0n) => String(amount * DOLLAR)
  await rolecall.db.query(
    `INSERT INTO workspace_budget (workspace_id, currency, began_at, spent_micros, top_up_micros)
     VALUES ($1, 'USD', to_timestamp($3 / 1000.0), 0, $2)`,
    [team.workspaceId, micros(dollars.workspace), beganAt],
  )
  await rolecall.db.query(`INSERT INTO team_balance VALUES ($1, 'USD', $2)`, [
    team.teamId,
    micros(dollars.team),
  ])
}
const left = async () => {
  const [row] = await rolecall.db.query('SELECT left_micros AS left FROM team_balance WHERE team_id = $1', [
    team.teamId,
  ])
  const { topUpMicros } = await budgetOf(rolecall, team)
  return { team: BigInt(row.left) / DOLLAR, workspace: topUpMicros / DOLLAR }
}
const enter = (dollars: bigint, teamId: string | null = null) =>
  enterTopUp(rolecall.options, {
    ...{ workspaceId: team.workspaceId, teamId, amountMicros: dollars * DOLLAR, currency: 'USD' },
    ...{ enteredBy: null, at: rolecall.clock.now() },
  })
const deleteTeam = async () => {
  const submit = `teams.delete:${team.teamId}`
  await team.owner.does({ kind: 'submit', submit, values: { name: team.teamName } })
  await rolecall.deliver()
}

test('what is owed can be paid by hand in parts, but nothing is taken back by hand that is not there', async () => {
  await setLeft({ team: -30n, workspace: -50n })
  expect(await enter(20n)).toBe(-30n * DOLLAR)
  expect(await enter(10n, team.teamId)).toBe(-20n * DOLLAR)
  expect(await left()).toEqual({ team: -20n, workspace: -30n })
  expect(await enter(-1n)).toBeNull()
})

test('what a deleted team has left is set against what its workspace owes', async () => {
  await setLeft({ team: 20n, workspace: -50n })
  await deleteTeam()
  expect(await left()).toEqual({ team: 0n, workspace: -30n })
})

test('what a deleted team owes, its workspace owes', async () => {
  await setLeft({ team: -20n, workspace: 5n })
  await deleteTeam()
  expect(await left()).toEqual({ team: 0n, workspace: -15n })
})
