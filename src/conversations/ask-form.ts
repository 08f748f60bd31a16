import {
  type Context,
  type Feature,
  type Form,
  isBlank,
  isRefusal,
  openForm,
  press,
  ref,
  refuse,
  submit,
} from '../chat'
import { ASK_PRESS, findChatbot, unlessActive } from '../chatbots'
import type { AnsweringOptions } from './answering'
import { ask } from './ask'
import { QUESTION_LENGTH } from './conversation'
import { conversationAt } from './repository'
import { spotIn } from './spot'

/** "Ask" on a chatbot's cards; in a channel only the asker sees the answer. */
export function askForm(options: AnsweringOptions): Pick<Feature, 'presses' | 'submits'> {
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
          return unlessActive(reached.chatbot) ?? openForm(questionForm(id))
        },
      }),
    ],
    submits: [
      submit({
        name: ASK_PRESS,
        long: ['question'],
        form: async (_context, [id = ''], { question }) =>
          questionForm(id, typeof question === 'string' ? question : undefined),
        run: async (context, [id = ''], { question }) => {
          const reached = await find(context, id)
          if (isRefusal(reached)) return reached
          if (typeof question !== 'string' || isBlank(question))
            return refuse({ code: 'optionMissing', option: 'Question' }, 'question')
          const { length } = question
          if (length > QUESTION_LENGTH)
            return refuse({ code: 'tooLong', option: 'Question', length, limit: QUESTION_LENGTH }, 'question')
          const { direct } = context.place
          const here = direct ? await conversationAt(db, spotIn(context.place)) : null
          const conversation = here?.chatbotId === id ? here : null
          return ask(options, context, {
            reached,
            question,
            conversation,
            audience: direct ? 'thread' : 'private',
          })
        },
      }),
    ],
  }
}

const questionForm = (chatbotId: string, question?: string): Form => ({
  submit: ref(ASK_PRESS, chatbotId),
  title: 'Ask a chatbot',
  submitLabel: 'Ask',
  fields: [
    {
      kind: 'long',
      name: 'question',
      label: 'Question',
      required: true,
      maxLength: QUESTION_LENGTH,
      ...(question !== undefined && { value: question.slice(0, QUESTION_LENGTH) }),
    },
  ],
})
