import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Payments for top-ups and plans, and top-ups of single teams: domain.md §5, F110, F111. */
export class Payments15 implements MigrationInterface {
  name = 'Payments1768435200000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
-- A wish to pay, and what became of it.
CREATE TABLE payment (
  id text PRIMARY KEY,
  account_id text NOT NULL REFERENCES account,
  workspace_id text NOT NULL REFERENCES workspace,
  -- Whose top-up it is; null: the workspace's, or a plan.
  team_id text REFERENCES team,
  kind text NOT NULL CHECK (kind IN ('topUp', 'plan')),
  plan text,
  -- Of a top-up: millionths of the currency's unit, a whole number of its coins.
  amount_micros bigint CHECK (amount_micros > 0),
  currency char(3),
  asked_by text NOT NULL REFERENCES person,
  asked_at timestamptz NOT NULL,
  -- operator: entered by hand, once it is paid.
  provider text NOT NULL CHECK (provider IN ('stripe', 'operator')),
  -- paid says that the money has come, whatever was taken back later.
  status text NOT NULL CHECK (status IN ('open', 'paid', 'failed', 'expired')),
  -- Of the provider: what was opened for it, and where it is paid.
  checkout_id text UNIQUE,
  checkout_url text,
  ended_at timestamptz,
  refunded_micros bigint NOT NULL DEFAULT 0 CHECK (refunded_micros >= 0),
  -- By its id at the provider, what each dispute withholds, as text; 0: it was decided for us.
  disputes jsonb NOT NULL DEFAULT '{}',
  version integer NOT NULL DEFAULT 1,
  CHECK ((kind = 'topUp') = (amount_micros IS NOT NULL AND currency IS NOT NULL)),
  CHECK ((kind = 'plan') = (plan IS NOT NULL))
);
CREATE INDEX payment_open ON payment (workspace_id, asked_at) WHERE status = 'open';
-- One wish for another plan at a time.
CREATE UNIQUE INDEX payment_plan_open ON payment (workspace_id) WHERE kind = 'plan' AND status = 'open';
-- One wish to top up at a time of a person, where nothing is charged.
CREATE UNIQUE INDEX payment_wish_open ON payment (workspace_id, coalesce(team_id, ''), asked_by)
  WHERE kind = 'topUp' AND status = 'open' AND provider = 'operator';

-- Money that came and cannot be used here: whoever runs Rolecall gives it back.
CREATE TABLE refund_due (
  id text PRIMARY KEY,
  account_id text NOT NULL REFERENCES account,
  workspace_id text NOT NULL REFERENCES workspace,
  -- Null: it came with no wish that is known here.
  payment_id text REFERENCES payment,
  why text NOT NULL CHECK (why IN ('amount', 'checkout', 'operator', 'workspaceDeleted', 'subscribedTwice')),
  -- Of the provider: the page on which it was paid, or the subscription.
  provider_id text NOT NULL UNIQUE,
  -- Null: what the provider takes for a plan.
  amount_micros bigint,
  currency char(3),
  plan text,
  at timestamptz NOT NULL,
  settled_at timestamptz,
  CHECK ((amount_micros IS NULL) = (currency IS NULL))
);

-- Who a workspace is to the provider, and what it has subscribed to there.
CREATE TABLE subscription (
  workspace_id text PRIMARY KEY REFERENCES workspace,
  account_id text NOT NULL REFERENCES account,
  customer_id text NOT NULL UNIQUE,
  -- Null: the workspace has no subscription.
  subscription_id text UNIQUE,
  version integer NOT NULL DEFAULT 1
);

ALTER TABLE top_up ADD COLUMN team_id text REFERENCES team, ADD COLUMN payment_id text REFERENCES payment;
CREATE INDEX top_up_team ON top_up (team_id, at) WHERE team_id IS NOT NULL;
-- What of top_up_micros the top-ups of the team have paid.
ALTER TABLE usage_entry ADD COLUMN team_top_up_micros bigint NOT NULL DEFAULT 0
  CHECK (team_top_up_micros BETWEEN 0 AND top_up_micros);
-- What is left of the top-ups of a team.
CREATE TABLE team_balance (
  team_id text NOT NULL REFERENCES team,
  currency char(3) NOT NULL,
  left_micros bigint NOT NULL,
  PRIMARY KEY (team_id, currency)
);
-- Below zero when a payment was taken back that had been used.
ALTER TABLE workspace_budget DROP CONSTRAINT workspace_budget_top_up_micros_check;
`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE team_balance, subscription, refund_due')
    await runner.query('ALTER TABLE usage_entry DROP COLUMN team_top_up_micros')
    await runner.query('DROP INDEX top_up_team')
    await runner.query('ALTER TABLE top_up DROP COLUMN team_id, DROP COLUMN payment_id')
    await runner.query('DROP TABLE payment')
    // The sums are taken anew from what the ledgers hold.
    await runner.query('DELETE FROM workspace_budget')
    await runner.query('ALTER TABLE workspace_budget ADD CHECK (top_up_micros >= 0)')
  }
}
