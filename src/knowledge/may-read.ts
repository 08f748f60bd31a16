import { type Database, statement } from '../db'
import { readable } from './search'

const find = statement<{ id: string }>(
  'knowledge.mayRead',
  `WITH asked AS (
  SELECT chatbot_id FROM document WHERE id = $1 AND account_id = $3
), ${readable('(SELECT chatbot_id FROM asked)', '$2')}
SELECT document_id AS id FROM readable WHERE document_id = $1`,
)

/** Whether a question of theirs would find it: by the same clause as the search. Whether they reach its chatbot is asked elsewhere. */
export async function mayReadDocument(
  db: Database,
  asked: { documentId: string; accountId: string; personId: string },
): Promise<boolean> {
  return (await find(db, [asked.documentId, asked.personId, asked.accountId])).length > 0
}
