import { nextMonthlyReviewAt, nextWeeklyReviewAt } from '../../src/activity'
import { type Card, plainText } from '../../src/chat'
import { isoTime } from '../../src/clock'
import { cardOf, type Rolecall, type TestUser } from '../support/rolecall'
import { personOf } from '../workspaces/stage'

/** The person is seen in chat now, as any command of theirs would have it. */
export async function seen({ db, clock }: Rolecall, ...users: readonly TestUser[]): Promise<void> {
  for (const { id } of users)
    await db.query(
      'UPDATE chat_identity SET last_active_at = $4 WHERE platform = $1 AND tenant = $2 AND user_id = $3',
      [id.platform, id.tenant, id.userId, isoTime(clock.now())],
    )
}

/** What time brings at this moment, delivered. */
export async function tick(rolecall: Rolecall): Promise<void> {
  await rolecall.sweep()
  await rolecall.deliver()
}

/** To the moment of the next weekly or monthly review in UTC, and what it brings. */
export async function toReview(rolecall: Rolecall, kind: 'weekly' | 'monthly'): Promise<void> {
  const { clock } = rolecall
  clock.set({ weekly: nextWeeklyReviewAt, monthly: nextMonthlyReviewAt }[kind](clock.now(), 'UTC'))
  await tick(rolecall)
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

/** The lines of a card's rows, as they read without markup. */
export const linesOf = (card: Card, now: number): string[] =>
  (card.rows ?? []).map(({ text }) => plainText(text, { locale: 'en', timeZone: 'UTC', now }))

/** Presses an entry of the menu beside somebody's name on a card. */
export async function decide(user: TestUser, card: Card, name: string, label: string) {
  const row = card.rows?.find(({ text }) => JSON.stringify(text).includes(name))
  const option = row?.menu?.options.find((each) => each.label === label)
  if (!option) throw new Error(`no "${label}" for ${name} on ${JSON.stringify(card.rows)}`)
  return user.press(option.press)
}

export const labelsFor = (card: Card, name: string): string[] =>
  card.rows
    ?.find(({ text }) => JSON.stringify(text).includes(name))
    ?.menu?.options.map(({ label }) => label) ?? []

export const lastCard = (user: TestUser): Card => cardOf(user.last)

/** Who was reminded how often, by name; of somebody by whom. */
export async function reminders({ db }: Rolecall, user: TestUser): Promise<(string | null)[]> {
  const rows: { by: string | null }[] = await db.query(
    `SELECT (SELECT name FROM person WHERE id = by_person) AS by FROM reminder WHERE person_id = $1 ORDER BY number`,
    [await personOf({ db } as Rolecall, user)],
  )
  return rows.map(({ by }) => by)
}
