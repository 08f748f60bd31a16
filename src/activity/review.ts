import { type Database, statement } from '../db'
import type { Scope } from './scope'

/** What the clock has had reviewed: those who are inactive every week, all members every month. */
export interface Review {
  id: string
  accountId: string
  kind: 'weekly' | 'monthly'
  /** An account is reviewed for its admins only. */
  scopeKind: Scope['kind'] | 'account'
  scopeId: string
  madeAt: number
}

/** Of a posted card. */
export const SUBJECT = 'review'

/** What people are told. */
export const REMINDER = 'activity.reminder'
export const WEEKLY = 'review.weekly'
export const MONTHLY = 'review.monthly'

const COLUMNS = `id, account_id AS "accountId", kind, scope_kind AS "scopeKind", scope_id AS "scopeId", made_at AS "madeAt"`

const read = statement<Review>('review.read', `SELECT ${COLUMNS} FROM review WHERE id = $1`)

export async function readReview(db: Database, id: string): Promise<Review | undefined> {
  const [review] = await read(db, [id])
  return review
}

/** The latest of each kind of scope $1: the cards that are still of use. */
export const latestReviews = statement<Review>(
  'review.latest',
  `SELECT DISTINCT ON (kind) ${COLUMNS} FROM review WHERE scope_id = $1 ORDER BY kind, made_at DESC`,
)
