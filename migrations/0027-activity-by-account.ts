import type { MigrationInterface, QueryRunner } from 'typeorm'

/** When somebody was last seen in the chats of each account: what they do in one is nothing to another (R20, R21). */
export class ActivityByAccount27 implements MigrationInterface {
  name = 'ActivityByAccount1769472000000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE activity (
  account_id text NOT NULL REFERENCES account,
  person_id text NOT NULL REFERENCES person,
  last_active_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, person_id)
)`)
    await runner.query(FROM_CHAT_USERS)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE activity')
  }
}

/** Of those who belong to an account so far, by their chat users that count in it; a Discord user counts in all. */
const FROM_CHAT_USERS = `INSERT INTO activity (account_id, person_id, last_active_at)
SELECT known.account_id, known.person_id, max(i.last_active_at) FROM (
  SELECT account_id, person_id FROM account_admin UNION SELECT account_id, person_id FROM workspace_user
  UNION SELECT account_id, person_id FROM membership WHERE ended_at IS NULL
) known JOIN chat_identity i ON i.person_id = known.person_id
  AND (i.confirmed_in IS NULL OR i.confirmed_in = known.account_id)
  AND (i.platform = 'discord' OR EXISTS (SELECT 1 FROM connection c
    WHERE c.platform = i.platform AND c.tenant = i.tenant AND c.account_id = known.account_id))
GROUP BY 1, 2`
