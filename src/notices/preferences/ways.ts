import type { Actor } from '../../access'
import { type Database, statement } from '../../db'
import type { NoticeTopic } from '../notice-kind'
import { routeOf } from '../route'
import { type Preference, TOPICS, type Way } from './preference'

/** $1 person, $2 accounts, $3 the account to which whoever asks is confined, else null. As notices go, see `readReach`. */
const read = statement<{ way: Way }>(
  'preference.ways',
  `SELECT DISTINCT i.platform AS way FROM chat_identity i
WHERE i.person_id = $1 AND CASE WHEN $3::text IS NULL THEN coalesce(i.confirmed_in = ANY($2::text[]), true) ELSE i.confirmed_in = $3 END
  AND (i.platform = 'discord' OR EXISTS (SELECT 1 FROM connection c WHERE c.platform = i.platform AND c.tenant = i.tenant
    AND c.account_id = ANY($2::text[]) AND c.ended_at IS NULL))
UNION ALL SELECT 'mail' WHERE EXISTS (SELECT 1 FROM person_address a WHERE a.person_id = $1
  AND CASE WHEN $3::text IS NULL THEN coalesce(a.confirmed_in = ANY($2::text[]), true) ELSE a.confirmed_in = $3 END)`,
)

/** By which ways the speaker is known in any of the accounts, as far as they may see that. */
export async function readWays(
  db: Database,
  { personId, confinedTo }: Pick<Actor, 'personId' | 'confinedTo'>,
  accountIds: readonly string[],
): Promise<readonly Way[]> {
  const rows = await read(db, [personId, accountIds, confinedTo ?? null])
  return rows.map(({ way }) => way)
}

/** The topics that come by none of the ways by which somebody is known. */
export function unwantedTopics(preference: Preference, ways: readonly Way[]): readonly NoticeTopic[] {
  const identities = ways
    .filter((way) => way !== 'mail')
    .map((platform) => ({ platform, tenant: '', userId: '', locale: 'en', timeZone: 'UTC' }))
  return TOPICS.filter((topic) => routeOf(topic, { identities, preference }, 0).kind === 'unwanted')
}
