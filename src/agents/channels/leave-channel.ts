import { standingIn } from '../../access'
import { type Context, isRefusal, type Refusal, refuse } from '../../chat'
import { auditOfChatbot, reachToDo } from '../../chatbots'
import { type Database, defineChange, settle } from '../../db'
import type { ChannelChanged } from './answer-here'
import { readChannel } from './repository'

const removeChannel = defineChange(
  'agent.leaveChannel',
  'changed AS (DELETE FROM agent_channel WHERE id = $1 AND agent_id = $2 RETURNING 1)',
)

/** The agent does not answer there any more unless it is named. */
export function leaveChannel(
  db: Database,
  context: Context,
  channelId: string,
): Promise<ChannelChanged | Refusal> {
  return settle(db, context, async (context) => {
    const [channel] = await readChannel(db, [channelId])
    if (!channel) return refuse({ code: 'notFound', what: 'channel' })
    const reached = await reachToDo(db, context, channel.agentId, 'parts')
    // Of an agent that they do not reach there is no channel either (R21).
    if (isRefusal(reached))
      return reached.code === 'notFound' ? refuse({ code: 'notFound', what: 'channel' }) : reached
    const { chatbot } = reached
    const { id: agentId, name, workspaceName } = chatbot
    const outcome: ChannelChanged = { agentId, name, workspaceName }
    const where = { platform: channel.platform, channelId: channel.channelId }
    await removeChannel(db, [channelId, agentId], context, {
      reliesOn: standingIn(context.actor, chatbot),
      audit: [auditOfChatbot(context, chatbot, 'agent.channelLeft', where)],
      owed: [],
      outcome,
    })
    return outcome
  })
}
