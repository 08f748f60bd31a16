import { nextMonthlyReviewAt, nextWeeklyReviewAt } from '../../src/activity'
import { makeReviews, REVIEWS } from '../../src/activity/make-reviews'
import { remindSilent } from '../../src/activity/remind-silent'
import { type Card, plainText, type Text } from '../../src/chat'
import { isoTime } from '../../src/clock'
import { noteSeen } from '../support/note-seen'
import type { Rolecall, TestUser } from '../support/rolecall'
import { personOf } from '../workspaces/stage'

/** The person is seen in chat now, as any command of theirs would have it. */
export async function seen(rolecall: Rolecall, ...users: readonly TestUser[]): Promise<void> {
  const ids = await Promise.all(users.map((user) => personOf(rolecall, user)))
  await noteSeen(rolecall.db, ids, rolecall.clock.now())
}

/** What time brings people who are away and their reviewers, delivered. */
export async function look(rolecall: Rolecall): Promise<void> {
  const { db, clock } = rolecall
  await remindSilent(db, clock.now())
  for (const reviews of REVIEWS) await makeReviews(db, reviews, clock.now())
  await rolecall.deliver()
}

/** All accounts there are so far end, so that nothing more comes of them. */
export async function endAll({ db, clock }: Rolecall): Promise<void> {
  const moment = [isoTime(clock.now())]
  for (const scope of ['team', 'workspace', 'account'])
    await db.query(`UPDATE ${scope} SET deleted_at = $1 WHERE deleted_at IS NULL`, moment)
}

/** To the moment of the next weekly or monthly review in UTC, and what it brings. */
export async function toReview(rolecall: Rolecall, kind: 'weekly' | 'monthly'): Promise<void> {
  const { clock } = rolecall
  clock.set({ weekly: nextWeeklyReviewAt, monthly: nextMonthlyReviewAt }[kind](clock.now(), 'UTC'))
  await look(rolecall)
}

/** What they were told privately whose title begins so, oldest first. */
export const toldTo = (rolecall: Rolecall, user: TestUser, title: string): Card[] =>
  rolecall.inboxOf(user).filter((card) => card.title.startsWith(title))

/** The person’s copy of a posted card as it was drawn last. */
export function shownTo({ sent }: Rolecall, { id }: TestUser, title: string): Card {
  const theirs = sent.filter(
    ({ to, card }) =>
      ('userId' in to ? to.userId === id.userId : to.channelId === `direct-${id.userId}`) &&
      card.title.startsWith(title),
  )
  const last = theirs.at(-1)
  if (!last) throw new Error(`no "${title}" was sent`)
  return last.card
}

/** As it reads without markup. */
export const wordsAt = (words: Text | undefined, now: number): string =>
  plainText(words ?? '', { locale: 'en', timeZone: 'UTC', now })

/** The lines of a card's rows. */
export const linesOf = (card: Card | undefined, now: number): string[] =>
  (card?.rows ?? []).map(({ text }) => wordsAt(text, now))

/** Presses an entry of the menu beside somebody's name on a card. */
export async function decide(user: TestUser, card: Card, name: string, label: string) {
  const row = card.rows?.find(({ text }) => JSON.stringify(text).includes(name))
  const option = row?.menu?.options.find((each) => each.label === label)
  if (!option) throw new Error(`no "${label}" for ${name} on ${JSON.stringify(card.rows)}`)
  return user.press(option.press)
}

export const labelsFor = (card: Card | undefined, name: string): string[] =>
  card?.rows
    ?.find(({ text }) => JSON.stringify(text).includes(name))
    ?.menu?.options.map(({ label }) => label) ?? []

/** By whom somebody was reminded, in order; null: by the clock. */
export async function reminders(rolecall: Rolecall, user: TestUser): Promise<(string | null)[]> {
  const rows: { by: string | null }[] = await rolecall.db.query(
    `SELECT (SELECT name FROM person WHERE id = by_person) AS by FROM reminder WHERE person_id = $1 ORDER BY number`,
    [await personOf(rolecall, user)],
  )
  return rows.map(({ by }) => by)
}
