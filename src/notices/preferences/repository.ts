import { type Database, statement } from '../../db'
import { type Preference, USUAL } from './preference'

/** A preference as PostgreSQL hands it over; its keys are columns. */
export interface PreferenceRow extends Omit<Preference, 'hours'> {
  from: number
  until: number
}

/** The row of that alias as JSON; null where somebody has chosen nothing. */
export const preferenceJson = (row: string) =>
  `CASE WHEN ${row}.person_id IS NOT NULL THEN json_build_object('destination', ${row}.destination, 'quiet', ${row}.quiet,
  'from', ${row}.quiet_from, 'until', ${row}.quiet_until, 'timeZone', ${row}.time_zone, 'muted', ${row}.muted) END`

export function readRow(row: PreferenceRow | null): Preference {
  if (!row) return USUAL
  const { from, until, ...rest } = row
  return { ...rest, hours: { from, until } }
}

/** What somebody has chosen in one account. */
export interface AccountPreference {
  accountId: string
  accountName: string
  preference: Preference
}

/** $1 person, $2 accounts. */
const read = statement<Omit<AccountPreference, 'preference'> & { preference: PreferenceRow | null }>(
  'preference.read',
  `SELECT a.id AS "accountId", a.name AS "accountName", ${preferenceJson('own')} AS preference
FROM account a LEFT JOIN preference own ON own.account_id = a.id AND own.person_id = $1
WHERE a.id = ANY($2::text[]) ORDER BY own.changed_at DESC NULLS LAST, a.id`,
)

/** In each of the accounts; where the person has chosen last comes first. */
export async function readPreferences(
  db: Database,
  personId: string,
  accountIds: readonly string[],
): Promise<AccountPreference[]> {
  const rows = await read(db, [personId, accountIds])
  return rows.map((row) => ({ ...row, preference: readRow(row.preference) }))
}
