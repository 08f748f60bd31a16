import type { CardSubject, Platform, PostedMessage, Reader, ShownTo } from '../chat'
import { isoTime } from '../clock'
import { type Database, newId, statement } from '../db'

/** One posted message that shows a subject. */
export interface Copy extends PostedMessage {
  id: string
  view: string
  personId: string | null
  locale: string
  timeZone: string
}

/**
 * Keeps where a card stands. A change that was saved between drawing and keeping did not find this copy, so when
 * the subject has changed since then, one more redraw is owed.
 */
const keep = statement<{ id: string }>(
  'cards.keep',
  `WITH kept AS (
  INSERT INTO posted_card (id, subject_type, subject_id, view, person_id, locale, time_zone, platform, tenant, channel_id, message_id, posted_at, user_id)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $15)
  ON CONFLICT (platform, tenant, channel_id, message_id) DO UPDATE SET subject_type = excluded.subject_type,
    subject_id = excluded.subject_id, view = excluded.view, person_id = excluded.person_id, user_id = excluded.user_id, locale = excluded.locale,
    time_zone = excluded.time_zone, posted_at = excluded.posted_at, gone_at = NULL, missed_account = NULL
)
INSERT INTO outbox (id, kind, account_id, name, subject_id, due_at, created_at)
SELECT $13, 'refresh', account_id, name, subject_id, $12, $12 FROM outbox
WHERE kind = 'refresh' AND subject_id = $3 AND name = $2 AND created_at > $14 LIMIT 1 RETURNING id`,
)

/** A change is dated by the arrival of its interaction and saved at most this much later. */
const SAVED_WITHIN_MS = 30_000

export async function keepCopy(
  db: Database,
  now: number,
  subject: CardSubject,
  posted: PostedMessage,
  shownTo: ShownTo | null,
  reader: Reader,
): Promise<void> {
  const owed = await keep(db, [
    newId(now),
    subject.type,
    subject.id,
    subject.view,
    shownTo?.personId ?? null,
    reader.locale,
    reader.timeZone,
    posted.platform,
    posted.tenant,
    posted.channelId,
    posted.messageId,
    isoTime(now),
    newId(now),
    isoTime(reader.now - SAVED_WITHIN_MS),
    shownTo?.userId ?? null,
  ])
  if (owed.length > 0) db.wake?.()
}

/** In a channel, or with a chat user who is still the person it is worded for: nobody else is told what is theirs (R4, R22). */
const IS_THEIRS = `(person_id IS NULL OR EXISTS (SELECT 1 FROM chat_identity i WHERE i.person_id = posted_card.person_id
    AND i.platform = posted_card.platform AND i.user_id = coalesce(posted_card.user_id, i.user_id)))`

export const listCopies = statement<{ id: string }>(
  'cards.copies',
  `SELECT id FROM posted_card WHERE subject_type = $1 AND subject_id = $2 AND gone_at IS NULL AND ${IS_THEIRS} ORDER BY id`,
)

const findShown = statement<{ id: string }>(
  'cards.shown',
  `SELECT id FROM posted_card WHERE subject_type = $1 AND subject_id = $2 AND person_id = $3 AND gone_at IS NULL
   AND ${IS_THEIRS} LIMIT 1`,
)

/** Whether a copy worded for them is kept up to date. */
export const isShownTo = async (
  db: Database,
  { type, id, personId }: { type: string; id: string; personId: string },
): Promise<boolean> => (await findShown(db, [type, id, personId])).length > 0

/** $1 copy, $2 now, $3 until when it is ours, $4 the account, which it misses until it is released: in its reader's own zone, if they have one by now. No row: somebody else is redrawing it, or it is gone or nobody's by now. */
export const claimCopy = statement<Copy & { platform: Platform }>(
  'cards.claim',
  `WITH claimed AS (
  UPDATE posted_card SET claimed_until = $3, missed_account = $4
  WHERE id = $1 AND gone_at IS NULL AND (claimed_until IS NULL OR claimed_until <= $2) AND ${IS_THEIRS} RETURNING *
)
SELECT id, view, person_id AS "personId", locale, coalesce((SELECT time_zone FROM preference own
    WHERE own.person_id = claimed.person_id AND own.account_id = $4), time_zone) AS "timeZone", platform, tenant,
  channel_id AS "channelId", message_id AS "messageId" FROM claimed`,
)

/** $1 copy, $2 the claim, $3 when it was found gone, or null, $4 whether it shows what it should: else it is still missed. */
export const releaseCopy = statement(
  'cards.release',
  `UPDATE posted_card SET claimed_until = NULL, gone_at = $3, missed_account = CASE WHEN NOT $4::boolean THEN missed_account END
   WHERE id = $1 AND claimed_until = $2`,
)

/**
 * What copies at the place of connection $1 have missed of its account, also what they may be missing at this moment. Direct
 * messages in Discord are of no server, and so of every one.
 */
export const listMissed = statement<{ type: string; id: string; accountId: string }>(
  'cards.missed',
  `SELECT DISTINCT p.subject_type AS type, p.subject_id AS id, p.missed_account AS "accountId" FROM connection c
   JOIN posted_card p ON p.platform = c.platform AND p.missed_account = c.account_id
     AND (p.tenant = c.tenant OR (p.platform = 'discord' AND p.tenant = 'discord'))
   WHERE c.id = $1 AND p.missed_account IS NOT NULL AND p.gone_at IS NULL`,
)
