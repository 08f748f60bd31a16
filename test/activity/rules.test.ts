import fc from 'fast-check'
import {
  MOST_REMINDERS_A_YEAR,
  mayRemindFrom,
  nextReminderAt,
  REMINDED_FOR_MS,
  type Silence,
  YEAR_MS,
} from '../../src/activity/rules'
import { DAY_MS } from '../../src/clock'

const START = Date.UTC(2026, 0, 5, 9)

const silence = (more: Partial<Silence> = {}): Silence => ({
  ...{ silentSince: START, inactiveAfterDays: 30, keptAt: null, remindedAt: [] },
  ...more,
})

test('R20 the reminder is due once the workspace’s days are over, and not a millisecond before', () => {
  const due = START + 30 * DAY_MS
  expect(nextReminderAt(silence(), due - 1)).toBe(due)
  expect(nextReminderAt(silence(), due)).toBe(due)
  expect(nextReminderAt(silence(), due + DAY_MS)).toBe(due + DAY_MS)
})

test('R20 one reminder is enough for a silence, whoever gave it; the next silence has its own', () => {
  const remindedAt = [START + 31 * DAY_MS]
  expect(nextReminderAt(silence({ remindedAt }), START + 300 * DAY_MS)).toBeNull()
  const back = START + 40 * DAY_MS
  expect(nextReminderAt(silence({ remindedAt, silentSince: back }), back)).toBe(back + 30 * DAY_MS)
})

test('R20 whom a reviewer keeps is left alone for as many days again', () => {
  const keptAt = START + 20 * DAY_MS
  expect(nextReminderAt(silence({ keptAt }), START)).toBe(keptAt + 30 * DAY_MS)
})

test('R20 the fifth reminder waits until the first of the last four is a year old', () => {
  const remindedAt = [10, 50, 90, 130].map((day) => START + day * DAY_MS)
  const silentSince = START + 140 * DAY_MS
  expect(nextReminderAt(silence({ silentSince, remindedAt }), silentSince)).toBe(
    START + 10 * DAY_MS + YEAR_MS,
  )
  expect(nextReminderAt(silence({ silentSince, remindedAt: remindedAt.slice(1) }), silentSince)).toBe(
    silentSince + 30 * DAY_MS,
  )
})

test('R20 a reviewer may remind at once, and then not for seven days', () => {
  expect(mayRemindFrom(null)).toBe(0)
  expect(mayRemindFrom(START)).toBe(START + REMINDED_FOR_MS)
})

interface Life {
  inactiveAfterDays: number
  seen: readonly number[]
  kept: readonly number[]
  byReviewer: readonly number[]
}

/** One person's life: on which days they are seen, are kept, and are reminded by a reviewer. */
const life: fc.Arbitrary<Life> = fc.record({
  inactiveAfterDays: fc.integer({ min: 7, max: 90 }),
  seen: fc.uniqueArray(fc.integer({ min: 0, max: 730 }), { maxLength: 40 }),
  kept: fc.uniqueArray(fc.integer({ min: 0, max: 730 }), { maxLength: 4 }),
  byReviewer: fc.uniqueArray(fc.integer({ min: 0, max: 730 }), { maxLength: 3 }),
})

/** Two years with a look every day, as the sweep does: what the clock sent, and all reminders. */
function play({ inactiveAfterDays, seen, kept, byReviewer }: Life) {
  const sent: { day: number; silentSince: number }[] = []
  const reminded: number[] = []
  let [silentSince, keptAt]: [number, number | null] = [0, null]
  for (let day = 0; day <= 730; day += 1) {
    if (seen.includes(day)) silentSince = day
    if (kept.includes(day)) keptAt = day
    if (byReviewer.includes(day)) reminded.push(day)
    const at = (each: number) => START + each * DAY_MS
    const history: Silence = {
      silentSince: at(silentSince),
      inactiveAfterDays,
      keptAt: keptAt === null ? null : at(keptAt),
      remindedAt: reminded.slice(-MOST_REMINDERS_A_YEAR).map(at),
    }
    if (nextReminderAt(history, at(day)) === at(day)) {
      sent.push({ day, silentSince })
      reminded.push(day)
    }
  }
  return { sent, reminded }
}

/** What is wrong with one life's reminders. */
function wrongWith(life: Life): string[] {
  const { inactiveAfterDays, kept, seen, byReviewer } = life
  const { sent, reminded } = play(life)
  const days = sent.map(({ day }) => day)
  const lives = sent.flatMap(({ day, silentSince }, index) => [
    ...(day - silentSince < inactiveAfterDays ? ['before its days are over'] : []),
    ...(kept.some((at) => at <= day && day - at < inactiveAfterDays) ? ['soon after they were kept'] : []),
    ...(day - (days[index - 1] ?? -inactiveAfterDays) < inactiveAfterDays ? ['soon after another'] : []),
    ...(days.filter((other) => other > day - 365 && other <= day).length > MOST_REMINDERS_A_YEAR
      ? ['too many in a year']
      : []),
  ])
  const isTwice = new Set(sent.map(({ silentSince }) => silentSince)).size < sent.length
  const isLeftAlone = seen.length + kept.length + byReviewer.length === 0
  return [
    ...lives,
    ...(isTwice ? ['twice in a silence'] : []),
    ...(isLeftAlone && reminded.join() !== String(inactiveAfterDays) ? ['forgotten'] : []),
  ]
}

test('R20 in thousands of made-up lives there are at most four reminders a year, one for a silence, none before its days are over', () => {
  const alone = { inactiveAfterDays: 30, seen: [], kept: [], byReviewer: [] }
  fc.assert(
    fc.property(life, (life) => wrongWith(life).length === 0),
    { seed: 20260105, numRuns: 3_000, examples: [[alone]] },
  )
})
