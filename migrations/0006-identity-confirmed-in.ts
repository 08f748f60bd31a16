import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * Where a chat user counts as its person: null everywhere, else in the one account whose Slack's word is all that the
 * binding rests on (R21, R22). The audit tells for those that exist; where it leaves a doubt they count in one account,
 * until a mailed code lifts it.
 */
export class IdentityConfirmedIn6 implements MigrationInterface {
  name = 'IdentityConfirmedIn1767657600000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE chat_identity ADD COLUMN confirmed_in text REFERENCES account')
    await runner.query(READ_AUDIT)
  }

  async down(runner: QueryRunner): Promise<void> {
    // What only one account's Slack says would count everywhere without the column; its next word binds anew.
    await runner.query('DELETE FROM chat_identity WHERE confirmed_in IS NOT NULL')
    await runner.query('ALTER TABLE chat_identity DROP COLUMN confirmed_in')
  }
}

/**
 * Slack's word binds by a confirmed address; a founder's and an invited one's address is by it, unless a mail has proved
 * it since. Whose code bound somebody nothing tells: it may have come from a chat user that Slack had bound before.
 */
const READ_AUDIT = `WITH by_slack AS (
  SELECT id, actor_id, account_id, at FROM audit_entry
  WHERE action = 'identity.linked' AND (data ->> 'by' = 'confirmedAddress'
    OR platform = 'slack' AND data ->> 'by' IN ('founding', 'invitation') AND EXISTS (
      SELECT 1 FROM person_address a WHERE a.person_id = actor_id AND a.confirmed_in = account_id))
), confined AS (
  SELECT DISTINCT ON (e.subject_id) e.subject_id, s.account_id
  FROM audit_entry e JOIN by_slack s ON s.actor_id = e.actor_id AND s.at <= e.at
  WHERE e.action = 'identity.linked' AND (e.id = s.id OR e.data ->> 'by' = 'code')
  ORDER BY e.subject_id, s.at
)
UPDATE chat_identity SET confirmed_in = account_id FROM confined WHERE id = subject_id`
