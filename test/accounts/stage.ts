import type { Rolecall } from '../support/rolecall'
import { type SeededTeam, seedPerson, seedTeam } from '../support/seed'
import { makeAccountAdmin, type Someone } from '../workspaces/stage'

export interface Stage extends SeededTeam {
  accountName: string
  /** Account admins; `axel` has a role in the workspace and is in no team. */
  axel: Someone
  berta: Someone
}

/** A team with two admins of its account; `swapped`: they are on Discord. */
export async function setStage(rolecall: Rolecall, { swapped = false } = {}): Promise<Stage> {
  const team = await seedTeam(rolecall, { swapped })
  const [near, far] = swapped ? (['discord', 'slack'] as const) : (['slack', 'discord'] as const)
  const [{ name: accountName }] = await rolecall.db.query('SELECT name FROM account WHERE id = $1', [
    team.accountId,
  ])
  await rolecall.db.query('DELETE FROM account_admin WHERE account_id = $1', [team.accountId])
  const axel = await seedPerson(rolecall, team, { name: 'Axel', platform: near })
  const berta = await seedPerson(rolecall, team, { name: 'Berta', platform: far })
  for (const { personId } of [axel, berta]) await makeAccountAdmin(rolecall, team, personId)
  return { ...team, accountName, axel, berta }
}

/** Names of the admins of an account. */
export async function adminsOf(
  { db }: Rolecall,
  { accountId }: Pick<SeededTeam, 'accountId'>,
): Promise<string[]> {
  const rows: { name: string }[] = await db.query(
    'SELECT p.name FROM account_admin d JOIN person p ON p.id = d.person_id WHERE d.account_id = $1 ORDER BY p.name',
    [accountId],
  )
  return rows.map(({ name }) => name)
}
