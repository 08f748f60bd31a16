import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Requests to share, transfers of teams and chatbots, and events in the outbox: domain.md §4, R15, R17. */
export class Sharing5 implements MigrationInterface {
  name = 'Sharing1767571200000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE outbox DROP CONSTRAINT outbox_kind_check;
ALTER TABLE outbox ADD CONSTRAINT outbox_kind_check CHECK (kind IN ('notice', 'refresh', 'mail', 'event'));
-- Redraws and events are claimed past a backlog of notices.
CREATE INDEX outbox_due_kind ON outbox (kind, due_at, id) WHERE status = 'owed';

-- A member asks the owner of a team to take their chatbot in.
CREATE TABLE share_request (
  id text PRIMARY KEY,
  account_id text NOT NULL REFERENCES account,
  workspace_id text NOT NULL REFERENCES workspace,
  team_id text NOT NULL REFERENCES team,
  chatbot_id text NOT NULL REFERENCES chatbot,
  requester_id text NOT NULL REFERENCES person,
  -- What they propose.
  level text NOT NULL CHECK (level IN ('view', 'edit', 'full')),
  reason text,
  status text NOT NULL CHECK (status IN ('pending', 'approved', 'denied', 'expired', 'cancelled')),
  -- For whom the mail's link is: the owner of the team, as long as nobody else became it.
  asked_id text NOT NULL REFERENCES person,
  token_hash bytea NOT NULL UNIQUE,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  reminded_at timestamptz,
  ended_at timestamptz,
  -- Null: the clock, or something that made it pointless.
  ended_by text REFERENCES person,
  -- Said with a denial.
  answer text,
  -- What was approved.
  granted_level text CHECK (granted_level IN ('view', 'edit', 'full')),
  granted_knowledge boolean,
  CHECK ((status = 'approved') = (granted_level IS NOT NULL AND granted_knowledge IS NOT NULL))
);
CREATE UNIQUE INDEX share_request_pending ON share_request (chatbot_id) WHERE status = 'pending';
CREATE INDEX share_request_team ON share_request (team_id, created_at);
CREATE INDEX share_request_requester ON share_request (requester_id, created_at);
CREATE INDEX share_request_due ON share_request (expires_at) WHERE status = 'pending';

-- A team or a chatbot is offered to another person.
CREATE TABLE transfer (
  id text PRIMARY KEY,
  account_id text NOT NULL REFERENCES account,
  workspace_id text NOT NULL REFERENCES workspace,
  team_id text REFERENCES team,
  chatbot_id text REFERENCES chatbot,
  from_id text NOT NULL REFERENCES person,
  to_id text NOT NULL REFERENCES person,
  status text NOT NULL CHECK (status IN ('pending', 'accepted', 'declined', 'expired', 'cancelled')),
  token_hash bytea NOT NULL UNIQUE,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  reminded_at timestamptz,
  ended_at timestamptz,
  ended_by text REFERENCES person,
  CHECK (num_nonnulls(team_id, chatbot_id) = 1),
  CHECK (from_id <> to_id)
);
CREATE UNIQUE INDEX transfer_team_pending ON transfer (team_id) WHERE status = 'pending';
CREATE UNIQUE INDEX transfer_chatbot_pending ON transfer (chatbot_id) WHERE status = 'pending';
CREATE INDEX transfer_to ON transfer (to_id) WHERE status = 'pending';
CREATE INDEX transfer_from ON transfer (from_id) WHERE status = 'pending';
CREATE INDEX transfer_due ON transfer (expires_at) WHERE status = 'pending';

-- What was asked of a chatbot lately: the cost effect of a request.
CREATE INDEX usage_entry_chatbot ON usage_entry (chatbot_id, at);
`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX usage_entry_chatbot, outbox_due_kind')
    await runner.query('DROP TABLE transfer, share_request')
    await runner.query(`DELETE FROM outbox WHERE kind = 'event'`)
    await runner.query('ALTER TABLE outbox DROP CONSTRAINT outbox_kind_check')
    await runner.query(
      `ALTER TABLE outbox ADD CONSTRAINT outbox_kind_check CHECK (kind IN ('notice', 'refresh', 'mail'))`,
    )
  }
}
