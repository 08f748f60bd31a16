import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What one person waits for is found behind whatever waits for all others. */
export class OwedTo26 implements MigrationInterface {
  name = 'OwedTo1769385600000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX outbox_owed_to ON outbox (person_id, due_at, id) WHERE status = 'owed' AND person_id IS NOT NULL`,
    )
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX outbox_owed_to')
  }
}
