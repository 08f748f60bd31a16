import { type Context, isRefusal, type Refusal, refuse } from '../chat'
import { isoTime } from '../clock'
import { type Database, defineChange, settle } from '../db'
import { happened } from '../events'
import { AS_DECIDED, asDecided, effectsOf, reachToDo } from './changing'
import { isAgent } from './chatbot'
import { teamsOf } from './reach'

/**
 * Marked as deleted, it is found by nobody from this moment on. Its words go at once; documents and conversations are
 * many, and those who hold them remove what belongs to deleted chatbots in batches. The name stays for the bills.
 */
const endChatbot = defineChange(
  'chatbot.delete',
  `changed AS (
  UPDATE chatbot c SET deleted_at = $5, description = '', instructions = '' WHERE ${AS_DECIDED} AND c.name = $4 RETURNING c.id
), forgotten AS (
  DELETE FROM chatbot_instructions WHERE chatbot_id IN (SELECT id FROM changed)
), emptied AS (
  UPDATE knowledge_base SET deleted_at = $5 WHERE id IN (SELECT id FROM changed)
), unused AS (
  DELETE FROM agent_base WHERE agent_id IN (SELECT id FROM changed)
), ended AS (
  UPDATE share_grant SET ended_at = $5 WHERE ended_at IS NULL AND chatbot_id IN (SELECT id FROM changed)
)`,
)

export interface ChatbotDeleted {
  name: string
  agent: boolean
}

/** For good, and only by its name typed out (R10, F17–F19, F104, F105). */
export function deleteChatbot(
  db: Database,
  context: Context,
  id: string,
  typedName: string,
): Promise<ChatbotDeleted | Refusal> {
  return settle(db, context, async (context) => {
    const reached = await reachToDo(db, context, id, 'delete')
    if (isRefusal(reached)) return reached
    const { chatbot } = reached
    const { name } = chatbot
    if (typedName !== name) return refuse({ code: 'nameTyped', expected: name }, 'name')
    const outcome: ChatbotDeleted = { name, agent: isAgent(chatbot) }
    const concerns = teamsOf(chatbot).map((team) => team.ownerId)
    const deed = { action: 'chatbot.deleted', tidings: { name: 'chatbot.deleted' }, concerns } as const
    const effects = effectsOf(context, reached, deed, outcome)
    const actorId = context.actor.personId
    const event = happened('chatbot.deleted', { accountId: chatbot.accountId, subjectId: id, actorId })
    await endChatbot(db, [...asDecided(reached), name, isoTime(context.at)], context, {
      ...effects,
      owed: [...effects.owed, event],
    })
    return outcome
  })
}
