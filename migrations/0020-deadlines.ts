import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * What a sweep asks for each minute is found at once, however many wait: most of what ends within a day has been reminded
 * of already, and most codes and tries are not over.
 */
export class Deadlines20 implements MigrationInterface {
  name = 'Deadlines1768867200000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE INDEX invitation_unreminded ON invitation (expires_at) WHERE status = 'pending' AND reminded_at IS NULL;
CREATE INDEX share_request_unreminded ON share_request (expires_at) WHERE status = 'pending' AND reminded_at IS NULL;
CREATE INDEX transfer_unreminded ON transfer (expires_at) WHERE status = 'pending' AND reminded_at IS NULL;
CREATE INDEX one_time_code_over ON one_time_code (expires_at);
CREATE INDEX code_try_at ON code_try (at);
`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX invitation_unreminded, share_request_unreminded, transfer_unreminded,
      one_time_code_over, code_try_at`)
  }
}
