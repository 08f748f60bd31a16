import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What the admins of a workspace decide: when somebody counts as inactive (R20), and what stays disconnected. */
export class WorkspaceSettings11 implements MigrationInterface {
  name = 'WorkspaceSettings1768089600000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE workspace
  ADD COLUMN inactive_after_days integer NOT NULL DEFAULT 30 CHECK (inactive_after_days BETWEEN 7 AND 365),
  -- Grows with every change of the settings: an older form is refused.
  ADD COLUMN settings_version integer NOT NULL DEFAULT 1;
-- Who ended it on purpose: it does not go on when the app comes back (B15). Null: the platform did.
ALTER TABLE connection ADD COLUMN disconnected_by text REFERENCES person;
`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE connection DROP COLUMN disconnected_by')
    await runner.query('ALTER TABLE workspace DROP COLUMN settings_version, DROP COLUMN inactive_after_days')
  }
}
