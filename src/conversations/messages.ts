import {
  type Context,
  type Conversing,
  isBlank,
  isRefusal,
  type Refusal,
  refuse,
  type SaidMessage,
  say,
  shorten,
} from '../chat'
import { findChatbot, type ReachedChatbot, reachableChatbots, whichChatbot } from '../chatbots'
import { noChatbotYet } from './answer-cards'
import type { AnsweringOptions } from './answering'
import { ask } from './ask'
import { type Conversation, OVERHEARD_MESSAGES, QUESTION_LENGTH } from './conversation'
import { conversationAt } from './repository'
import { namedFirst } from './rules'
import { spotIn } from './spot'
import { usualChatbot } from './usual-chatbot'

/** What people write to the bot, and in threads it takes part in. */
export function conversing(options: AnsweringOptions): Conversing {
  const { db, contents } = options

  return {
    follows: async (place) => (await conversationAt(db, spotIn(place))) !== null,

    async message(context, said) {
      const conversation = await conversationAt(db, spotIn(context.place))
      if (isBlank(said.text)) return said.addressed ? say(askMe) : null
      if (!said.addressed && !conversation) return null
      if (said.text.length > QUESTION_LENGTH)
        return refuse({
          code: 'tooLong',
          option: 'Your question',
          length: said.text.length,
          limit: QUESTION_LENGTH,
        })
      const meant = await whoIsMeant(context, said, conversation)
      if (meant === null) return null
      // Who has nobody to ask yet is shown what there is.
      if (isRefusal(meant)) return meant.code === 'noChatbot' ? null : meant
      const overheard = async () =>
        context.place.direct
          ? []
          : ((await contents(context.place.platform)?.recent(context.place, said.id, OVERHEARD_MESSAGES)) ??
            [])
      return ask(options, context, { ...meant, audience: 'thread', overheard })
    },

    async opened({ actor }) {
      const chatbots = (await reachableChatbots(db, actor)).filter(isActive).slice(0, PROMPTS)
      if (chatbots.length === 0) return say(noChatbotYet, 'channel')
      const prompts = chatbots.map(({ chatbot: { name } }) => ({
        title: shorten(`What does ${name} know?`, 75),
        message: `${name}: What can I ask you about?`,
      }))
      return { kind: 'prompts', card: askMe, prompts }
    },
  }

  /** A thread stays with its chatbot; in private messages another one may be named. */
  async function whoIsMeant(
    context: Context,
    { text, addressed }: SaidMessage,
    conversation: Conversation | null,
  ): Promise<Meant | Refusal | null> {
    const { actor, place } = context
    const all = (await reachableChatbots(db, actor)).filter(isActive)
    const named = namedFirst(text, all)
    const bound = conversation && (await findChatbot(db, actor, conversation.chatbotId))
    const stays = !place.direct || !named || named.reached.chatbot.id === bound?.chatbot.id
    if (conversation && bound && stays)
      return {
        reached: bound,
        question: named?.reached.chatbot.id === bound.chatbot.id ? named.question : text,
        conversation,
      }
    if (conversation && !place.direct) return addressed ? refuse({ code: 'notFound', what: 'chatbot' }) : null
    if (named) return { ...named, conversation: null }
    const usual = await usualChatbot(db, context, all)
    const reached = usual ?? (await whichChatbot(db, context, undefined, isActive))
    if (isRefusal(reached)) return reached
    return { reached, question: text, conversation: null }
  }
}

interface Meant {
  reached: ReachedChatbot
  question: string
  conversation: Conversation | null
}

/** Slack shows so many. https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts */
const PROMPTS = 4

export const isActive = ({ chatbot }: ReachedChatbot) => chatbot.status === 'active'

const askMe = {
  title: 'What would you like to know?',
  text: 'Write your question. Begin with the name of a chatbot and a colon to choose one.',
}
