import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Chatbots that belong to a workspace instead of a person: domain.md §1, §2.2. */
export class Agents12 implements MigrationInterface {
  name = 'Agents1768176000000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE chatbot ALTER COLUMN owner_id DROP NOT NULL;
CREATE INDEX chatbot_agent ON chatbot (workspace_id) WHERE owner_id IS NULL AND deleted_at IS NULL;
CREATE INDEX chatbot_agent_of_account ON chatbot (account_id) WHERE owner_id IS NULL AND deleted_at IS NULL;
`)
  }

  /** Each goes to the account admin of longest standing. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP INDEX chatbot_agent, chatbot_agent_of_account;
UPDATE chatbot c SET owner_id = (
  SELECT a.person_id FROM account_admin a WHERE a.account_id = c.account_id ORDER BY a.since, a.person_id LIMIT 1
) WHERE owner_id IS NULL;
ALTER TABLE chatbot ALTER COLUMN owner_id SET NOT NULL;
`)
  }
}
