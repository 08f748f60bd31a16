import type { Context } from '../chat'
import type { ReachedChatbot } from '../chatbots'
import { type Database, statement } from '../db'

const lastHere = statement<{ chatbotId: string }>(
  'conversation.lastHere',
  `SELECT chatbot_id AS "chatbotId" FROM conversation
   WHERE platform = $1 AND begun_in = $2 AND (shared OR started_by = $3) AND chatbot_id = ANY($4) ORDER BY last_at DESC LIMIT 1`,
)

/** The one that was asked last in this channel, of those that can be asked; so nobody has to choose each time. */
export async function usualChatbot(
  db: Database,
  { place, actor }: Pick<Context, 'place' | 'actor'>,
  chatbots: readonly ReachedChatbot[],
): Promise<ReachedChatbot | undefined> {
  const ids = chatbots.map(({ chatbot }) => chatbot.id)
  const [last] = await lastHere(db, [place.platform, place.channelId, actor.personId, ids])
  return chatbots.find(({ chatbot }) => chatbot.id === last?.chatbotId)
}
