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
    await runner.query(BOUND_BY_SLACK)
    await runner.query(BOUND_BY_THEIR_CODES)
  }

  async down(runner: QueryRunner): Promise<void> {
    // What only one account's Slack says would count everywhere without the column; its next word binds anew.
    await runner.query('DELETE FROM chat_identity WHERE confirmed_in IS NOT NULL')
    await runner.query('ALTER TABLE chat_identity DROP COLUMN confirmed_in')
  }
}

/** A founder and somebody invited by mention have an address by Slack's word, unless a mail has proved it since. */
const BOUND_BY_SLACK = `UPDATE chat_identity i SET confirmed_in = e.account_id FROM audit_entry e
WHERE e.action = 'identity.linked' AND e.subject_type = 'identity' AND e.subject_id = i.id
  AND (e.data ->> 'by' = 'confirmedAddress'
    OR i.platform = 'slack' AND e.data ->> 'by' IN ('founding', 'invitation') AND EXISTS (
      SELECT 1 FROM person_address a WHERE a.person_id = i.person_id AND a.confirmed_in = e.account_id))`

/** Nothing tells whose code it was: the person may have had it from a chat user that Slack's word had bound before. */
const BOUND_BY_THEIR_CODES = `UPDATE chat_identity i SET confirmed_in = (
  SELECT earlier.confirmed_in FROM chat_identity earlier
  WHERE earlier.person_id = i.person_id AND earlier.confirmed_in IS NOT NULL AND earlier.linked_at <= i.linked_at
  ORDER BY earlier.linked_at, earlier.id LIMIT 1)
FROM audit_entry e
WHERE e.action = 'identity.linked' AND e.subject_type = 'identity' AND e.subject_id = i.id AND e.data ->> 'by' = 'code'`
