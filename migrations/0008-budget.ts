import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What the plan's budget and the top-ups of a workspace have paid: domain.md §5, F108–F111. */
export class Budget8 implements MigrationInterface {
  name = 'Budget1767830400000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
-- For which team its owner pays; null: for none.
ALTER TABLE usage_entry ADD COLUMN team_id text REFERENCES team;
-- What of the cost the top-ups have paid; the rest was the budget's.
ALTER TABLE usage_entry ADD COLUMN top_up_micros bigint NOT NULL DEFAULT 0 CHECK (top_up_micros BETWEEN 0 AND cost_micros);
CREATE INDEX usage_entry_team ON usage_entry (team_id, at);

-- Paid beside the budget of the plan; a negative amount takes back what was entered by mistake.
CREATE TABLE top_up (
  id text PRIMARY KEY,
  account_id text NOT NULL REFERENCES account,
  workspace_id text NOT NULL REFERENCES workspace,
  -- Millionths of the currency's unit.
  amount_micros bigint NOT NULL CHECK (amount_micros <> 0),
  currency char(3) NOT NULL,
  -- Null: the operator.
  entered_by text REFERENCES person,
  at timestamptz NOT NULL
);
CREATE INDEX top_up_workspace ON top_up (workspace_id, at);
CREATE FUNCTION refuse_top_up_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'top-ups are append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER top_up_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON top_up
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_top_up_change();
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'rolecall_app') THEN
    REVOKE UPDATE, DELETE, TRUNCATE ON top_up FROM rolecall_app;
  END IF;
END $$;

-- The sums of both ledgers, so that a question need not wait for them; without its row they are taken anew.
CREATE TABLE workspace_budget (
  workspace_id text NOT NULL REFERENCES workspace,
  currency char(3) NOT NULL,
  -- Of the period in which answers were last charged.
  began_at timestamptz NOT NULL,
  -- Of the budget, in that period.
  spent_micros bigint NOT NULL CHECK (spent_micros >= 0),
  -- Left of all top-ups.
  top_up_micros bigint NOT NULL CHECK (top_up_micros >= 0),
  PRIMARY KEY (workspace_id, currency)
);
`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE workspace_budget, top_up')
    await runner.query('DROP FUNCTION refuse_top_up_change')
    await runner.query('DROP INDEX usage_entry_team')
    await runner.query('ALTER TABLE usage_entry DROP COLUMN top_up_micros, DROP COLUMN team_id')
  }
}
