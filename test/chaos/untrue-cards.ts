import { ulid } from 'ulid'
import type { Chatter } from '../../sandbox/driver'
import { world } from '../../sandbox/world'
import type { Stage } from '../journeys/support'

type At = Pick<Stage, 'query' | 'at' | 'settled'>

/**
 * Cards that show what is not so: each posted card is drawn once more from the database, and none may change by that.
 * `wake` makes the worker look now.
 */
export async function findUntrueCards(stage: At, wake: () => Promise<void>): Promise<string[]> {
  const before = await readCards(stage)
  const subjects = await stage.query(
    `SELECT DISTINCT subject_type, subject_id, (SELECT account_id FROM outbox LIMIT 1) FROM posted_card WHERE gone_at IS NULL`,
  )
  for (const { subject_type, subject_id, account_id } of subjects)
    await stage.query(
      `INSERT INTO outbox (id, kind, account_id, name, subject_id, due_at, created_at)
       VALUES ($1, 'refresh', $2, $3, $4, '2000-01-01', '2000-01-01')`,
      [ulid(), account_id, subject_type, subject_id],
    )
  await wake()
  await stage.settled()
  const after = await readCards(stage)
  return [...before].flatMap(([id, shown]) =>
    after.get(id) === shown ? [] : [`${shown}\n    should be\n${after.get(id)}`],
  )
}

/** How long ago something was, in the reader's language: platforms work it out anew whenever somebody looks. */
const AGE = / \([^()]+\)/g

/** Slack names no language with a press, so its own answer words a moment otherwise than a redraw does. */
const MOMENT = /[A-Z][a-z]{2} \d{1,2}, \d{4}, \d{1,2}:\d\d [AP]M|\d{1,2} [A-Z][a-z]{2} \d{4}, \d\d:\d\d/g

/** What everybody sees of the cards that are kept up to date, by message: words and what can be pressed. */
async function readCards({ query, at }: At): Promise<Map<string, string>> {
  const posted = await query(
    `SELECT platform || ' ' || message_id AS card FROM posted_card WHERE gone_at IS NULL`,
  )
  const kept = new Set(posted.map(({ card }) => card))
  const seen = world.people.flatMap((person) => {
    const platforms = (['slack', 'discord'] as const).filter((platform) => platform in person)
    return platforms.flatMap((platform) => messagesOf(at(platform, person.name).chatter))
  })
  return new Map(seen.filter(([card]) => kept.has(card)))
}

const messagesOf = (chatter: Chatter) =>
  chatter
    .channels()
    .flatMap(({ messages }) => messages)
    .map(({ id, text, controls }): [string, string] => [
      `${chatter.platform} ${id}`,
      `${text.replace(AGE, '').replace(MOMENT, 'then')}\n    [${controls.map(({ label }) => label).join('] [')}]`,
    ])
