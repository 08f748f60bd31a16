import type { Acting, Refusal } from '../../src/chat'
import { type Database, newId } from '../../src/db'
import { actOnPage } from '../../src/people'
import { acceptTransfer } from '../../src/transfers/accept-transfer'
import { startChatbotTransfer, startTeamTransfer } from '../../src/transfers/start-transfer'
import type { Rolecall, TestUser } from '../support/rolecall'
import { type SeededTeam, seedTeam } from '../support/seed'

export interface Someone {
  personId: string
  accountId: string
  user: TestUser
}

export async function someone(
  { db }: Rolecall,
  { accountId }: Pick<SeededTeam, 'accountId'>,
  user: TestUser,
): Promise<Someone> {
  const [found] = await db.query('SELECT person_id AS id FROM chat_identity WHERE user_id = $1', [
    user.id.userId,
  ])
  return { personId: found.id, accountId, user }
}

/** A team with its owner, an admin and a member. */
export interface Scene {
  team: SeededTeam
  olivia: Someone
  adam: Someone
  maya: Someone
}

export async function openScene(rolecall: Rolecall, way?: { swapped: boolean }): Promise<Scene> {
  const team = await seedTeam(rolecall, way)
  return {
    team,
    olivia: await someone(rolecall, team, team.owner),
    adam: await someone(rolecall, team, team.admin),
    maya: await someone(rolecall, team, team.member),
  }
}

/** They do something now, with what they are at this moment. The same `key` is the same happening, delivered again. */
export async function acts(
  { clock, ...rolecall }: Pick<Rolecall, 'db' | 'clock'>,
  { personId, accountId }: Pick<Someone, 'personId' | 'accountId'>,
  { db = rolecall.db, key = newId(clock.now()) }: { db?: Database; key?: string } = {},
): Promise<Acting> {
  const acting = await actOnPage(db, { personId, accountId, key, at: clock.now() })
  if (!acting) throw new Error('they are nobody in this account')
  return acting
}

/** Offers the team; resolves to the id of the transfer. */
export const offerTeam = async (rolecall: Rolecall, { teamId }: SeededTeam, from: Someone, to: Someone) =>
  idOf(
    await startTeamTransfer(rolecall.db, rolecall.secrets, await acts(rolecall, from), {
      ...{ teamId, personId: to.personId, typed: 'confirm' },
    }),
  )

export const offerChatbot = async (rolecall: Rolecall, chatbotId: string, from: Someone, to: Someone) =>
  idOf(
    await startChatbotTransfer(rolecall.db, rolecall.secrets, await acts(rolecall, from), {
      ...{ chatbotId, personId: to.personId },
    }),
  )

export const accept = async (
  rolecall: Rolecall,
  id: string,
  who: Someone,
  db: Database = rolecall.db,
): Promise<{ id: string } | Refusal> => acceptTransfer(db, await acts(rolecall, who, { db }), id)

function idOf(started: { id: string } | Refusal): string {
  if ('refused' in started) throw new Error(JSON.stringify(started))
  return started.id
}

/** Living members of a team by name. */
export async function rolesIn({ db }: Pick<Rolecall, 'db'>, teamId: string): Promise<Record<string, string>> {
  const rows: { name: string; role: string }[] = await db.query(
    'SELECT p.name, m.role FROM membership m JOIN person p ON p.id = m.person_id WHERE m.team_id = $1 AND m.ended_at IS NULL',
    [teamId],
  )
  return Object.fromEntries(rows.map(({ name, role }) => [name, role]))
}

export async function statusOf({ db }: Pick<Rolecall, 'db'>, id: string): Promise<string> {
  const [row] = await db.query('SELECT status FROM transfer WHERE id = $1', [id])
  return row.status
}

/** What is owed about one thing, as "kind name" and for whom. */
export const owedAbout = ({ db }: Pick<Rolecall, 'db'>, subjectId: string): Promise<string[]> =>
  db
    .query(
      `SELECT concat_ws(' ', o.kind, o.name, p.name) AS line FROM outbox o LEFT JOIN person p ON p.id = o.person_id
       WHERE o.subject_id = $1 ORDER BY o.id`,
      [subjectId],
    )
    .then((rows: { line: string }[]) => rows.map(({ line }) => line))

export const auditedOf = ({ db }: Pick<Rolecall, 'db'>, subjectId: string): Promise<string[]> =>
  db
    .query('SELECT action FROM audit_entry WHERE subject_id = $1 ORDER BY id', [subjectId])
    .then((rows: { action: string }[]) => rows.map(({ action }) => action))
