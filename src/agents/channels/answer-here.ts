import { standingIn } from '../../access'
import { type Context, isRefusal, type Refusal, refuse } from '../../chat'
import { auditOfChatbot, reachToDo } from '../../chatbots'
import { isoTime } from '../../clock'
import { type Database, defineChange, newId, settle } from '../../db'

/** The place must still belong to the agent's workspace; another agent gives way. */
const saveChannel = defineChange(
  'agent.answerHere',
  `changed AS (
  INSERT INTO agent_channel (id, account_id, workspace_id, agent_id, platform, tenant, channel_id, set_by, set_at)
  SELECT $2, c.account_id, c.workspace_id, c.id, $3, $4, $5, $6, $7 FROM chatbot c
  JOIN connection n ON n.workspace_id = c.workspace_id AND n.platform = $3 AND n.tenant = $4 AND n.ended_at IS NULL
  WHERE c.id = $1 AND c.owner_id IS NULL AND c.deleted_at IS NULL
  ON CONFLICT (platform, channel_id, tenant) DO UPDATE SET agent_id = excluded.agent_id, account_id = excluded.account_id,
    workspace_id = excluded.workspace_id, set_by = excluded.set_by, set_at = excluded.set_at
  RETURNING 1
)`,
)

export interface ChannelChanged {
  agentId: string
  name: string
  workspaceName: string
}

/** From now on the agent answers in the channel spoken in when no other chatbot is named (F135). */
export function answerHere(
  db: Database,
  context: Context,
  agentId: string,
): Promise<ChannelChanged | Refusal> {
  return settle(db, context, async (context) => {
    const reached = await reachToDo(db, context, agentId, 'parts')
    if (isRefusal(reached)) return reached
    const { chatbot, reach } = reached
    if (!reach.agent) return refuse({ code: 'notFound', what: 'chatbot' })
    const { place, home, actor, at } = context
    const { platform, tenant, channelId } = place
    if (place.direct || tenant === null) return refuse({ code: 'notInDirect' })
    const { name, workspaceId, workspaceName } = chatbot
    if (home?.workspaceId !== workspaceId)
      return refuse({ code: 'channelElsewhere', agent: name, workspace: workspaceName })
    const outcome: ChannelChanged = { agentId, name, workspaceName }
    await saveChannel(
      db,
      [agentId, newId(at), platform, tenant, channelId, actor.personId, isoTime(at)],
      context,
      {
        reliesOn: standingIn(actor, chatbot),
        audit: [auditOfChatbot(context, chatbot, 'agent.channelSet', { platform, channelId })],
        owed: [],
        outcome,
      },
    )
    return outcome
  })
}
