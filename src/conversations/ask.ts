import {
  type Answer,
  type Context,
  isRefusal,
  type Refusal,
  ref,
  refuse,
  type SpokenMessage,
  type Stream,
  say,
} from '../chat'
import { type ReachedChatbot, unlessActive } from '../chatbots'
import { answerTitle } from './answer-cards'
import { type AnsweringOptions, writeAnswer } from './answering'
import { beginTurn } from './begin'
import type { Conversation } from './conversation'
import { type Reading, readingFor } from './rules'

export interface Asked {
  reached: ReachedChatbot
  question: string
  /** Goes on with it; null begins one. */
  conversation: Conversation | null
  audience: Stream['audience']
  /** What else the model is told. */
  overheard?: () => Promise<readonly SpokenMessage[]>
}

/**
 * Answers a question while people watch. Refused when the chatbot is paused (F101), when too much was asked, or when
 * others would read what they may not see (B14).
 */
export async function ask(
  options: AnsweringOptions,
  context: Context,
  asked: Asked,
): Promise<Answer | Refusal> {
  const { reached } = asked
  const idle = unlessActive(reached.chatbot)
  if (idle) return idle
  const shared = isShared(context, asked.audience)
  const reading = readingFor(reached, {
    shared,
    foreign: context.place.shared,
    workspaceId: context.home?.workspaceId ?? null,
  })
  if (reading === 'privately') return refuse({ code: 'askPrivately', chatbot: reached.chatbot.name })
  return begin(options, context, asked, { shared, reading })
}

async function begin(
  options: AnsweringOptions,
  context: Context,
  asked: Asked,
  { shared, reading }: { shared: boolean; reading: Reading },
): Promise<Answer | Refusal> {
  const { reached, question, conversation, audience } = asked
  const model = options.model.name
  const begun = await beginTurn(options.db, context, { reached, question, model, conversation, shared })
  if (isRefusal(begun)) return begun
  if (begun.again) return say({ title: 'This question is being answered already' })
  return {
    kind: 'stream',
    audience,
    title: answerTitle(reached.chatbot.name),
    stop: { label: 'Stop', press: ref('answers.stop', begun.turnId) },
    subject: { type: 'answer', id: begun.turnId },
    write: (growing) =>
      writeAnswer(
        options,
        context,
        { ...asked, ...begun, reading, shared, isNew: conversation === null },
        growing,
      ),
  }
}

/** Whether others than the asker read the answer. */
const isShared = ({ place }: Context, audience: Stream['audience']) =>
  !place.direct && (audience === 'channel' || audience === 'thread')
