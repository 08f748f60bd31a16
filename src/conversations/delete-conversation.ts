import { auditOf } from '../audit'
import { bold, type Card, type Context, isRefusal, oneLine, type Refusal, ref, shorten, text } from '../chat'
import { type Database, defineChange, type Effects, type OwedRow, settle, statement } from '../db'
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
  'changed AS (DELETE FROM conversation WHERE id = $1 RETURNING 1)',
)

/** Deletes a conversation of the actor's with all its turns; posted answers are redrawn. What it cost stays. */
export function deleteConversation(
  db: Database,
  context: Context,
  id: string,
): Promise<Pick<Listed, 'chatbot'> | Refusal> {
  return settle(db, context, async (context) => {
    const own = await ownConversation(db, context, id)
    if (isRefusal(own)) return own
    const outcome = { chatbot: own.chatbot }
    await removeConversation(db, context, own, { reliesOn: [], owed: [] }, outcome)
    return outcome
  })
}

/** What is left to do once it is decided that a conversation goes. */
export async function removeConversation(
  db: Database,
  context: Context,
  {
    id,
    accountId,
    workspaceId,
    chatbot,
  }: Pick<Listed, 'id' | 'accountId' | 'chatbot'> & { workspaceId?: string },
  { reliesOn, owed }: Pick<Effects, 'reliesOn' | 'owed'>,
  outcome: unknown,
): Promise<void> {
  const turns = await turnIds(db, [id])
  const scope = { accountId, ...(workspaceId !== undefined && { workspaceId }) }
  const deed = { subjectType: 'conversation', subjectId: id, data: { name: chatbot } }
  const redraws = turns.map(
    (turn): OwedRow => ({
      ...{ kind: 'refresh', accountId, name: 'answer', subjectId: turn.id },
    }),
  )
  await remove(db, [id], context, {
    reliesOn,
    audit: [auditOf(context, scope, { action: 'conversation.deleted', ...deed })],
    owed: [...redraws, ...owed],
    outcome,
  })
}
