import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The order in which the clock looks at everybody, so that a look at the next few sorts nobody else. */
export class LookOrder30 implements MigrationInterface {
  name = 'LookOrder1769731200000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE INDEX workspace_user_look_order ON workspace_user (look_at, workspace_id, person_id);
DROP INDEX workspace_user_look`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE INDEX workspace_user_look ON workspace_user (look_at);
DROP INDEX workspace_user_look_order`)
  }
}
