import { world } from '../../sandbox/world'
import type { Copies } from '../bare/two-edits'
import { execute } from './database'

/** Pairs of the owner of a team, who is in Slack, and a member who asks, who is in Discord. */
export const PAIRS = world.people.flatMap((person) =>
  'discord' in person ? [{ slack: person.slack, discord: person.discord }] : [],
)

/** Request `n` belongs to pair `n` modulo their number, so that no channel gets two edits within a second. */
export const pairOf = (n: number) => PAIRS[n % PAIRS.length] ?? { slack: '', discord: '' }

export const requestId = (n: number) => `r${String(n).padStart(25, '0')}`

/** A pending request for every element of `copies`, each with a copy for the owner and one for who asked. */
export async function seedRequests(url: string, copies: readonly Copies[]): Promise<void> {
  await execute(url, PEOPLE)
  await execute(url, REQUESTS, [
    JSON.stringify(copies.map((copy, n) => ({ n, pair: n % PAIRS.length, ...copy }))),
  ])
  await execute(url, 'VACUUM ANALYZE')
}

const PAIR_VALUES = PAIRS.map(({ slack, discord }, n) => `(${n}, '${slack}', '${discord}')`).join(', ')

const PEOPLE = `
INSERT INTO account (id, name, created_at) VALUES ('account', 'Acme', now());
INSERT INTO workspace (id, account_id, name, created_at) VALUES ('workspace', 'account', 'Acme', now());
INSERT INTO connection (id, account_id, workspace_id, platform, tenant, name, created_at) VALUES
  ('slack', 'account', 'workspace', 'slack', '${world.slack.teamId}', 'Acme', now()),
  ('discord', 'account', 'workspace', 'discord', '${world.discord.guildId}', 'Acme', now());
CREATE TEMP TABLE pair AS SELECT * FROM (VALUES ${PAIR_VALUES}) AS pair(n, slack, discord);
CREATE TEMP TABLE located AS
  SELECT 'o' || n AS id, n, 'owner' AS role, 'slack' AS platform, '${world.slack.teamId}' AS tenant, slack AS user_id FROM pair
  UNION ALL SELECT 'm' || n, n, 'member', 'discord', 'discord', discord FROM pair;
INSERT INTO person (id, name, created_at) SELECT id, initcap(role) || ' ' || n, now() FROM located;
INSERT INTO chat_identity (id, person_id, platform, tenant, user_id, name, locale, time_zone, linked_at, last_active_at)
  SELECT id, id, platform, tenant, user_id, id, 'en', 'UTC', now(), now() FROM located;
INSERT INTO workspace_user (workspace_id, person_id, account_id, role, joined_at)
  SELECT 'workspace', id, 'account', 'chatUser', now() FROM located;
BEGIN;
INSERT INTO team (id, account_id, workspace_id, name, created_at)
  SELECT 't' || n, 'account', 'workspace', 'Team ' || n, now() FROM pair;
INSERT INTO membership (id, account_id, workspace_id, team_id, person_id, role, joined_at)
  SELECT id, 'account', 'workspace', 't' || n, id, role, now() FROM located;
COMMIT`

const REQUESTS = `
WITH wished AS (
  SELECT *, 'r' || lpad(n::text, 25, '0') AS id, 'c' || n AS chatbot_id FROM jsonb_to_recordset($1::jsonb)
    AS row(n int, pair int, slack jsonb, discord jsonb)
), chatbots AS (
  INSERT INTO chatbot (id, account_id, workspace_id, owner_id, name, created_at)
  SELECT chatbot_id, 'account', 'workspace', 'm' || pair, 'Chatbot ' || n, now() FROM wished
), requests AS (
  INSERT INTO share_request (id, account_id, workspace_id, team_id, chatbot_id, requester_id, level, reason, status, asked_id,
    token_hash, expires_at, created_at)
  SELECT id, 'account', 'workspace', 't' || pair, chatbot_id, 'm' || pair, 'edit', 'We answer the same questions daily.',
    'pending', 'o' || pair, sha256(id::bytea), now() + interval '7 days', now() FROM wished
)
INSERT INTO posted_card (id, subject_type, subject_id, view, person_id, locale, time_zone, platform, tenant, channel_id,
  message_id, posted_at)
SELECT 'ps' || n, 'shareRequest', id, 'decider', 'o' || pair, 'en', 'UTC', 'slack', '${world.slack.teamId}',
  slack ->> 'channel', slack ->> 'ts', now() FROM wished
UNION ALL SELECT 'pd' || n, 'shareRequest', id, 'requester', 'm' || pair, 'en', 'UTC', 'discord', 'discord',
  discord ->> 'channelId', discord ->> 'messageId', now() FROM wished`
