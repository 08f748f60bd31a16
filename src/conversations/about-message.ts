import {
  type Choice,
  cut,
  type Feature,
  type Form,
  type FormValues,
  isBlank,
  isRefusal,
  openForm,
  ref,
  refuse,
  say,
  shorten,
  slash,
  submit,
  text,
  unlessFits,
  unlessWords,
} from '../chat'
import { chatbotOption, findChatbot, type ReachedChatbot, reachableChatbots, whichChatbot } from '../chatbots'
import { noChatbotYet } from './answer-cards'
import type { AnsweringOptions } from './answering'
import { ask } from './ask'
import { QUESTION_LENGTH } from './conversation'
import { isActive } from './rules'
import { AGENT_READERS } from './small-print'

const ABOUT_LENGTH = 500
/** Both make one question. */
const MESSAGE_LENGTH = QUESTION_LENGTH - ABOUT_LENGTH - 2
const QUESTION = 'What does this mean?'

/** "Ask a chatbot about this", in the menu of every message; only the asker sees the answer. */
export function aboutMessage(
  options: AnsweringOptions,
): Required<Pick<Feature, 'menus' | 'submits' | 'searches'>> {
  const { db } = options
  return {
    menus: [
      {
        name: 'answers.about',
        label: 'Ask a chatbot about this',
        first: 'form',
        run: async ({ actor }, message) => {
          if (isBlank(message.text)) return refuse({ code: 'empty', what: 'text' })
          const [only, ...others] = (await reachableChatbots(db, actor)).filter(isActive)
          if (!only) return say(noChatbotYet)
          return openForm(
            aboutForm({
              message: message.text,
              ...(others.length === 0 && { chatbot: asChoice(only) }),
            }),
          )
        },
      },
    ],
    searches: [
      {
        name: 'answers.chatbots',
        run: (context, _ids, typed) => chatbotOption(db).search(context, typed),
      },
    ],
    submits: [
      submit({
        name: 'answers.about',
        long: ['question', 'message'],
        form: async ({ actor }, _ids, values) => {
          const { chatbot: id = '', ...typed } = typedIn(values)
          const found = await findChatbot(db, actor, id)
          return aboutForm({ ...typed, ...(found && { chatbot: asChoice(found) }) })
        },
        run: async (context, _ids, values) => {
          const { chatbot, question = '', message } = typedIn(values)
          if (!chatbot) return refuse({ code: 'optionMissing', option: 'Chatbot' }, 'chatbot')
          const unfit =
            unlessWords(question, 'Question', ABOUT_LENGTH, 'question') ??
            unlessFits(message, 'Message', MESSAGE_LENGTH, 'message')
          if (unfit) return unfit
          const reached = await whichChatbot(db, context, chatbot)
          if (isRefusal(reached)) return reached
          // The words of the message say what is to be found.
          const whole = `${question}\n\n${message}`.trim()
          return ask(options, context, { reached, question: whole, conversation: null, audience: 'private' })
        },
      }),
    ],
  }
}

const asChoice = ({ chatbot: { id, name } }: ReachedChatbot): Choice => ({
  value: id,
  label: shorten(name, 75),
})

interface Typed {
  message: string
  question?: string
  chatbot?: string
}

type Filled = Omit<Typed, 'chatbot'> & { chatbot?: Choice }

const aboutForm = ({ message, question = QUESTION, chatbot }: Filled): Form => ({
  submit: ref('answers.about'),
  title: 'Ask about this message',
  submitLabel: 'Ask',
  text: text`Only you see the answer here. What you ask an agent also stands in ${slash('workspace threads')}. ${AGENT_READERS}`,
  fields: [
    {
      kind: 'search',
      name: 'chatbot',
      label: 'Chatbot',
      required: true,
      search: ref('answers.chatbots'),
      ...(chatbot && { value: chatbot }),
    },
    {
      kind: 'long',
      name: 'question',
      label: 'Question',
      required: true,
      maxLength: ABOUT_LENGTH,
      value: cut(question, ABOUT_LENGTH),
    },
    {
      kind: 'long',
      name: 'message',
      label: 'Message',
      maxLength: MESSAGE_LENGTH,
      value: cut(message, MESSAGE_LENGTH),
    },
  ],
})

function typedIn({ chatbot, question, message }: FormValues): Typed {
  return {
    message: typeof message === 'string' ? message : '',
    ...(typeof question === 'string' && { question }),
    ...(typeof chatbot === 'string' && { chatbot }),
  }
}
