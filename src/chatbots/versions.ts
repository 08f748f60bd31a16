import { type Database, statement } from '../db'

/** One text of a chatbot's instructions (F153). */
export interface InstructionsVersion {
  number: number
  text: string
  writtenBy: string
  writtenAt: number
}

const VERSION = `v.number, v.text, p.name AS "writtenBy", v.written_at AS "writtenAt"
   FROM chatbot_instructions v JOIN person p ON p.id = v.written_by WHERE v.chatbot_id = $1`

/** The newest first. */
export const pageVersions = statement<InstructionsVersion & { total: number }>(
  'chatbot.versions',
  `SELECT count(*) OVER () AS total, ${VERSION} ORDER BY v.number DESC LIMIT $2 OFFSET $3`,
)

const readOne = statement<InstructionsVersion>('chatbot.version', `SELECT ${VERSION} AND v.number = $2`)

/** Of a chatbot that the actor was found to reach. */
export async function readVersion(
  db: Database,
  chatbotId: string,
  number: number,
): Promise<InstructionsVersion | undefined> {
  const [found] =
    Number.isInteger(number) && Math.abs(number) < 2 ** 31 ? await readOne(db, [chatbotId, number]) : []
  return found
}
