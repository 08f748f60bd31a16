import { statement } from '../db'

/** What is saved with a lease; the columns are null where there is no session. */
interface SessionColumns {
  shard: number
  sessionId: string | null
  sequence: number | null
  resumeUrl: string | null
}

/** $1 bot, $2 how many shards; does nothing where there are as many already. Also forgets what nobody has used for long. */
export const makeShards = statement(
  'shards.make',
  `WITH gone AS (DELETE FROM discord_process WHERE alive_until < now() - interval '1 hour'),
unused AS (DELETE FROM discord_shard WHERE bot <> $1 AND leased_until < now() - interval '1 hour')
INSERT INTO discord_shard (bot, of, shard) SELECT $1, $2, shard FROM generate_series(0, $2::int - 1) AS shard
WHERE $2 IS DISTINCT FROM (SELECT of FROM discord_shard WHERE bot = $1 ORDER BY made_at DESC LIMIT 1)
  OR $2::int > (SELECT count(*) FROM discord_shard WHERE bot = $1 AND of = $2)
ON CONFLICT (bot, of, shard) DO UPDATE SET made_at = excluded.made_at`,
)

/** $1 bot, $2 process, $3 length of a lease in ms, $4–$8 of, shard and session of each. Returns what is still its own. */
export const renew = statement<{ of: number; shard: number }>(
  'shards.renew',
  `WITH alive AS (
  INSERT INTO discord_process (id, bot, alive_until) VALUES ($2, $1, now() + $3::int * interval '1 ms')
  ON CONFLICT (id) DO UPDATE SET alive_until = excluded.alive_until
), renewed AS (
  UPDATE discord_shard AS s SET leased_until = now() + $3::int * interval '1 ms',
    session_id = own.session_id, sequence = own.sequence, resume_url = own.resume_url
  FROM unnest($4::int[], $5::int[], $6::text[], $7::bigint[], $8::text[])
    AS own (of, shard, session_id, sequence, resume_url)
  WHERE s.bot = $1 AND s.holder = $2 AND s.of = own.of AND s.shard = own.shard
  RETURNING s.of, s.shard
)
SELECT of, shard FROM renewed`,
)

export interface ShardRow {
  of: number
  shard: number
  holder: string | null
  connected: boolean
  /** Its holder has renewed it since this process joined, so is no process that died before. */
  isServed: boolean
}

/** $1 bot, $2 process, $3 length of a lease in ms. Those of the number that counts come first. */
export const readShards = statement<ShardRow>(
  'shards.read',
  `SELECT s.of, s.shard, CASE WHEN s.leased_until > now() THEN s.holder END AS holder,
  s.session_id IS NOT NULL AS connected,
  coalesce(s.leased_until > greatest(now(), me.joined_at + $3::int * interval '1 ms'), false) AS "isServed"
FROM discord_shard AS s LEFT JOIN discord_process AS me ON me.id = $2
WHERE s.bot = $1 ORDER BY max(s.made_at) OVER (PARTITION BY s.of) DESC, s.shard`,
)

/** $1 bot. */
export const readProcesses = statement<{ id: string }>(
  'shards.processes',
  'SELECT id FROM discord_process WHERE bot = $1 AND alive_until > now()',
)

/**
 * $1 bot, $2 process, $3 length of a lease in ms, $4 of, $5 how many at most. Of two who ask at the same time, one gets
 * the row: it is locked while it is free, and the other passes over it. A session that nobody has resumed for minutes has
 * ended: https://docs.discord.com/developers/events/gateway#initiating-a-disconnect
 */
export const take = statement<SessionColumns>(
  'shards.take',
  `WITH free AS (
  SELECT of, shard, leased_until > now() - interval '10 minutes' AS is_fresh FROM discord_shard
  WHERE bot = $1 AND of = $4 AND (leased_until IS NULL OR leased_until <= now())
  ORDER BY shard LIMIT $5 FOR UPDATE SKIP LOCKED
), taken AS (
  UPDATE discord_shard AS s SET holder = $2, leased_until = now() + $3::int * interval '1 ms'
  FROM free WHERE s.bot = $1 AND s.of = free.of AND s.shard = free.shard
  RETURNING s.shard, is_fresh, s.session_id, s.sequence, s.resume_url
)
SELECT shard, CASE WHEN is_fresh THEN session_id END AS "sessionId", sequence, resume_url AS "resumeUrl"
FROM taken ORDER BY shard`,
)

/** $1 bot, $2 process, $3–$7 of, shard and session of each. */
export const giveBack = statement(
  'shards.giveBack',
  `UPDATE discord_shard AS s SET holder = NULL, leased_until = now(),
  session_id = own.session_id, sequence = own.sequence, resume_url = own.resume_url
FROM unnest($3::int[], $4::int[], $5::text[], $6::bigint[], $7::text[])
  AS own (of, shard, session_id, sequence, resume_url)
WHERE s.bot = $1 AND s.holder = $2 AND s.of = own.of AND s.shard = own.shard`,
)

/** $1 process. */
export const forget = statement('shards.forget', 'DELETE FROM discord_process WHERE id = $1')

/** $1 bot, $2 the number of shards that counts. */
export const endOthers = statement(
  'shards.endOthers',
  'DELETE FROM discord_shard WHERE bot = $1 AND of <> $2',
)

/** $1 bot, $2 key, $3 length of a turn in ms. The first to ask when the one before has ended gets it; 0 says so. */
export const takeTurn = statement<{ waitMs: number }>(
  'shards.turn',
  `WITH taken AS (
  INSERT INTO discord_identify AS turn (bot, key, free_at) VALUES ($1, $2, now() + $3::int * interval '1 ms')
  ON CONFLICT (bot, key) DO UPDATE SET free_at = excluded.free_at WHERE turn.free_at <= now()
  RETURNING 0
)
SELECT CASE WHEN EXISTS (SELECT FROM taken) THEN 0 ELSE greatest(100, (
  SELECT ceil(1000 * extract(epoch FROM free_at - now())) FROM discord_identify WHERE bot = $1 AND key = $2
))::int END AS "waitMs"`,
)
