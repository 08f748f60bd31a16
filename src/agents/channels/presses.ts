import {
  type Card,
  type Context,
  type Feature,
  isRefusal,
  PAGE_SIZE,
  pageNumber,
  press,
  refuse,
  replace,
  say,
} from '../../chat'
import { decideChatbot, findChatbot, type ReachedChatbot } from '../../chatbots'
import type { Database } from '../../db'
import { orRefuse } from '../../teams'
import { answerHere } from './answer-here'
import { leaveChannel } from './leave-channel'
import { pageChannels } from './repository'
import { answersHereCard, channelsCard } from './views'

/** Buttons of the list of channels, which the menu of an agent opens. */
export function channelPresses(db: Database): Required<Pick<Feature, 'presses'>> {
  /** Some are private: who may not change the parts of the agent sees only whether it answers where they are. */
  const page = async (context: Context, reached: ReachedChatbot, number: number): Promise<Card> => {
    const { platform, channelId, tenant } = context.place
    const only = decideChatbot(reached.reach, 'parts').allowed
      ? [null, null, null]
      : [platform, channelId, tenant]
    const found = await pageChannels(db, [reached.chatbot.id, PAGE_SIZE, number * PAGE_SIZE, ...only])
    if (found.length === 0 && number > 0) return page(context, reached, 0)
    return channelsCard(context, reached, found, { page: number, total: found[0]?.total ?? 0 })
  }
  return {
    presses: [
      press({
        name: 'agents.channels',
        run: async (context, [id = '', number]) => {
          const reached = await findChatbot(db, context.actor, id)
          if (!reached?.reach.agent) return refuse({ code: 'notFound', what: 'chatbot' })
          const card = await page(context, reached, pageNumber(number))
          return number === undefined ? say(card) : replace(card)
        },
      }),
      press({
        name: 'agents.answerHere',
        run: async (context, [id = '']) =>
          orRefuse(await answerHere(db, context, id), (done) => replace(answersHereCard(done))),
      }),
      press({
        name: 'agents.leaveChannel',
        run: async (context, [id = '']) => {
          const left = await leaveChannel(db, context, id)
          if (isRefusal(left)) return left
          const reached = await findChatbot(db, context.actor, left.agentId)
          return reached
            ? replace(await page(context, reached, 0))
            : refuse({ code: 'notFound', what: 'chatbot' })
        },
      }),
    ],
  }
}
