import type { MigrationInterface, QueryRunner } from 'typeorm'

/** How people wish to be told things, in each account; notices that come together, and those that wait in the inbox. */
export class Preferences22 implements MigrationInterface {
  name = 'Preferences1769040000000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE preference (
  person_id text NOT NULL REFERENCES person,
  account_id text NOT NULL REFERENCES account,
  -- Where they are told; active: where they were last active.
  destination text NOT NULL DEFAULT 'active' CHECK (destination IN ('active', 'slack', 'discord', 'mail')),
  -- usual: for what the clock brings; own: their own hours, for everything that may wait.
  quiet text NOT NULL DEFAULT 'usual' CHECK (quiet IN ('usual', 'own', 'never')),
  quiet_from smallint NOT NULL DEFAULT 20 CHECK (quiet_from BETWEEN 0 AND 23),
  quiet_until smallint NOT NULL DEFAULT 8 CHECK (quiet_until BETWEEN 0 AND 23),
  -- IANA name; null: as their chat platform says.
  time_zone text,
  -- {slack, discord, mail}: the topics that do not come there.
  muted jsonb NOT NULL DEFAULT '{}',
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (person_id, account_id),
  CHECK (quiet_from <> quiet_until)
);

-- digest_id: the notices that come as one message. held_until: the end of its reader's quiet hours, while it waits for it.
ALTER TABLE outbox ADD COLUMN digest_id text, ADD COLUMN held_until timestamptz;
CREATE INDEX outbox_digest ON outbox (digest_id) WHERE digest_id IS NOT NULL;

-- kept: its reader wishes to find it in /inbox only.
ALTER TABLE outbox DROP CONSTRAINT outbox_status_check;
ALTER TABLE outbox ADD CONSTRAINT outbox_status_check
  CHECK (status IN ('owed', 'done', 'undeliverable', 'kept', 'seen'));
DROP INDEX outbox_inbox;
CREATE INDEX outbox_inbox ON outbox (person_id, id) WHERE status IN ('undeliverable', 'kept');
DROP INDEX outbox_over;
CREATE INDEX outbox_over ON outbox (done_at) WHERE status IN ('done', 'kept', 'seen');
`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP INDEX outbox_over;
DROP INDEX outbox_inbox;
UPDATE outbox SET status = 'undeliverable' WHERE status = 'kept';
ALTER TABLE outbox DROP CONSTRAINT outbox_status_check;
ALTER TABLE outbox ADD CONSTRAINT outbox_status_check CHECK (status IN ('owed', 'done', 'undeliverable', 'seen'));
CREATE INDEX outbox_inbox ON outbox (person_id, id) WHERE status = 'undeliverable';
CREATE INDEX outbox_over ON outbox (done_at) WHERE status IN ('done', 'seen');
DROP INDEX outbox_digest;
ALTER TABLE outbox DROP COLUMN held_until, DROP COLUMN digest_id;
DROP TABLE preference;
`)
  }
}
