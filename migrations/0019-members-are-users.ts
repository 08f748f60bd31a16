import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Account admins could own a team without being a user of its workspace: who is in a team is a chat user there (domain.md §1). */
export class MembersAreUsers19 implements MigrationInterface {
  name = 'MembersAreUsers1768780800000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
INSERT INTO workspace_user (workspace_id, person_id, account_id, role, joined_at)
SELECT m.workspace_id, m.person_id, m.account_id, 'chatUser', min(m.joined_at)
FROM membership m JOIN team t ON t.id = m.team_id AND t.deleted_at IS NULL
WHERE m.ended_at IS NULL GROUP BY m.workspace_id, m.person_id, m.account_id
ON CONFLICT (workspace_id, person_id) DO NOTHING
`)
  }

  /** Who had no role before is not known any more, and to be a user does no harm. */
  async down(): Promise<void> {}
}
