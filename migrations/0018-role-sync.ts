import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Roles mirrored to Discord server roles and Slack user groups, per connection. */
export class RoleSync18 implements MigrationInterface {
  name = 'RoleSync1768694400000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE role_mirror (
  connection_id text PRIMARY KEY REFERENCES connection,
  account_id text NOT NULL REFERENCES account,
  -- What is mirrored; without both, what was made is taken away.
  mirrors_roles boolean NOT NULL,
  mirrors_teams boolean NOT NULL,
  version int NOT NULL DEFAULT 1,
  -- When the platform is to be looked at; null: there is nothing left to do.
  due_at timestamptz,
  -- Grows whenever somebody wants that; a run that began before does not put it off.
  wishes int NOT NULL DEFAULT 0,
  claimed_until timestamptz,
  -- Why it cannot go on: {why, about}; null: it goes on.
  trouble jsonb,
  synced_at timestamptz
);
CREATE INDEX role_mirror_due ON role_mirror (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX role_mirror_account ON role_mirror (account_id);

-- What Rolecall has made at the platform, and nothing else is ever touched.
CREATE TABLE mirrored_role (
  id text PRIMARY KEY,
  connection_id text NOT NULL REFERENCES role_mirror,
  -- A role of the workspace, or the id of a team.
  source text NOT NULL,
  -- The platform's id; null: not made yet.
  group_id text,
  UNIQUE (connection_id, source)
);
`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE mirrored_role; DROP TABLE role_mirror')
  }
}
