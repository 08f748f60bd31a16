import { type Context, type Feature, isRefusal, openForm, press, refuse, say, submit } from '../chat'
import { findChatbot } from '../chatbots'
import { readableVersions } from '../knowledge'
import { accountsOf } from '../teams'
import { sourceCard } from './answer-cards'
import type { AnsweringOptions } from './answering'
import { ask } from './ask'
import { giveFeedback, reasonForm } from './feedback'
import { turnFor } from './repository'
import { ownTurn, stopAnswer } from './stop-answer'

const thanks = { title: 'Thank you', text: 'Whoever answers for the chatbot will see it.' }

/** Buttons and forms of answers. */
export function answerPresses(options: AnsweringOptions): Required<Pick<Feature, 'presses' | 'submits'>> {
  const { db } = options
  const readable = (context: Context, id: string) =>
    turnFor(db, id, accountsOf(context), context.actor.personId)

  return {
    presses: [
      press({
        name: 'answers.stop',
        run: async (context, [id = '']) => {
          const stopped = await stopAnswer(db, context, id)
          if (isRefusal(stopped)) return stopped
          return say({ title: stopped.ended ? 'The answer has ended already' : 'Stopping' })
        },
      }),
      press({
        name: 'answers.again',
        run: async (context, [id = '']) => {
          const turn = await ownTurn(db, context, id)
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
          const turn = await readable(context, id)
          const source = turn?.sources.find((each) => String(each.number) === number)
          const reached = turn && (await findChatbot(db, context.actor, turn.chatbotId))
          if (!source || !reached?.reach.knowledge) return refuse({ code: 'notFound', what: 'source' })
          const { id: chatbotId, name } = reached.chatbot
          const { personId } = context.actor
          const versionIds = [source.versionId]
          // What was open when it was quoted may be restricted or replaced now (R4).
          const open = (await readableVersions(db, { chatbotId, versionIds, personId })).size > 0
          return open ? say(sourceCard(source, name)) : refuse({ code: 'notFound', what: 'source' })
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
          const turn = await readable(context, id)
          return turn ? openForm(reasonForm(id)) : refuse({ code: 'notFound', what: 'answer' })
        },
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
