import { type ChatUser, type Refusal, refuse, type Visit } from '../chat'
import { isoTime, MINUTE_MS } from '../clock'
import { type Database, statement, type Wish } from '../db'
import { hashSecret } from '../secrets'

const WINDOW_MS = 15 * MINUTE_MS
const WRONG_TRIES = 5

const note = statement(
  'try.note',
  'INSERT INTO code_try (who, key, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
)

const count = statement<{ tries: number; oldest: number }>(
  'try.count',
  'SELECT count(*) AS tries, min(at) AS oldest FROM code_try WHERE who = $1 AND at > $2',
)

const forget = statement('try.forget', 'DELETE FROM code_try WHERE who = $1 AND key = $2')

/** Whose tries are counted: the person's, or the chat user's while nobody is bound to it. */
export const countedAs = ({ actor, sender }: Visit) =>
  actor ? `person:${actor.personId}` : `user:${userKey(sender)}`

export const userKey = ({ platform, tenant, userId }: ChatUser) => `${platform}:${tenant}:${userId}`

/**
 * For codes that people type: five wrong ones within 15 minutes are enough. Say `passed` when it was right.
 * From one open form come many guesses, and Slack may name them all alike: the code makes each a try of its own.
 */
export async function limitTries(
  db: Database,
  visit: Visit,
  code: string,
): Promise<Refusal | { passed(): Promise<void> }> {
  const who = countedAs(visit)
  const wish = { key: `${visit.key}:${hashSecret(code).toString('base64url')}`, at: visit.at }
  const tooMany = await takeTry(db, who, WRONG_TRIES, wish)
  return tooMany ?? { passed: () => giveBackTry(db, who, wish) }
}

/**
 * Takes one of `limit` tries within 15 minutes. It is written down before it is counted: of many at once
 * never more than `limit` pass.
 */
export async function takeTry(
  db: Database,
  who: string,
  limit: number,
  { key, at }: Pick<Wish, 'key' | 'at'>,
): Promise<Refusal | undefined> {
  await note(db, [who, key, isoTime(at)])
  const [found] = await count(db, [who, isoTime(at - WINDOW_MS)])
  if (!found || found.tries <= limit) return undefined
  await giveBackTry(db, who, { key })
  return refuse({ code: 'tooManyTries', retryAt: found.oldest + WINDOW_MS })
}

/** The try was no wrong one, or was not allowed: it does not count. */
export async function giveBackTry(db: Database, who: string, { key }: Pick<Wish, 'key'>): Promise<void> {
  await forget(db, [who, key])
}

const AT_ONCE = 1_000

const sweep = statement<{ gone: number }>(
  'code.sweep',
  `WITH codes AS (
  DELETE FROM one_time_code WHERE code_hash IN (
    SELECT code_hash FROM one_time_code WHERE expires_at < $1 LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED) RETURNING 1
), tries AS (
  DELETE FROM code_try WHERE (who, key) IN (
    SELECT who, key FROM code_try WHERE at < $1 LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED) RETURNING 1
)
SELECT (SELECT count(*) FROM codes) + (SELECT count(*) FROM tries) AS gone`,
)

/** Deletes some of the codes and tries of which nobody will ask again; resolves to how many. The clock ended them before. */
export async function forgetOldCodes(db: Database, now: number): Promise<number> {
  const [found] = await sweep(db, [isoTime(now - WINDOW_MS)])
  return found?.gone ?? 0
}
