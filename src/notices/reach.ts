import type { ChatUser } from '../chat'
import { type Database, statement } from '../db'
import type { Preference } from './preferences/preference'
import { type PreferenceRow, preferenceJson, readRow } from './preferences/repository'

/** A chat user of a person, with the words they read. */
export interface Identity extends ChatUser {
  locale: string
  timeZone: string
}

/** By what a person can be told something of one account, and how they wish it. */
export interface Reach {
  name: string
  /** Most recently active first. */
  identities: readonly Identity[]
  /** Verified for the account, the latest first. */
  addresses: readonly string[]
  preference: Preference
  /** When they chose it, milliseconds since 1970; null: they have not. */
  wishedAt: number | null
}

/**
 * $1 person, $2 account. A Slack workspace is only told what concerns the account it is connected to (R21); Discord knows
 * its users beyond any server. A chat user for whom only one account's Slack speaks is told of that account only.
 */
const read = statement<Omit<Reach, 'preference'> & { preference: PreferenceRow | null }>(
  'notices.reach',
  `SELECT p.name, (
  SELECT coalesce(json_agg(json_build_object('platform', i.platform, 'tenant', i.tenant, 'userId', i.user_id,
    'locale', i.locale, 'timeZone', coalesce(own.time_zone, i.time_zone)) ORDER BY i.last_active_at DESC, i.id), '[]')
  FROM chat_identity i
  WHERE i.person_id = p.id AND (i.confirmed_in IS NULL OR i.confirmed_in = $2) AND (i.platform = 'discord' OR EXISTS (
    SELECT 1 FROM connection c WHERE c.platform = i.platform AND c.tenant = i.tenant AND c.account_id = $2
      AND c.ended_at IS NULL))
) AS identities, ARRAY(
  SELECT address FROM person_address a
  WHERE a.person_id = p.id AND (a.confirmed_in IS NULL OR a.confirmed_in = $2) ORDER BY verified_at DESC, address
) AS addresses, ${preferenceJson('own')} AS preference, own.changed_at AS "wishedAt"
FROM person p LEFT JOIN preference own ON own.person_id = p.id AND own.account_id = $2 WHERE p.id = $1`,
)

export async function readReach(db: Database, personId: string, accountId: string): Promise<Reach> {
  const [found] = await read(db, [personId, accountId])
  if (!found) throw new Error(`no person has the id ${personId}`)
  return { ...found, preference: readRow(found.preference) }
}
