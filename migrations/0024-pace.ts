import type { MigrationInterface, QueryRunner } from 'typeorm'

/** How fast all processes together may go to Slack and Discord. */
export class Pace24 implements MigrationInterface {
  name = 'Pace1769212800000'

  async up(runner: QueryRunner): Promise<void> {
    // Unlogged: a crash of the server forgets a second of pacing, which the platforms then ask for themselves.
    await runner.query(`
CREATE UNLOGGED TABLE pace (
  -- A channel or a whole workspace, for one kind of call; or a workspace that wants to be asked nothing for a while.
  key text PRIMARY KEY,
  -- When the next call may go.
  free_at timestamptz NOT NULL
);
CREATE INDEX pace_free ON pace (free_at);
`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE pace')
  }
}
