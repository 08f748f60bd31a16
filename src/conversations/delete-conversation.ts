import { auditOf } from '../audit'
import { bold, type Card, type Context, isRefusal, oneLine, type Refusal, ref, shorten, text } from '../chat'
import { type Database, defineChange, settle, statement } from '../db'
import { type Listed, ownConversation } from './history'

export const confirmDeleteCard = ({ id, chatbot, question, turns }: Listed): Card => ({
  tone: 'danger',
  title: 'Delete this conversation?',
  text: text`“${shorten(oneLine(question), 120)}” and everything after it (${String(turns)} ${turns === 1 ? 'question' : 'questions'} to ${bold(shorten(chatbot, 60))}) is gone for good, also where it was posted.`,
  buttons: [
    { label: 'Delete', press: ref('conversations.delete', id), style: 'danger' },
    { label: 'Cancel', press: ref('conversations.keep') },
  ],
})

const turnIds = statement<{ id: string }>(
  'conversation.turnIds',
  'SELECT id FROM turn WHERE conversation_id = $1',
)

const remove = defineChange(
  'conversation.delete',
  `changed AS (DELETE FROM conversation WHERE id = $1 AND started_by = $2 RETURNING 1)`,
)

/** Deletes a conversation of the actor's with all its turns; posted answers are redrawn. What it cost stays. */
export function deleteConversation(
  db: Database,
  context: Context,
  id: string,
): Promise<{ turns: number } | Refusal> {
  return settle(db, context, async (context) => {
    const own = await ownConversation(db, context, id)
    if (isRefusal(own)) return own
    const turns = await turnIds(db, [id])
    const outcome = { turns: turns.length }
    const deed = {
      action: 'conversation.deleted',
      subjectType: 'conversation',
      subjectId: id,
      data: { name: own.chatbot },
    }
    await remove(db, [id, context.actor.personId], context, {
      reliesOn: [],
      audit: [auditOf(context, own, deed)],
      owed: turns.map((turn) => ({
        kind: 'refresh',
        accountId: own.accountId,
        name: 'answer',
        subjectId: turn.id,
      })),
      outcome,
    })
    return outcome
  })
}
