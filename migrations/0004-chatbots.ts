import type { MigrationInterface, QueryRunner } from 'typeorm'
import { CHATBOTS } from './0004/chatbots'
import { CONVERSATIONS } from './0004/conversations'
import { KNOWLEDGE } from './0004/knowledge'
import { UPLOADS } from './0004/uploads'

const TABLES = [
  'ask_window',
  'usage_entry',
  'answer_feedback',
  'turn',
  'conversation',
  'handed_over',
  'document_file',
  'upload',
  'file_part',
  'vocabulary',
  'chunk',
  'document_reader',
  'document_version',
  'document',
  'share_grant',
  'chatbot_instructions',
  'chatbot',
]

/** Chatbots, their documents, and the conversations people have with them. */
export class Chatbots4 implements MigrationInterface {
  name = 'Chatbots1767484800000'

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [CHATBOTS, KNOWLEDGE, UPLOADS, CONVERSATIONS]) await runner.query(part)
  }

  async down(runner: QueryRunner): Promise<void> {
    // Made beside the migrations, where there are vectors.
    await runner.query('DROP TABLE IF EXISTS chunk_vector')
    await runner.query(`DROP TABLE ${TABLES.join(', ')} CASCADE`)
    await runner.query('DROP FUNCTION refuse_usage_change, edit_distance')
    await runner.query('ALTER TABLE workspace DROP COLUMN plan')
  }
}
