import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Which cards were to be redrawn while their place was disconnected, so that they are when it is back (B15). */
export class MissedCopy31 implements MigrationInterface {
  name = 'MissedCopy1769817600000'

  async up(runner: QueryRunner): Promise<void> {
    // Of which account the change was that a copy has missed; also while it is being redrawn.
    await runner.query(`
ALTER TABLE posted_card ADD COLUMN missed_account text;
CREATE INDEX posted_card_missed ON posted_card (platform, tenant) WHERE missed_account IS NOT NULL`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE posted_card DROP COLUMN missed_account')
  }
}
