import { isoTime } from '../../src/clock'
import { newId } from '../../src/db'
import type { World } from '../model/world'
import type { Rolecall } from '../support/rolecall'
import type { Citizen } from './citizen'

/** Writes what the world holds straight into the tables: hundreds of people would take long to invite. */
export async function insertTown(
  { db, clock }: Rolecall,
  world: World,
  citizens: readonly Citizen[],
): Promise<void> {
  const at = clock.now()
  const moment = isoTime(at)
  const accounts = [...world.accounts.values()]
  const workspaces = [...world.workspaces.values()]
  const teams = [...world.teams.values()]
  const rows: Readonly<Record<string, readonly object[]>> = {
    account: accounts.map(({ id, name }) => ({ id, name, created_at: moment })),
    workspace: workspaces.map(({ id, accountId, name, inactiveAfterDays }) => ({
      ...{ id, account_id: accountId, name, created_at: moment, inactive_after_days: inactiveAfterDays },
    })),
    person: citizens.map(({ id, name }) => ({ id, name, created_at: moment })),
    person_address: citizens.map(({ id, address }) => ({ person_id: id, address, verified_at: moment })),
    chat_identity: citizens.flatMap((citizen) => identitiesOf(citizen, at)),
    account_admin: accounts.flatMap(({ id, admins }) =>
      [...admins].map((personId) => ({ account_id: id, person_id: personId, since: moment })),
    ),
    workspace_user: workspaces.flatMap(({ id, accountId, users }) =>
      [...users].map(([personId, role]) => ({
        ...{ workspace_id: id, account_id: accountId, person_id: personId, role, joined_at: moment },
      })),
    ),
    team: teams.map(({ id, name, workspace }) => ({
      ...{ id, name, workspace_id: workspace.id, account_id: workspace.accountId },
      ...{ member_chatbot_creation: true, created_at: moment },
    })),
    membership: teams.flatMap(({ id, workspace, members }) =>
      [...members].map(([personId, { membershipId, role }]) => ({
        ...{ id: membershipId, team_id: id, workspace_id: workspace.id, account_id: workspace.accountId },
        ...{ person_id: personId, role, joined_at: moment },
      })),
    ),
    connection: workspaces
      .filter(({ connected }) => connected)
      .flatMap(({ id, accountId }, index) =>
        [
          ['slack', `T${index}`],
          ['discord', `guild-${index}`],
        ].map(([platform, tenant]) => ({
          ...{ id: newId(at), workspace_id: id, account_id: accountId, platform, tenant },
          ...{ name: `${platform} ${index}`, created_at: moment },
        })),
      ),
    activity: citizens.map(({ id, accountId }) => ({
      ...{ account_id: accountId, person_id: id, last_active_at: moment },
    })),
    preference: citizens.flatMap(preferenceOf(moment)),
  }
  // A team without an owner is refused at the end of a transaction (R1).
  await db.transaction(async (manager) => {
    for (const [table, all] of Object.entries(rows)) {
      const columns = Object.keys(all[0] ?? {}).join(', ')
      await manager.query(
        `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1)`,
        [JSON.stringify(all)],
      )
    }
  })
}

const identitiesOf = ({ id, name, timeZone, slack, discord }: Citizen, at: number) =>
  [slack, discord].map(({ id: { platform, tenant, userId } }) => ({
    ...{
      id: newId(at),
      person_id: id,
      platform,
      tenant,
      user_id: userId,
      name,
      locale: 'en',
      time_zone: timeZone,
    },
    ...{ linked_at: isoTime(at), last_active_at: isoTime(at) },
  }))

const preferenceOf =
  (moment: string) =>
  ({ id, accountId, wish }: Citizen) => {
    if (!wish) return []
    const mutes = wish.mutesReminders ? ['reminder'] : []
    return [
      {
        ...{
          person_id: id,
          account_id: accountId,
          destination: 'active',
          quiet: wish.quiet,
          changed_at: moment,
        },
        ...{ quiet_from: wish.from, quiet_until: wish.until },
        muted: { slack: mutes, discord: mutes, mail: mutes },
      },
    ]
  }
