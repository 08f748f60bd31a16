import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Which process serves which shard of Discord's gateway. */
export class DiscordShards23 implements MigrationInterface {
  name = 'DiscordShards1769126400000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE discord_process (
  id text PRIMARY KEY,
  -- The application at Discord that it serves, and where that is another server than Discord's.
  bot text NOT NULL,
  joined_at timestamptz NOT NULL DEFAULT now(),
  alive_until timestamptz NOT NULL
);

CREATE TABLE discord_shard (
  bot text NOT NULL,
  -- How many shards there are. The number whose rows were made last counts; others stay until all of those are connected.
  of int NOT NULL,
  shard int NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now(),
  -- A discord_process, which may be gone by now: from leased_until on, or when that is null, anybody may take the shard.
  holder text,
  leased_until timestamptz,
  -- What Discord goes on from when somebody resumes; null: a new session has to be started.
  session_id text,
  sequence bigint,
  resume_url text,
  PRIMARY KEY (bot, of, shard)
);

-- When the next session may be started, by Discord's key of rate limits.
CREATE TABLE discord_identify (
  bot text NOT NULL,
  key int NOT NULL,
  free_at timestamptz NOT NULL,
  PRIMARY KEY (bot, key)
);
`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE discord_identify; DROP TABLE discord_shard; DROP TABLE discord_process')
  }
}
