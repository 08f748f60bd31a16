import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Who was away for long: when to look, who was reminded, what reviewers were shown and what they decided. */
export class Activity21 implements MigrationInterface {
  name = 'Activity1768953600000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
-- When the clock looks next; 1970: it never did.
ALTER TABLE workspace_user ADD COLUMN look_at timestamptz NOT NULL DEFAULT 'epoch';
CREATE INDEX workspace_user_look ON workspace_user (look_at);
ALTER TABLE team ADD COLUMN weekly_review_at timestamptz NOT NULL DEFAULT 'epoch',
  ADD COLUMN monthly_review_at timestamptz NOT NULL DEFAULT 'epoch';
CREATE INDEX team_weekly_review ON team (weekly_review_at) WHERE deleted_at IS NULL;
CREATE INDEX team_monthly_review ON team (monthly_review_at) WHERE deleted_at IS NULL;
ALTER TABLE workspace ADD COLUMN weekly_review_at timestamptz NOT NULL DEFAULT 'epoch';
CREATE INDEX workspace_weekly_review ON workspace (weekly_review_at) WHERE deleted_at IS NULL;
ALTER TABLE account ADD COLUMN monthly_review_at timestamptz NOT NULL DEFAULT 'epoch';
CREATE INDEX account_monthly_review ON account (monthly_review_at) WHERE deleted_at IS NULL;

CREATE TABLE reminder (
  id text PRIMARY KEY,
  account_id text NOT NULL REFERENCES account,
  -- By whose number of days they were inactive.
  workspace_id text NOT NULL REFERENCES workspace,
  person_id text NOT NULL REFERENCES person,
  -- Counts those of one person in one account, from 1: of two at once only one is the next.
  number integer NOT NULL,
  -- Null: the clock.
  by_person text REFERENCES person,
  at timestamptz NOT NULL,
  UNIQUE (account_id, person_id, number)
);

-- What the clock had reviewed, and when.
CREATE TABLE review (
  id text PRIMARY KEY,
  account_id text NOT NULL REFERENCES account,
  kind text NOT NULL CHECK (kind IN ('weekly', 'monthly')),
  scope_kind text NOT NULL CHECK (scope_kind IN ('team', 'workspace', 'account')),
  scope_id text NOT NULL,
  made_at timestamptz NOT NULL
);
CREATE INDEX review_scope ON review (scope_id, kind, made_at);
CREATE INDEX review_made ON review (made_at);

-- Off the list of a team or workspace until they have been silent for long once more.
CREATE TABLE review_keep (
  scope_id text NOT NULL,
  person_id text NOT NULL REFERENCES person,
  account_id text NOT NULL REFERENCES account,
  kept_by text NOT NULL REFERENCES person,
  kept_at timestamptz NOT NULL,
  PRIMARY KEY (scope_id, person_id)
);
CREATE INDEX review_keep_person ON review_keep (person_id, account_id);

-- Off the list that one reader gets, for a while.
CREATE TABLE review_snooze (
  scope_id text NOT NULL,
  reader_id text NOT NULL REFERENCES person,
  person_id text NOT NULL REFERENCES person,
  account_id text NOT NULL REFERENCES account,
  until timestamptz NOT NULL,
  PRIMARY KEY (scope_id, reader_id, person_id)
);
`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP TABLE review_snooze; DROP TABLE review_keep; DROP TABLE review; DROP TABLE reminder;
ALTER TABLE account DROP COLUMN monthly_review_at;
ALTER TABLE workspace DROP COLUMN weekly_review_at;
ALTER TABLE team DROP COLUMN monthly_review_at, DROP COLUMN weekly_review_at;
ALTER TABLE workspace_user DROP COLUMN look_at;
`)
  }
}
