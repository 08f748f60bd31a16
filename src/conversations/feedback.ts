import {
  bold,
  type Card,
  type Context,
  cut,
  type Form,
  oneLine,
  PAGE_SIZE,
  pager,
  type Refusal,
  ref,
  refuse,
  shorten,
  text,
  time,
  unlessFits,
} from '../chat'
import { type ReachedChatbot, unlessMay } from '../chatbots'
import { isoTime } from '../clock'
import { type Database, defineChange, settle, statement } from '../db'
import { accountsOf } from '../teams'
import { REASON_LENGTH, type Turn } from './conversation'
import { turnFor } from './repository'

const saveFeedback = defineChange(
  'answer.feedback',
  `changed AS (
  INSERT INTO answer_feedback (turn_id, person_id, verdict, reason, at) SELECT $1, $2, $3, $4, $5
  WHERE EXISTS (SELECT 1 FROM turn WHERE id = $1)
  ON CONFLICT (turn_id, person_id) DO UPDATE SET verdict = excluded.verdict, reason = excluded.reason, at = excluded.at RETURNING 1
)`,
)

export interface Feedback {
  verdict: 'up' | 'down'
  reason: string | null
}

/** Notes what somebody thinks of an answer they can read; they may change their mind. */
export function giveFeedback(
  db: Database,
  context: Context,
  turnId: string,
  { verdict, reason }: Feedback,
): Promise<Pick<Turn, 'chatbot'> | Refusal> {
  return settle(db, context, async (context) => {
    const { personId } = context.actor
    const turn = await turnFor(db, turnId, accountsOf(context), personId)
    if (!turn || turn.status === 'answering') return refuse({ code: 'notFound', what: 'answer' })
    const tooLong = unlessFits(reason ?? '', 'The reason', REASON_LENGTH, 'reason')
    if (tooLong) return tooLong
    const outcome = { chatbot: turn.chatbot }
    const parameters = [turnId, personId, verdict, reason, isoTime(context.at)]
    await saveFeedback(db, parameters, context, { reliesOn: [], audit: [], owed: [], outcome })
    return outcome
  })
}

export const reasonForm = (turnId: string, reason?: string): Form => ({
  submit: ref('answers.down', turnId),
  title: 'What was wrong?',
  submitLabel: 'Send',
  text: 'The owner of the chatbot, or whoever manages the agent, reads your name, the question and what you write here.',
  fields: [
    {
      kind: 'long',
      name: 'reason',
      label: 'Reason',
      hint: 'What you expected instead; may be left empty',
      maxLength: REASON_LENGTH,
      ...(reason !== undefined && { value: cut(reason, REASON_LENGTH) }),
    },
  ],
})

const readFeedback = statement<
  Feedback & { name: string; question: string; at: number; total: number; up: number }
>(
  'answer.feedbackOf',
  `SELECT f.verdict, f.reason, p.name, t.question, f.at, count(*) OVER () AS total,
     count(*) FILTER (WHERE f.verdict = 'up') OVER () AS up
   FROM answer_feedback f JOIN turn t ON t.id = f.turn_id JOIN person p ON p.id = f.person_id
   WHERE t.chatbot_id = $1 ORDER BY f.at DESC, f.turn_id LIMIT $2 OFFSET $3`,
)

/** What people thought, the latest first; only the owner of the chatbot reads it, of an agent those who manage it. */
export async function feedbackPage(
  db: Database,
  reached: ReachedChatbot,
  page: number,
): Promise<Card | Refusal> {
  const refused = unlessMay(reached, 'readFeedback')
  if (refused) return refused
  const { chatbot } = reached
  const found = await readFeedback(db, [chatbot.id, PAGE_SIZE, page * PAGE_SIZE])
  if (found.length === 0 && page > 0) return feedbackPage(db, reached, 0)
  const { total = 0, up = 0 } = found[0] ?? {}
  return {
    title: `Feedback on ${chatbot.name}`,
    text:
      total === 0 ? 'Nobody has said anything yet.' : `${up} found an answer helpful, ${total - up} did not.`,
    rows: found.map(({ verdict, reason, name, question, at }) => ({
      text: text`${verdict === 'up' ? '👍' : '👎'} ${bold(shorten(name, 60))} ${time(at, 'relative')} on “${shorten(oneLine(question), 100)}”${reason ? `: ${shorten(oneLine(reason), 150)}` : ''}`,
    })),
    context: text`In workspace ${bold(chatbot.workspaceName)}`,
    buttons: pager(page, total, (other) => ref('answers.feedback', chatbot.id, String(other))),
  }
}
