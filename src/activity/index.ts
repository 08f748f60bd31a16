import { type CardKind, refreshSoon } from '../cards'
import { type Clock, DAY_MS, isoTime, MINUTE_MS } from '../clock'
import type { Database } from '../db'
import type { EventName, Follower } from '../events'
import type { FeatureParts } from '../feature'
import type { Sweep } from '../sweeps'
import { activityCommands } from './commands'
import { drawReview } from './draw'
import { forgetReviews, makeReviews, REVIEWS } from './make-reviews'
import { activityNotices } from './notices'
import { activityPresses } from './presses'
import { remindSilent } from './remind-silent'
import { endReminders, reminderCards } from './reminder'
import { latestReviews, readReview, SUBJECT } from './review'

/**
 * Who was away for long: they are reminded once in a silence, and reviewers look at them every week and at everybody every
 * month (R20). Nobody is removed by a clock.
 * Reading order: `rules` and `calendar` (when; pure) → `scope`, `people`, `shape`, `review` (what is looked at) →
 * `reviewer`, `who-is-meant` (who may decide about whom) → `commands`, `presses` (what can be asked) → `draw` with `views`,
 * `rows`, `menu`, `chart`, `reminder`, `notices` (what is shown) → `keep`, `put-back`, `remind` (what reviewers decide) → `remind-silent`, `make-reviews`
 * (what time brings).
 */
export function activity({ db, clock }: { db: Database; clock: Clock }): FeatureParts {
  return {
    chat: { commands: activityCommands(db), presses: activityPresses(db) },
    cards: [reviewCards(db), reminderCards(db)],
    notices: activityNotices(db),
    followers: followers(db, clock),
    sweeps: sweeps(db, clock),
  }
}

const reviewCards = (db: Database): CardKind => ({
  type: SUBJECT,
  async draw(id, _view, { now }, personId) {
    const review = await readReview(db, id)
    return review && personId !== null ? drawReview(db, review, personId, now) : null
  },
})

const LEAVING: readonly EventName[] = ['member.left', 'workspace.left', 'team.deleted', 'workspace.deleted']

/** Whoever was removed is off the cards within moments, also of reviewers who did not do it (B4). */
const followers = (db: Database, clock: Clock): readonly Follower[] =>
  LEAVING.map((on) => ({
    on,
    async follow({ accountId, subjectId }) {
      for (const { id } of await latestReviews(db, [subjectId]))
        await refreshSoon(db, { accountId, type: SUBJECT, id }, clock.now())
    },
  }))

const KEPT_FOR_MS = 90 * DAY_MS

const sweeps = (db: Database, clock: Clock): readonly Sweep[] => [
  { name: 'remind-silent', everyMs: MINUTE_MS, run: () => remindSilent(db, clock.now()) },
  { name: 'end-reminders', everyMs: MINUTE_MS, run: () => endReminders(db, clock.now()) },
  ...REVIEWS.map((reviews) => ({
    name: `${reviews.kind}-review-${reviews.scopeKind}`,
    everyMs: MINUTE_MS,
    run: () => makeReviews(db, reviews, clock.now()),
  })),
  {
    name: 'old-reviews',
    everyMs: DAY_MS,
    run: async () => (await forgetReviews(db, [isoTime(clock.now() - KEPT_FOR_MS)])).length,
  },
]

export { nextMonthlyReviewAt, nextWeeklyReviewAt } from './calendar'
export { MOST_REMINDERS_A_YEAR, nextReminderAt, REMINDED_FOR_MS, type Silence, YEAR_MS } from './rules'
