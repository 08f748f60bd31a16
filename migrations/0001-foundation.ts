import type { MigrationInterface, QueryRunner } from 'typeorm'
import { AUDIT } from './0001/audit'
import { CHAT } from './0001/chat'
import { INVITATIONS } from './0001/invitations'
import { OUTBOX } from './0001/outbox'
import { SCOPES } from './0001/scopes'

const TABLES = [
  'form_draft',
  'interaction',
  'posted_card',
  'outbox',
  'audit_entry',
  'code_try',
  'one_time_code',
  'invitation',
  'membership',
  'workspace_user',
  'account_admin',
  'chat_identity',
  'connection',
  'team',
  'person_address',
  'person',
  'workspace',
  'account',
]

/** Accounts, workspaces, teams, people and their chat identities, invitations, audit, and what the chat kernel keeps. */
export class Foundation1 implements MigrationInterface {
  // TypeORM orders by the thirteen digits at the end: milliseconds since 1970.
  name = 'Foundation1767225600000'

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [SCOPES, INVITATIONS, OUTBOX, CHAT, AUDIT]) await runner.query(part)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${TABLES.join(', ')} CASCADE`)
    await runner.query('DROP FUNCTION settle_change, refuse_audit_change, check_one_owner')
  }
}
