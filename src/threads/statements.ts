import { statement } from '../db'
import type { Thread, ThreadTurn } from './thread'

const THREAD = `c.id, c.account_id AS "accountId", c.workspace_id AS "workspaceId", w.name AS "workspaceName",
  b.id AS "agentId", b.name AS agent, p.id AS "startedById", p.name AS "startedBy", c.shared, c.last_at AS "lastAt",
  (SELECT question FROM turn WHERE conversation_id = c.id ORDER BY id LIMIT 1) AS question,
  (SELECT count(*) FROM turn WHERE conversation_id = c.id) AS questions`

/** Conversations of agents only: those with the chatbots of people are nobody's but the people's. */
const FROM = `FROM conversation c JOIN chatbot b ON b.id = c.chatbot_id AND b.owner_id IS NULL AND b.deleted_at IS NULL
  JOIN workspace w ON w.id = b.workspace_id AND w.deleted_at IS NULL JOIN person p ON p.id = c.started_by`

/** One page of the threads of workspace $1, of its agent $2 or of all of them, the latest first. */
export const pageThreads = statement<Thread & { total: number }>(
  'thread.page',
  `SELECT count(*) OVER () AS total, ${THREAD} ${FROM} WHERE b.workspace_id = $1 AND ($2::text IS NULL OR b.id = $2)
   ORDER BY c.last_at DESC, c.id LIMIT $3 OFFSET $4`,
)

export const readThread = statement<Thread>('thread.read', `SELECT ${THREAD} ${FROM} WHERE c.id = $1`)

/** What an answer rests on is written down with its end: before that, and when there was none, nobody else reads it (F115). */
const TURN = `t.id, t.conversation_id AS "threadId", t.chatbot_id AS "agentId", p.name AS asker, t.question,
  CASE WHEN t.status IN ('answered', 'stopped') THEN t.answer ELSE '' END AS answer, t.sources,
  t.asked_at AS "askedAt", ARRAY(SELECT DISTINCT g FROM turn e, unnest(e.grounds) g
    WHERE e.conversation_id = t.conversation_id AND e.id <= t.id) AS grounds
  FROM turn t JOIN person p ON p.id = t.asked_by`

/** One page of the questions of thread $1, the first ones first. */
export const pageTurns = statement<ThreadTurn & { total: number }>(
  'thread.turns',
  `SELECT count(*) OVER () AS total, ${TURN} WHERE t.conversation_id = $1 ORDER BY t.id LIMIT $2 OFFSET $3`,
)

export const readThreadTurn = statement<ThreadTurn>('thread.turn', `SELECT ${TURN} WHERE t.id = $1`)
