import { type Command, type Context, command, isRefusal, type Stream, say } from '../chat'
import { chatbotOption, mayDo, reachableChatbots, whichChatbot } from '../chatbots'
import type { AnsweringOptions } from './answering'
import { ask } from './ask'
import { QUESTION_LENGTH } from './conversation'
import { feedbackPage } from './feedback'
import { historyPage } from './history'
import { privateConversation } from './repository'
import { namedFirst } from './rules'
import { unnamedChatbot } from './usual-chatbot'

const YES_OR_NO = [
  { value: 'no', label: 'No' },
  { value: 'yes', label: 'Yes' },
] as const

export function conversationCommands(options: AnsweringOptions): readonly Command[] {
  const { db } = options
  const chatbot = { ...chatbotOption(db), named: true } as const
  return [
    command({
      name: 'ask',
      description: 'Ask a chatbot; it answers with its sources',
      form: { title: 'Ask a chatbot', submitLabel: 'Ask' },
      options: {
        question: {
          kind: 'text',
          description: 'What you want to know',
          asked: true,
          long: true,
          maxLength: QUESTION_LENGTH,
        },
        chatbot,
        private: {
          kind: 'choice',
          description: 'Whether only you see the answer',
          named: true,
          choices: YES_OR_NO,
        },
      },
      run: async (context, given) => {
        const { direct } = context.place
        const audience = direct ? 'thread' : given.private === 'yes' ? 'private' : 'channel'
        const meant = await whoIsAsked(context, given, audience)
        if (isRefusal(meant)) return meant
        const conversation = await privateConversation(db, context, meant.reached.chatbot.id)
        const answer = await ask(options, context, { ...meant, conversation, audience })
        // What is not for everybody here is still for the one who asks (B14).
        return isRefusal(answer) && answer.code === 'askPrivately'
          ? ask(options, context, { ...meant, conversation: null, audience: 'private' })
          : answer
      },
    }),
    command({
      name: 'chatbot history',
      description: 'List your conversations with chatbots, to read or delete them',
      options: {},
      run: async (context) => say(await historyPage(db, context, 0)),
    }),
    command({
      name: 'chatbot feedback',
      description: 'Read what people thought of the answers of your chatbot',
      options: { chatbot: chatbotOption(db) },
      run: async (context, { chatbot: typed }) => {
        const reached = await whichChatbot(db, context, typed, mayDo('readFeedback'))
        if (isRefusal(reached)) return reached
        const page = await feedbackPage(db, reached, 0)
        return isRefusal(page) ? page : say(page)
      },
    }),
  ]

  async function whoIsAsked(
    context: Context,
    { question, chatbot: typed }: { question: string; chatbot?: string | undefined },
    audience: Stream['audience'],
  ) {
    if (typed !== undefined) {
      const reached = await whichChatbot(db, context, typed)
      return isRefusal(reached) ? reached : { reached, question }
    }
    const all = await reachableChatbots(db, context.actor)
    const named = namedFirst(question, all)
    if (named) return named
    const reached = await unnamedChatbot(db, context, all, audience)
    return isRefusal(reached) ? reached : { reached, question }
  }
}
