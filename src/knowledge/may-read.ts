import { type Database, statement } from '../db'
import { readable } from './search'

const find = statement<{ id: string }>(
  'knowledge.mayRead',
  `WITH ${readable('$1', '$3')} SELECT version_id AS id FROM readable WHERE version_id = ANY($2::text[])`,
)

/**
 * Which of these versions a question would still search, by the same clause as the search; `personId` null: by everybody's
 * rights. Those of removed, replaced and restricted documents are not among them (R4).
 */
export async function readableVersions(
  db: Database,
  asked: { chatbotId: string; versionIds: readonly string[]; personId: string | null },
): Promise<ReadonlySet<string>> {
  if (asked.versionIds.length === 0) return new Set()
  const found = await find(db, [asked.chatbotId, asked.versionIds, asked.personId])
  return new Set(found.map(({ id }) => id))
}
