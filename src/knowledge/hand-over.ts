import type { GivenFile } from '../chat'
import { DAY_MS, isoTime } from '../clock'
import { type Database, newId, statement } from '../db'

const insert = statement(
  'handedOver.keep',
  'INSERT INTO handed_over (id, person_id, files, at) VALUES ($1, $2, $3, $4)',
)

const select = statement<{ files: GivenFile[] }>(
  'handedOver.read',
  'SELECT files FROM handed_over WHERE id = $1 AND person_id = $2',
)

const forget = statement<{ id: string }>(
  'handedOver.forget',
  `WITH forgotten AS (
  DELETE FROM handed_over WHERE id IN (SELECT id FROM handed_over WHERE at < $1 ORDER BY at LIMIT 500) RETURNING id
)
SELECT id FROM forgotten`,
)

/** Keeps what was handed over until its owner has pressed a button; of the files only what the platform said of them. */
export async function keepHanded(
  db: Database,
  personId: string,
  files: readonly GivenFile[],
  at: number,
): Promise<string> {
  const id = newId(at)
  await insert(db, [id, personId, JSON.stringify(files), isoTime(at)])
  return id
}

/** What this person handed over under the id; nothing of anybody else's, and nothing after a day. */
export async function readHanded(
  db: Database,
  personId: string,
  id: string,
): Promise<readonly GivenFile[] | undefined> {
  const [kept] = await select(db, [id, personId])
  return kept?.files
}

export const forgetHanded = async (db: Database, now: number): Promise<number> =>
  (await forget(db, [isoTime(now - DAY_MS)])).length
