import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Since when a reminder is known to have found its person, who was seen after it; null: not yet. */
export class ReminderOver29 implements MigrationInterface {
  name = 'ReminderOver1769644800000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE reminder ADD COLUMN over_at timestamptz;
CREATE INDEX reminder_open ON reminder (at) WHERE over_at IS NULL`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE reminder DROP COLUMN over_at')
  }
}
