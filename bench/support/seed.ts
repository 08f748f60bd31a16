import { execute } from './database'

/** Somebody who may press, and the membership they change: no two people share one. */
export interface Pair {
  tenant: string
  userId: string
  membershipId: string
}

/** As many as press at once, several times over. */
const FEWEST_PAIRS = 640
const TEAMS_PER_ACCOUNT = 10

/** Accounts of ten teams, each a Slack workspace; every team with its owner, and pairs of an admin and a member. */
export async function seedTeams(url: string, teams: number): Promise<void> {
  const accounts = Math.ceil(teams / TEAMS_PER_ACCOUNT)
  const pairs = teams * Math.ceil(FEWEST_PAIRS / teams)
  await execute(url, seedSql({ accounts, teams, pairs }))
  await execute(url, 'VACUUM ANALYZE')
}

/** At most `limit` of them, spread over all teams. */
export function readPairs(url: string, limit = 20_000): Promise<Pair[]> {
  return execute<Pair>(
    url,
    `SELECT i.tenant, i.user_id AS "userId", 'm' || substr(m.id, 2) AS "membershipId"
     FROM membership m JOIN chat_identity i USING (person_id) WHERE m.id LIKE 'a%' AND i.platform = 'slack'
     ORDER BY hashtext(m.id) LIMIT $1`,
    [limit],
  )
}

const seedSql = ({ accounts, teams, pairs }: { accounts: number; teams: number; pairs: number }) => `
CREATE FUNCTION pg_temp.id(kind text, n bigint) RETURNS text IMMUTABLE LANGUAGE sql
  AS $$ SELECT kind || lpad(n::text, 25, '0') $$;
CREATE TEMP VIEW people AS
  SELECT pg_temp.id('o', n) AS id, 'owner' AS role, n AS team, 'UO' || n AS user_id FROM generate_series(0, ${teams - 1}) n
  UNION ALL SELECT pg_temp.id('a', n), 'admin', n % ${teams}, 'UA' || n FROM generate_series(0, ${pairs - 1}) n
  UNION ALL SELECT pg_temp.id('m', n), 'member', n % ${teams}, 'UM' || n FROM generate_series(0, ${pairs - 1}) n;
CREATE TEMP VIEW located AS SELECT *, pg_temp.id('t', team) AS team_id, team / ${TEAMS_PER_ACCOUNT} AS account,
  pg_temp.id('c', team / ${TEAMS_PER_ACCOUNT}) AS account_id, pg_temp.id('w', team / ${TEAMS_PER_ACCOUNT}) AS workspace_id FROM people;
BEGIN;
INSERT INTO account (id, name, created_at)
  SELECT pg_temp.id('c', n), 'Account ' || n, now() FROM generate_series(0, ${accounts - 1}) n;
INSERT INTO workspace (id, account_id, name, created_at)
  SELECT pg_temp.id('w', n), pg_temp.id('c', n), 'Workspace ' || n, now() FROM generate_series(0, ${accounts - 1}) n;
INSERT INTO connection (id, account_id, workspace_id, platform, tenant, name, created_at)
  SELECT pg_temp.id('n', n), pg_temp.id('c', n), pg_temp.id('w', n), 'slack', 'T' || n, 'Slack ' || n, now()
  FROM generate_series(0, ${accounts - 1}) n;
INSERT INTO team (id, account_id, workspace_id, name, created_at)
  SELECT team_id, account_id, workspace_id, 'Team ' || team, now() FROM located WHERE role = 'owner';
INSERT INTO person (id, name, created_at) SELECT id, initcap(role) || ' ' || user_id, now() FROM located;
INSERT INTO person_address (person_id, address, verified_at) SELECT id, lower(user_id) || '@acme.test', now() FROM located;
INSERT INTO chat_identity (id, person_id, platform, tenant, user_id, name, locale, time_zone, linked_at, last_active_at)
  SELECT id, id, 'slack', 'T' || account, user_id, user_id, 'en', 'UTC', now(), now() FROM located;
INSERT INTO workspace_user (workspace_id, person_id, account_id, role, joined_at)
  SELECT workspace_id, id, account_id, 'chatUser', now() FROM located;
INSERT INTO membership (id, account_id, workspace_id, team_id, person_id, role, joined_at)
  SELECT id, account_id, workspace_id, team_id, id, role, now() FROM located;
COMMIT`
