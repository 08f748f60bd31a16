import {
  type Context,
  type Conversing,
  explainCard,
  isBlank,
  isRefusal,
  type Refusal,
  ref,
  refuse,
  type SaidMessage,
  say,
  shorten,
  unlessFits,
} from '../chat'
import { ASK_PRESS, findChatbot, type ReachedChatbot, reachableChatbots } from '../chatbots'
import { offerUpload, topicOf } from '../knowledge'
import { noChatbotYet } from './answer-cards'
import type { AnsweringOptions } from './answering'
import { ask } from './ask'
import { type Conversation, OVERHEARD_MESSAGES, QUESTION_LENGTH } from './conversation'
import { conversationAt, hasAsked } from './repository'
import { isActive, namedFirst } from './rules'
import { spotIn } from './spot'
import { unnamedChatbot } from './usual-chatbot'

/** What people write to the bot, and in threads it takes part in. */
export function conversing(options: AnsweringOptions): Conversing {
  const { db, contents } = options

  return {
    follows: async (place) => (await conversationAt(db, spotIn(place))) !== null,

    async message(context, said) {
      const { place, actor } = context
      const conversation = await conversationAt(db, spotIn(place), place.direct ? actor.personId : null)
      if (said.addressed) return answerTo(context, said, conversation)
      // Who has asked goes on by writing; what others say to each other is theirs, and read as context only (B9).
      if (isBlank(said.text) || !conversation) return null
      if (!(await hasAsked(db, conversation.id, context.actor.personId))) return null
      const answer = await answerTo(context, said, conversation)
      return answer === 'start' || (isRefusal(answer) && !concernsAsker(answer)) ? null : answer
    },

    async opened({ actor }) {
      const chatbots = (await reachableChatbots(db, actor)).filter(isActive).slice(0, PROMPTS)
      if (chatbots.length === 0) return say(noChatbotYet, 'channel')
      const prompts = chatbots.map(async ({ chatbot: { id, name }, reach }) => {
        const topic = reach.knowledge ? await topicOf(db, id, actor.personId) : null
        const question =
          topic === null ? 'What can I ask you about?' : `What do you know about “${shorten(topic, 100)}”?`
        return {
          title: shorten(`Ask ${name}${topic === null ? '' : ` about ${topic}`}`, 75),
          message: `${name}: ${question}`,
        }
      })
      return { kind: 'prompts', card: askMe, prompts: await Promise.all(prompts) }
    },
  }

  async function answerTo(context: Context, said: SaidMessage, conversation: Conversation | null) {
    const { place, files } = context
    if (files.length > 0) return offerUpload(options, context, files)
    if (isBlank(said.text)) return say(askMe)
    const tooLong = unlessFits(said.text, 'Your question', QUESTION_LENGTH)
    if (tooLong) return tooLong
    const meant = await whoIsMeant(context, said.text, conversation)
    // Who has nobody to ask yet is shown what there is.
    if (isRefusal(meant)) return meant.code === 'noChatbot' ? 'start' : meant
    const overheard = async () =>
      place.direct ? [] : ((await contents(place.platform)?.recent(place, said.id, OVERHEARD_MESSAGES)) ?? [])
    const answer = await ask(options, context, { ...meant, audience: 'thread', overheard })
    if (!isRefusal(answer)) return answer
    if (answer.code === 'alreadyAsked') return null
    if (answer.code !== 'askPrivately' || !said.addressed) return answer
    const press = ref(ASK_PRESS, meant.reached.chatbot.id)
    return say({ ...explainCard(answer), buttons: [{ label: 'Ask privately', press, style: 'primary' }] })
  }

  /** A thread stays with its chatbot; in private messages another one may be named. */
  async function whoIsMeant(
    context: Context,
    text: string,
    conversation: Conversation | null,
  ): Promise<Meant | Refusal> {
    const { actor, place } = context
    const all = await reachableChatbots(db, actor)
    const named = namedFirst(text, all, conversation?.chatbotId)
    const meant = named && !isRefusal(named) ? named : undefined
    const isBound = ({ chatbot }: ReachedChatbot) => chatbot.id === conversation?.chatbotId
    const bound =
      conversation && (all.find(isBound) ?? (await findChatbot(db, actor, conversation.chatbotId)))
    const another = named !== undefined && meant?.reached.chatbot.id !== bound?.chatbot.id
    if (conversation && !place.direct && !bound) return refuse({ code: 'notFound', what: 'chatbot' })
    if (conversation && bound && (!place.direct || !(another || isOver(bound))))
      return { reached: bound, question: meant && !another ? meant.question : text, conversation }
    if (meant) return { ...meant, conversation: null }
    if (named && isRefusal(named)) return named
    const reached = await unnamedChatbot(db, context, all, 'thread')
    return isRefusal(reached) ? reached : { reached, question: text, conversation: null }
  }
}

interface Meant {
  reached: ReachedChatbot
  question: string
  conversation: Conversation | null
}

/** Slack shows so many. https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts */
const PROMPTS = 4

/** Nobody waits for it in private messages, where another one is at hand. */
const isOver = ({ chatbot }: ReachedChatbot) => chatbot.status === 'archived'

/** What somebody wants to hear of who has not called for us: why their question is not answered now (F101). */
const concernsAsker = (refusal: Refusal) =>
  refusal.code === 'tooManyQuestions' ||
  refusal.code === 'budgetEmpty' ||
  refusal.code === 'tooLong' ||
  (refusal.code === 'chatbotIdle' && refusal.status === 'paused')

const askMe = {
  title: 'What would you like to know?',
  text: 'Write your question. Begin with the name of a chatbot and a colon to choose one.',
}
