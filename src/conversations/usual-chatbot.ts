import { agentOfChannel } from '../agents'
import type { Context, Refusal, Stream } from '../chat'
import { onlyChatbot, type ReachedChatbot } from '../chatbots'
import { type Database, statement } from '../db'
import { isActive, readersOf, readingFor } from './rules'

const lastHere = statement<{ chatbotId: string }>(
  'conversation.lastHere',
  `SELECT chatbot_id AS "chatbotId" FROM conversation
   WHERE platform = $1 AND begun_in = $2 AND (shared OR started_by = $3) AND chatbot_id = ANY($4) ORDER BY last_at DESC LIMIT 1`,
)

/** The one that was asked last in this channel, of those that can be asked; so nobody has to choose each time. */
async function usualChatbot(
  db: Database,
  { place, actor }: Pick<Context, 'place' | 'actor'>,
  chatbots: readonly ReachedChatbot[],
): Promise<ReachedChatbot | undefined> {
  const ids = chatbots.map(({ chatbot }) => chatbot.id)
  const [last] = await lastHere(db, [place.platform, place.channelId, actor.personId, ids])
  return chatbots.find(({ chatbot }) => chatbot.id === last?.chatbotId)
}

/** Who answers when no chatbot is named: the agent of the channel, where one was set. One that may not answer in front of these readers (B14) is not offered beside others. */
export async function unnamedChatbot(
  db: Database,
  context: Context,
  all: readonly ReachedChatbot[],
  audience: Stream['audience'],
): Promise<ReachedChatbot | Refusal> {
  const readers = readersOf(context, audience)
  const answersHere = (each: ReachedChatbot) => isActive(each) && readingFor(each, readers) !== 'privately'
  const fits = all.some(answersHere) ? answersHere : isActive
  const fitting = all.filter(fits)
  const agentId = await agentOfChannel(db, context.place)
  const set = fitting.find(({ chatbot }) => chatbot.id === agentId)
  return set ?? (await usualChatbot(db, context, fitting)) ?? onlyChatbot(all, fits)
}
