import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Where invoices of an account are addressed to, and which of two open settings forms is the older one. */
export class AccountSettings16 implements MigrationInterface {
  name = 'AccountSettings1768521600000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
-- {address, vatId, mail}: texts or null.
ALTER TABLE account ADD COLUMN billing jsonb NOT NULL DEFAULT '{}';
ALTER TABLE account ADD COLUMN settings_version integer NOT NULL DEFAULT 1;
`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE account DROP COLUMN settings_version, DROP COLUMN billing')
  }
}
