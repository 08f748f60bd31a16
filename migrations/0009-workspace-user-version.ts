import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * Grows whenever somebody's role in a workspace changes and whenever they come into a team of it, so that a decision
 * that rests on either learns of it. A number is never given twice: who was removed and came back is somebody new.
 */
export class WorkspaceUserVersion9 implements MigrationInterface {
  name = 'WorkspaceUserVersion1767916800000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE workspace_user ADD COLUMN version integer GENERATED ALWAYS AS IDENTITY')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE workspace_user DROP COLUMN version')
  }
}
