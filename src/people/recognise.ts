import type { Actor } from '../access'
import type { Home, Interaction } from '../chat'
import { type Database, statement } from '../db'
import { ROLES, rolesIn } from './roles'

/** Everything that is known about a chat user and the place they speak from, read in one statement. */
export interface Recognised {
  home: Home | null
  identity: Identity | null
  /** Bound, but only by the word of another account's Slack: nobody here (R21). */
  elsewhere: boolean
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
  /**
   * As this chat user and in this account. Null: they have been active as another chat user of theirs since, or perhaps not
   * yet in every account that they act in.
   */
  lastActiveAt: number | null
  /** The account beyond which the chat user is nobody. */
  confinedTo: string | null
}

type Row = Omit<Actor, 'confinedTo'> & {
  home: Home | null
  earlier: { outcome: unknown } | null
  identityId: string | null
  locale: string
  timeZone: string
  lastActiveAt: number | null
  confinedTo: string | null
  elsewhere: boolean
}

/** The connection's account counts; in a direct message (no tenant) that of a confined chat user, else all of the person's (R21). */
const HERE =
  'coalesce(account_id = coalesce((SELECT account_id FROM home), (SELECT confirmed_in FROM me)), $2::text IS NULL)'

const read = statement<Row>(
  'people.recognise',
  `WITH home AS (
  SELECT * FROM connection WHERE platform = $1 AND tenant = $2 AND ended_at IS NULL
), bound AS (
  SELECT i.*, p.name AS person_name FROM chat_identity i JOIN person p ON p.id = i.person_id
  WHERE i.platform = $1 AND i.tenant = $3 AND i.user_id = $4
), me AS (
  SELECT * FROM bound
  WHERE confirmed_in IS NULL OR $2::text IS NULL OR confirmed_in = (SELECT account_id FROM home)
), ${rolesIn(HERE)}
SELECT me.id AS "identityId", me.person_id AS "personId", me.person_name AS name, me.locale,
  coalesce((SELECT time_zone FROM preference WHERE person_id = me.person_id AND ${HERE}
    ORDER BY changed_at DESC LIMIT 1), me.time_zone) AS "timeZone",
  (SELECT least(me.last_active_at, seen.last_active_at) FROM activity seen WHERE seen.person_id = me.person_id
    AND seen.account_id = coalesce((SELECT account_id FROM home), me.confirmed_in)
    AND NOT EXISTS (SELECT 1 FROM chat_identity other WHERE other.person_id = me.person_id
      AND other.last_active_at > me.last_active_at)) AS "lastActiveAt",
  me.confirmed_in AS "confinedTo", me.id IS NULL AND EXISTS (SELECT 1 FROM bound) AS elsewhere,
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
  const { home, earlier, elsewhere, accountRoles, workspaceRoles, teamRoles, identityId: id, ...rest } = row
  const { personId, name, locale, timeZone, lastActiveAt, confinedTo } = rest
  return {
    home,
    earlier,
    elsewhere,
    roles: { accountRoles, workspaceRoles, teamRoles },
    identity: id === null ? null : { id, personId, name, locale, timeZone, lastActiveAt, confinedTo },
  }
}
