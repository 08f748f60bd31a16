import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What each workspace owes for each month, as it was written down when the month was over: domain.md §5. */
export class Invoices14 implements MigrationInterface {
  name = 'Invoices1768348800000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
-- When month n of a workspace begins, counted from 0: as src/billing/period.ts has it.
CREATE FUNCTION month_start(created timestamptz, n integer) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
  SELECT (date_trunc('day', created AT TIME ZONE 'UTC') + n * interval '1 month') AT TIME ZONE 'UTC'
$$;
-- Which month of it runs at a moment: by the calendar, or the one before where its day has not come yet.
CREATE FUNCTION month_at(created timestamptz, at timestamptz) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
  SELECT months - CASE WHEN month_start(created, months) > at THEN 1 ELSE 0 END
  FROM (SELECT (12 * (extract(year FROM at AT TIME ZONE 'UTC') - extract(year FROM created AT TIME ZONE 'UTC'))
    + extract(month FROM at AT TIME ZONE 'UTC') - extract(month FROM created AT TIME ZONE 'UTC'))::integer AS months) AS apart
$$;

-- How many months since it was created have been closed: the next one is due when it is over.
ALTER TABLE workspace ADD COLUMN months_closed integer NOT NULL DEFAULT 0;
-- What was used before there were invoices stays without: only the month that runs is closed first.
UPDATE workspace SET months_closed = greatest(month_at(created_at, now()), 0);

-- Which plans a workspace has had is in the audit.
CREATE INDEX audit_entry_plan ON audit_entry (workspace_id, at) WHERE action = 'workspace.planChanged';

-- For which time which plan was paid by card; until null: it still is.
CREATE TABLE subscribed (
  id text PRIMARY KEY,
  workspace_id text NOT NULL REFERENCES workspace,
  plan text NOT NULL,
  since timestamptz NOT NULL,
  until timestamptz
);
CREATE INDEX subscribed_workspace ON subscribed (workspace_id, since);

CREATE TABLE invoice (
  id text PRIMARY KEY,
  account_id text NOT NULL REFERENCES account,
  workspace_id text NOT NULL REFERENCES workspace,
  -- Counted by account, without gaps.
  number integer NOT NULL,
  period_from timestamptz NOT NULL,
  period_until timestamptz NOT NULL,
  currency char(3) NOT NULL,
  -- Names and addresses as they were: {seller, buyer: {name, address, vatId}, workspace}.
  parties jsonb NOT NULL,
  -- In the smallest coins of the currency, as is what had been paid by then.
  total_minor bigint NOT NULL,
  paid_minor bigint NOT NULL,
  made_at timestamptz NOT NULL,
  UNIQUE (account_id, number),
  UNIQUE (workspace_id, period_from, currency)
);

CREATE TABLE invoice_line (
  invoice_id text NOT NULL REFERENCES invoice,
  position integer NOT NULL,
  -- plan and topUp are asked for; usage says what they were used for.
  kind text NOT NULL CHECK (kind IN ('plan', 'topUp', 'usage')),
  -- Of the plan or chatbot; null: it is not to be told.
  name text,
  payer text,
  team text,
  answers integer,
  -- Millionths of the currency's unit.
  amount_micros bigint NOT NULL,
  -- What of a usage top-ups have paid.
  top_up_micros bigint NOT NULL DEFAULT 0,
  is_paid boolean NOT NULL DEFAULT false,
  -- When a top-up came; from when until when there was a plan, null: the whole month.
  at timestamptz,
  until timestamptz,
  PRIMARY KEY (invoice_id, position)
);

CREATE FUNCTION refuse_invoice_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'invoices are append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER invoice_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON invoice
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_invoice_change();
CREATE TRIGGER invoice_line_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON invoice_line
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_invoice_change();
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'rolecall_app') THEN
    REVOKE UPDATE, DELETE, TRUNCATE ON invoice, invoice_line FROM rolecall_app;
  END IF;
END $$;
`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE invoice_line, invoice, subscribed')
    await runner.query('DROP INDEX audit_entry_plan')
    await runner.query('DROP FUNCTION refuse_invoice_change, month_at, month_start')
    await runner.query('ALTER TABLE workspace DROP COLUMN months_closed')
  }
}
