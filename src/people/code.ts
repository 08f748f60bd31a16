import { isoTime, MINUTE_MS } from '../clock'
import type { AuditRow, OwedRow, Wish } from '../db'
import { type Database, defineChange, settle, statement } from '../db'
import { hashSecret, newCode, type Secrets } from '../secrets'

export type Purpose = 'claim' | 'identity' | 'address' | 'connection'

/** A one-time code that is valid at this moment. */
export interface Code {
  hash: Buffer
  purpose: Purpose
  /** Who asked for it. */
  personId: string | null
  accountId: string | null
  workspaceId: string | null
  data: Readonly<Record<string, unknown>>
}

/** A claim code has no end but its use. */
export const CODE_LIFETIME_MS = 15 * MINUTE_MS

const read = statement<Omit<Code, 'hash'>>(
  'code.read',
  `SELECT purpose, person_id AS "personId", account_id AS "accountId", workspace_id AS "workspaceId", data
FROM one_time_code WHERE code_hash = $1 AND used_at IS NULL AND expires_at > $2`,
)

/** `code` as `foldCode` returns it. Undefined: wrong, used or too old; nobody learns which. */
export async function readCode(db: Database, code: string, at: number): Promise<Code | undefined> {
  const hash = hashSecret(code)
  const [found] = await read(db, [hash, isoTime(at)])
  return found && { hash, ...found }
}

/**
 * CTE `changed` for `defineChange`: uses the code of hash parameter `$hash` up at moment `$at`, while `also` (SQL) holds; or
 * changes nothing.
 */
export const usingCode = (hash: number, at: number, also = 'true') => `changed AS (
  UPDATE one_time_code SET used_at = $${at}
  WHERE code_hash = $${hash} AND used_at IS NULL AND expires_at > $${at} AND ${also} RETURNING 1
)`

const insert = defineChange(
  'code.issue',
  `changed AS (
  INSERT INTO one_time_code (code_hash, purpose, person_id, account_id, workspace_id, data, expires_at, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING 1
)`,
)

/** What leaves with a new code; `sealed` may be stored where it must be read again. */
type Leaving = (sealed: string) => { audit?: readonly AuditRow[]; owed?: readonly OwedRow[] }

/** Makes a code that is valid for `CODE_LIFETIME_MS`; the same happening always gets the same one. */
export async function issueCode(
  { db, secrets }: { db: Database; secrets: Secrets },
  wish: Wish,
  made: Omit<Code, 'hash'>,
  leaving: Leaving = () => ({}),
): Promise<string> {
  const { sealed } = await settle(db, wish, async () => {
    const code = newCode()
    const outcome = { sealed: secrets.seal(code) }
    const { purpose, personId, accountId, workspaceId, data } = made
    const expiresAt = isoTime(wish.at + CODE_LIFETIME_MS)
    await insert(
      db,
      [
        hashSecret(code),
        purpose,
        personId,
        accountId,
        workspaceId,
        JSON.stringify(data),
        expiresAt,
        isoTime(wish.at),
      ],
      wish,
      { reliesOn: [], audit: [], owed: [], ...leaving(outcome.sealed), outcome },
    )
    return outcome
  })
  return secrets.open(sealed)
}
