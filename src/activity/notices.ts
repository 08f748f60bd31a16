import { decideAccount } from '../access'
import { isRefusal } from '../chat'
import { type Database, statement } from '../db'
import type { DrawnNotice, NoticeKind, Owed } from '../notices'
import { readActor } from '../people'
import { adminIds } from '../scopes'
import { drawReview, inactiveFor } from './draw'
import { silentSince } from './people'
import { REMINDED, readReminded } from './reminder'
import { MONTHLY, REMINDER, type Review, readReview, SUBJECT, WEEKLY } from './review'
import { reviewing } from './reviewer'
import { inactiveBefore } from './rules'
import { fewAdminsCard, reminderCard } from './views'

/** What people are told; whoever has no right to see the others any more, or nothing to look at, gets nothing. */
export function activityNotices(db: Database): readonly NoticeKind[] {
  return [
    {
      name: REMINDER,
      topic: 'reminder',
      async draw({ subjectId }, { now }) {
        const reminded = await readReminded(db, subjectId)
        if (!reminded || silentSince(reminded) > inactiveBefore(reminded.days, now)) return null
        return { card: reminderCard(reminded), subject: { type: REMINDED, id: subjectId, view: 'own' } }
      },
    },
    reviewNotice(db, WEEKLY, async (review, personId, now) => {
      const actor = await readActor(db, personId, review.accountId)
      const at = await reviewing(db, { actor }, ['review', review.id])
      if (isRefusal(at)) return null
      const { total, kept, putOff } = await inactiveFor(db, { actor, at: now }, at, review)
      if (total === kept + putOff) return null
      return drawnFor(db, review, personId, now)
    }),
    reviewNotice(db, MONTHLY, (review, personId, now) =>
      review.scopeKind === 'account' ? fewAdmins(db, review) : drawnFor(db, review, personId, now),
    ),
  ]
}

function reviewNotice(
  db: Database,
  name: string,
  draw: (review: Review, personId: string, now: number) => Promise<DrawnNotice | null>,
): NoticeKind {
  return {
    name,
    topic: 'review',
    async mayRead(owed: Owed, personId: string) {
      const review = await readReview(db, owed.subjectId)
      return review !== undefined && maySee(db, review, personId)
    },
    async draw({ subjectId, personId }, { now }) {
      const review = await readReview(db, subjectId)
      return review && personId !== null ? draw(review, personId, now) : null
    },
  }
}

async function maySee(db: Database, review: Review, personId: string): Promise<boolean> {
  const actor = await readActor(db, personId, review.accountId)
  return review.scopeKind === 'account'
    ? decideAccount(actor, review.scopeId, 'account.settings').allowed
    : !isRefusal(await reviewing(db, { actor }, ['review', review.id]))
}

const drawnFor = async (
  db: Database,
  review: Review,
  personId: string,
  now: number,
): Promise<DrawnNotice> => ({
  card: await drawReview(db, review, personId, now),
  subject: { type: SUBJECT, id: review.id, view: review.kind },
})

/** R14: two are advised. */
async function fewAdmins(db: Database, { scopeId }: Review): Promise<DrawnNotice | null> {
  const [[account], admins] = await Promise.all([readAccount(db, [scopeId]), adminIds(db, [scopeId])])
  return account && admins.length < 2 ? { card: fewAdminsCard(account.name) } : null
}

const readAccount = statement<{ name: string }>(
  'activity.account',
  'SELECT name FROM account WHERE id = $1 AND deleted_at IS NULL',
)
