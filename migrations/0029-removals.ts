import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Whom somebody has removed lately is found without reading all that has happened in the account. */
export class Removals29 implements MigrationInterface {
  name = 'Removals1769644800000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE INDEX audit_entry_member_removed ON audit_entry (team_id, id) WHERE action = 'member.removed';
CREATE INDEX audit_entry_user_removed ON audit_entry (workspace_id, id) WHERE action = 'workspace.userRemoved'`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX audit_entry_member_removed, audit_entry_user_removed')
  }
}
