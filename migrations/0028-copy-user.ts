import type { MigrationInterface, QueryRunner } from 'typeorm'

/** To which chat user a card was sent: whoever is no longer that person must not go on being told (R4). */
export class CopyUser28 implements MigrationInterface {
  name = 'CopyUser1769558400000'

  async up(runner: QueryRunner): Promise<void> {
    // Null: posted to a channel, or of the time before; those follow while any chat user of the platform is the person.
    await runner.query('ALTER TABLE posted_card ADD COLUMN user_id text')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE posted_card DROP COLUMN user_id')
  }
}
