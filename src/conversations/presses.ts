import {
  type Context,
  type Feature,
  isRefusal,
  openForm,
  pageNumber,
  press,
  refuse,
  replace,
  say,
  submit,
} from '../chat'
import { findChatbot } from '../chatbots'
import { defineChange, settle } from '../db'
import { mayReadDocument } from '../knowledge'
import { accountsOf } from '../teams'
import { sourceCard } from './answer-cards'
import type { AnsweringOptions } from './answering'
import { ask } from './ask'
import { confirmDeleteCard, deleteConversation } from './delete-conversation'
import { feedbackPage, giveFeedback, reasonForm } from './feedback'
import { conversationPage, historyPage, ownConversation } from './history'
import { turnFor } from './repository'

const askToStop = defineChange(
  'turn.stop',
  `changed AS (UPDATE turn SET stop_asked = true WHERE id = $1 AND asked_by = $2 AND status = 'answering' RETURNING 1)`,
)

const thanks = { title: 'Thank you', text: 'The owner of the chatbot will see it.' }

/** Buttons, menus and forms of answers and of one's own conversations. */
export function conversationPresses(options: AnsweringOptions): Pick<Feature, 'presses' | 'submits'> {
  const { db } = options
  const ownTurn = async (context: Context, id: string) => {
    const turn = await turnFor(db, id, accountsOf(context), context.actor.personId)
    if (!turn) return refuse({ code: 'notFound', what: 'answer' })
    if (turn.askedBy !== context.actor.personId)
      return refuse({ code: 'notYours', what: 'question', whose: turn.asker })
    return turn
  }

  return {
    presses: [
      press({
        name: 'answers.stop',
        run: async (context, [id = '']) => {
          const stopped = await settle(db, context, async (context) => {
            const turn = await ownTurn(context, id)
            if (isRefusal(turn) || turn.status !== 'answering') return turn
            const effects = { reliesOn: [], audit: [], owed: [], outcome: turn }
            await askToStop(db, [id, context.actor.personId], context, effects)
            return turn
          })
          if (isRefusal(stopped)) return stopped
          return say({ title: stopped.status === 'answering' ? 'Stopping' : 'The answer has ended already' })
        },
      }),
      press({
        name: 'answers.again',
        run: async (context, [id = '']) => {
          const turn = await ownTurn(context, id)
          if (isRefusal(turn)) return turn
          const reached = await findChatbot(db, context.actor, turn.chatbotId)
          if (!reached) return refuse({ code: 'notFound', what: 'chatbot' })
          const { question, shared, accountId, chatbotId } = turn
          const conversation = { id: turn.conversationId, accountId, chatbotId, shared }
          const audience = shared || context.place.direct ? 'thread' : 'private'
          return ask(options, context, { reached, question, conversation, audience })
        },
      }),
      press({
        name: 'answers.source',
        run: async (context, [id = '', number = '']) => {
          const turn = await turnFor(db, id, accountsOf(context), context.actor.personId)
          const source = turn?.sources.find((each) => String(each.number) === number)
          const reached = turn && (await findChatbot(db, context.actor, turn.chatbotId))
          if (!source || !reached?.reach.knowledge) return refuse({ code: 'notFound', what: 'source' })
          const { accountId, name } = reached.chatbot
          const { documentId } = source
          const { personId } = context.actor
          // What was open when it was quoted may be restricted now (R4).
          const readable = await mayReadDocument(db, { documentId, accountId, personId })
          return readable ? say(sourceCard(source, name)) : refuse({ code: 'notFound', what: 'source' })
        },
      }),
      press({
        name: 'answers.up',
        run: async (context, [id = '']) => {
          const given = await giveFeedback(db, context, id, { verdict: 'up', reason: null })
          return isRefusal(given) ? given : say(thanks)
        },
      }),
      press({
        name: 'answers.down',
        first: 'form',
        run: async (context, [id = '']) => {
          const turn = await turnFor(db, id, accountsOf(context), context.actor.personId)
          return turn ? openForm(reasonForm(id)) : refuse({ code: 'notFound', what: 'answer' })
        },
      }),
      press({
        name: 'answers.feedback',
        run: async (context, [id = '', page]) => {
          const reached = await findChatbot(db, context.actor, id)
          if (!reached) return refuse({ code: 'notFound', what: 'chatbot' })
          const shown = await feedbackPage(db, reached, pageNumber(page))
          return isRefusal(shown) ? shown : replace(shown)
        },
      }),
      press({
        name: 'conversations.list',
        run: async (context, [page]) => replace(await historyPage(db, context, pageNumber(page))),
      }),
      press({
        name: 'conversations.read',
        run: async (context, [id = '', page]) => {
          const own = await ownConversation(db, context, id)
          return isRefusal(own) ? own : say(await conversationPage(db, own, pageNumber(page)))
        },
      }),
      press({
        name: 'conversations.askDelete',
        run: async (context, [id = '']) => {
          const own = await ownConversation(db, context, id)
          return isRefusal(own) ? own : say(confirmDeleteCard(own))
        },
      }),
      press({
        name: 'conversations.delete',
        refusal: 'replace',
        run: async (context, [id = '']) => {
          const deleted = await deleteConversation(db, context, id)
          return isRefusal(deleted)
            ? deleted
            : replace({ tone: 'success', title: 'The conversation is deleted' })
        },
      }),
      press({
        name: 'conversations.keep',
        who: 'anyone',
        run: async () => replace({ title: 'Nothing was changed' }),
      }),
    ],
    submits: [
      submit({
        name: 'answers.down',
        long: ['reason'],
        form: async (_context, [id = ''], { reason }) =>
          reasonForm(id, typeof reason === 'string' ? reason : undefined),
        run: async (context, [id = ''], { reason }) => {
          const words = typeof reason === 'string' && reason.trim() !== '' ? reason.trim() : null
          const given = await giveFeedback(db, context, id, { verdict: 'down', reason: words })
          return isRefusal(given) ? given : say(thanks)
        },
      }),
    ],
  }
}
