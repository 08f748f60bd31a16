import { type Database, statement } from '../db'
import { readable } from './search'

const firstTopic = statement<{ topic: string | null }>(
  'knowledge.topic',
  `WITH ${readable('$1', '$2')} SELECT c.place->>'heading' AS topic FROM readable r JOIN chunk c USING (version_id)
   WHERE c.place->>'heading' <> '' ORDER BY r.document_id, c.position LIMIT 1`,
)

/** The first heading in what somebody may read of a chatbot's documents; null when there is none. */
export async function topicOf(db: Database, chatbotId: string, personId: string): Promise<string | null> {
  const [found] = await firstTopic(db, [chatbotId, personId])
  return found?.topic ?? null
}
