import { isoTime } from '../../src/clock'
import type { Database } from '../../src/db'
import type { NoticeKind, NoticeTopic } from '../../src/notices'
import { createStage } from './stage'

/** Words for which drawing fails, until they are taken out. */
const broken = new Set<unknown>()

const about = (topic: NoticeTopic): NoticeKind => ({
  name: `test.${topic}`,
  topic,
  draw: async ({ data: { words } }) => {
    if (broken.has(words)) throw new RangeError('broken')
    return words === null ? null : { card: { title: String(words), text: 'in team Alpha' } }
  },
})

/** Follows what it shows, and has no mail of its own. */
const answered = (name: string, topic?: NoticeTopic): NoticeKind => ({
  name,
  ...(topic && { topic }),
  draw: async () => ({ card: { title: 'Approve?' }, subject: { type: 'test', id: 's', view: 'v' } }),
})

/** A stage on which people are owed notices of every topic and have wishes. */
export function createWishing(db: Database) {
  const topics = ['outcome', 'reminder', 'review', 'money'] as const
  const notices = [
    ...topics.map(about),
    answered('test.answerable'),
    answered('test.answerableReview', 'review'),
  ]
  broken.clear()
  const stage = createStage(db, { notices })
  let people = 0

  return {
    stage,
    broken,
    owe: (personId: string, name: string, words: string | null = 'Hello', actorId?: string) =>
      stage.people.owe({
        ...{ kind: 'notice', personId, name: `test.${name}`, subjectId: 's', data: { words } },
        ...(actorId && { actorId }),
      }),
    add: (on: { slack?: boolean; discord?: boolean; address?: boolean }): Promise<string> => {
      people += 1
      const mark = `${people}-${stage.people.tenant}`
      return stage.people.add(`P${people}`, {
        ...(on.slack && { slack: `W${mark}` }),
        ...(on.discord && { discord: `8${mark}` }),
        ...(on.address && { address: `p${mark}@acme.test`.toLowerCase() }),
      })
    },
    /** As `/profile` would save it. */
    wish: (personId: string, wishes: Record<string, unknown>) => {
      const {
        destination = 'active',
        quiet = 'usual',
        from = 20,
        until = 8,
        zone = null,
        muted = {},
      } = wishes
      return db.query(
        `INSERT INTO preference (person_id, account_id, destination, quiet, quiet_from, quiet_until, time_zone, muted, changed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (person_id, account_id) DO UPDATE SET destination = $3, quiet = $4, quiet_from = $5, quiet_until = $6,
           time_zone = $7, muted = $8, changed_at = $9`,
        [
          ...[personId, stage.people.accountId, destination, quiet, from, until, zone],
          ...[JSON.stringify(muted), isoTime(stage.clock.now())],
        ],
      )
    },
  }
}
