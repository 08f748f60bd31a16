import { type Context, type Feature, isRefusal, pageNumber, press, refuse, replace, say } from '../chat'
import { findChatbot } from '../chatbots'
import type { Database } from '../db'
import { confirmDeleteCard, deleteConversation } from './delete-conversation'
import { feedbackPage } from './feedback'
import { conversationPage, historyPage, ownConversation } from './history'

/** Buttons and menus of one's own conversations, and the pages of feedback. */
export function historyPresses(db: Database): Required<Pick<Feature, 'presses'>> {
  const read = async (context: Context, id: string, page: string | undefined) => {
    const own = await ownConversation(db, context, id)
    return isRefusal(own) ? own : conversationPage(db, context, own, pageNumber(page))
  }

  return {
    presses: [
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
        run: async (context, [id = '']) => {
          const shown = await read(context, id, '0')
          return isRefusal(shown) ? shown : say(shown)
        },
      }),
      press({
        name: 'conversations.page',
        run: async (context, [id = '', page]) => {
          const shown = await read(context, id, page)
          return isRefusal(shown) ? shown : replace(shown)
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
  }
}
