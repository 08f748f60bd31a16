import {
  type Context,
  cut,
  type Feature,
  type Form,
  isRefusal,
  openForm,
  press,
  ref,
  refuse,
  slash,
  submit,
  text,
  unlessWords,
} from '../chat'
import { ASK_PRESS, findChatbot, type ReachedChatbot, unlessActive } from '../chatbots'
import type { AnsweringOptions } from './answering'
import { ask } from './ask'
import { QUESTION_LENGTH } from './conversation'
import { privateConversation } from './repository'
import { AGENT_READERS } from './small-print'

/** "Ask" on a chatbot's cards; in a channel only the asker sees the answer. */
export function askForm(options: AnsweringOptions): Required<Pick<Feature, 'presses' | 'submits'>> {
  const { db } = options
  const find = async ({ actor }: Context, id: string) =>
    (await findChatbot(db, actor, id)) ?? refuse({ code: 'notFound', what: 'chatbot' })

  return {
    presses: [
      press({
        name: ASK_PRESS,
        first: 'form',
        run: async (context, [id = '']) => {
          const reached = await find(context, id)
          if (isRefusal(reached)) return reached
          return unlessActive(reached.chatbot) ?? openForm(questionForm(reached))
        },
      }),
    ],
    submits: [
      submit({
        name: ASK_PRESS,
        long: ['question'],
        form: async (context, [id = ''], { question }) => {
          const reached = await find(context, id)
          if (isRefusal(reached)) return reached
          return questionForm(reached, typeof question === 'string' ? question : undefined)
        },
        run: async (context, [id = ''], { question }) => {
          const reached = await find(context, id)
          if (isRefusal(reached)) return reached
          const words = typeof question === 'string' ? question : ''
          const unfit = unlessWords(words, 'Question', QUESTION_LENGTH, 'question')
          if (unfit) return unfit
          const { direct } = context.place
          const conversation = await privateConversation(db, context, id)
          const audience = direct ? 'thread' : 'private'
          return ask(options, context, { reached, question: words, conversation, audience })
        },
      }),
    ],
  }
}

const questionForm = ({ chatbot, reach }: ReachedChatbot, question?: string): Form => ({
  submit: ref(ASK_PRESS, chatbot.id),
  title: reach.agent ? 'Ask an agent' : 'Ask a chatbot',
  submitLabel: 'Ask',
  ...(reach.agent && {
    text: text`What you ask also stands in ${slash('workspace threads')}. ${AGENT_READERS}`,
  }),
  fields: [
    {
      kind: 'long',
      name: 'question',
      label: 'Question',
      required: true,
      maxLength: QUESTION_LENGTH,
      ...(question !== undefined && { value: cut(question, QUESTION_LENGTH) }),
    },
  ],
})
