import { type Context, isRefusal, type Refusal, refuse } from '../chat'
import {
  decideChangeShare,
  decideChatbot,
  decideShare,
  deniedChatbot,
  findChatbot,
  type Grant,
  isTo,
  type ReachedChatbot,
  unlessMay,
} from '../chatbots'
import type { Database } from '../db'
import { findGrantee, type Grantee, type Whom } from './grantee'

/** A share that the actor may give; `before`: how they have it now. */
export interface Sharing extends ReachedChatbot {
  to: Grantee
  before: Grant | undefined
}

/** Whether the actor may share it with a team of theirs, or a person of the workspace. */
export async function mayShare(
  db: Database,
  context: Context,
  id: string,
  whom: Whom,
): Promise<Sharing | Refusal> {
  const found = await findChatbot(db, context.actor, id)
  if (!found) return refuse({ code: 'notFound', what: 'chatbot' })
  // Of people only the owner learns anything.
  const refused = 'personId' in whom ? unlessMay(found, 'share') : undefined
  if (refused) return refused
  const to = await findGrantee(db, context, found, whom)
  return isRefusal(to) ? to : sharingWith(found, to)
}

/** Whether the actor may share it with them, or change how it is shared; the forms ask it too. */
export function sharingWith(reached: ReachedChatbot, to: Grantee): Sharing | Refusal {
  const { chatbot, reach } = reached
  if ('personId' in to && to.personId === chatbot.ownerId)
    return refuse({ code: 'shareWithOwner', chatbot: chatbot.name })
  const before = chatbot.grants.find((grant) => isTo(grant, to))
  const decision = before
    ? decideChangeShare(reach, before)
    : 'teamId' in to
      ? decideShare(reach, to)
      : decideChatbot(reach, 'share')
  return decision.allowed ? { ...reached, to, before } : deniedChatbot(decision.reason, chatbot)
}
