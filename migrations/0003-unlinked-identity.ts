import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Chat users whom somebody has unlinked: no confirmed address binds them again, only they themselves do (R22). */
export class UnlinkedIdentity3 implements MigrationInterface {
  name = 'UnlinkedIdentity1767398400000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE unlinked_identity (
  platform text NOT NULL,
  tenant text NOT NULL,
  user_id text NOT NULL,
  unlinked_at timestamptz NOT NULL,
  PRIMARY KEY (platform, tenant, user_id)
)`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE unlinked_identity')
  }
}
