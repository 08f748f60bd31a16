import { type Answer, type Context, isRefusal, type Refusal, ref, refuse, type Stream } from '../chat'
import { findChatbot, type ReachedChatbot, unlessActive, unlessMay } from '../chatbots'
import { newId, settle } from '../db'
import { answerTitle } from './answer-cards'
import { type AnsweringOptions, writeAnswer } from './answering'
import { beginTurn } from './begin'
import type { Conversation } from './conversation'
import type { Overheard } from './prompt'
import { readConversation } from './repository'
import { type Readers, type Reading, readersOf, readingFor, type Unread, unreadFor } from './rules'

export interface Asked {
  reached: ReachedChatbot
  question: string
  /** Goes on with it; null begins one. */
  conversation: Conversation | null
  audience: Stream['audience']
  overheard?: Overheard
}

/**
 * Answers a question while people watch. Refused when the chatbot is paused (F101), when too much was asked, or when
 * others would read what they may not see (B14). Delivered again it asks nothing anew (B2, R19).
 */
export async function ask(
  options: AnsweringOptions,
  context: Context,
  asked: Asked,
): Promise<Answer | Refusal> {
  const { db, model } = options
  const { question, audience } = asked
  const readers = readersOf(context, audience)
  const { shared } = readers
  const turnId = newId(context.at)
  let { reached } = asked
  // What is answered in private does not go on where others read it, nor the other way round (B14).
  let conversation = asked.conversation?.shared === shared ? asked.conversation : null
  let decided = decide(reached, readers)
  let overtaken = false
  const begun = await settle(db, context, async (context) => {
    if (overtaken) {
      const found = await findChatbot(db, context.actor, reached.chatbot.id)
      if (!found) return refuse({ code: 'notFound', what: 'chatbot' })
      conversation = conversation && (await readConversation(db, conversation.id))
      reached = found
      decided = decide(reached, readers)
    }
    overtaken = true
    if (isRefusal(decided)) return decided
    return beginTurn(options, context, { turnId, reached, question, model: model.name, conversation, shared })
  })
  if (isRefusal(begun)) return begun
  if (begun.turnId !== turnId || isRefusal(decided)) return refuse({ code: 'alreadyAsked' })
  const answering = { ...asked, ...begun, ...decided, reached, shared, isNew: conversation === null }
  return {
    kind: 'stream',
    audience,
    title: answerTitle(reached.chatbot.name),
    stop: { label: 'Stop', press: ref('answers.stop', turnId) },
    subject: { type: 'answer', id: turnId },
    write: (growing) => writeAnswer(options, context, answering, growing),
  }
}

function decide(
  reached: ReachedChatbot,
  readers: Readers,
): { reading: Reading; unread: Unread | null } | Refusal {
  const refused = unlessMay(reached, 'use') ?? unlessActive(reached.chatbot)
  if (refused) return refused
  const reading = readingFor(reached, readers)
  if (reading === 'privately') return refuse({ code: 'askPrivately', chatbot: reached.chatbot.name })
  return { reading, unread: unreadFor(reached, readers) }
}
