import type { Actor } from '../access'
import type { Home, Interaction } from '../chat'
import { type Database, statement } from '../db'
import { ROLES, rolesIn } from './roles'

/** Everything that is known about a chat user and the place they speak from, read in one statement. */
export interface Recognised {
  home: Home | null
  identity: Identity | null
  roles: Pick<Actor, 'accountRoles' | 'workspaceRoles' | 'teamRoles'>
  /** Wrapped, because the outcome itself may be null. */
  earlier: { outcome: unknown } | null
}

export interface Identity {
  id: string
  personId: string
  name: string
  locale: string
  timeZone: string
  /** Null: they have been active as another chat user of theirs since. */
  lastActiveAt: number | null
}

type Row = Actor & {
  home: Home | null
  earlier: { outcome: unknown } | null
  identityId: string | null
  locale: string
  timeZone: string
  lastActiveAt: number | null
}

/** In a direct message (no tenant) all accounts of the person count, else the connection's only (R21). */
const HERE = '($2::text IS NULL OR account_id = (SELECT account_id FROM home))'

const read = statement<Row>(
  'people.recognise',
  `WITH home AS (
  SELECT * FROM connection WHERE platform = $1 AND tenant = $2 AND ended_at IS NULL
), me AS (
  SELECT i.*, p.name AS person_name FROM chat_identity i JOIN person p ON p.id = i.person_id
  WHERE i.platform = $1 AND i.tenant = $3 AND i.user_id = $4
), ${rolesIn(HERE)}
SELECT me.id AS "identityId", me.person_id AS "personId", me.person_name AS name, me.locale, me.time_zone AS "timeZone",
  CASE WHEN NOT EXISTS (SELECT 1 FROM chat_identity other WHERE other.person_id = me.person_id
    AND other.last_active_at > me.last_active_at) THEN me.last_active_at END AS "lastActiveAt",
  (SELECT json_build_object('connectionId', id, 'accountId', account_id, 'workspaceId', workspace_id,
    'defaultTeamId', default_team_id) FROM home) AS home,
  (SELECT json_build_object('outcome', outcome) FROM interaction WHERE key = $5) AS earlier,
  ${ROLES}
FROM (SELECT 1) AS always LEFT JOIN me ON true`,
)

export async function recognise(db: Database, interaction: Interaction): Promise<Recognised> {
  const { sender, place } = interaction
  const key = `${sender.platform}:${interaction.key}`
  const [row] = await read(db, [sender.platform, place.tenant, sender.tenant, sender.userId, key])
  if (!row) throw new Error('people.recognise returns one row')
  const { home, earlier, accountRoles, workspaceRoles, teamRoles, identityId, ...rest } = row
  const { personId, name, locale, timeZone, lastActiveAt } = rest
  return {
    home,
    earlier,
    roles: { accountRoles, workspaceRoles, teamRoles },
    identity: identityId === null ? null : { id: identityId, personId, name, locale, timeZone, lastActiveAt },
  }
}
