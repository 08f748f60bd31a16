import type { MigrationInterface, QueryRunner } from 'typeorm'

/** How each recurring job ran last, for whoever runs Rolecall. */
export class SweepRun25 implements MigrationInterface {
  name = 'SweepRun1769299200000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE sweep_run (
  name text PRIMARY KEY,
  started_at timestamptz NOT NULL,
  duration_ms integer NOT NULL,
  -- The newest that failed, and the kind of error; they stay when it runs well again.
  failed_at timestamptz,
  failure text
)`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sweep_run')
  }
}
