import { type Card, PAGE_SIZE, type Refusal } from '../chat'
import { decideUnshare, type Grant, type ReachedChatbot, unlessMay } from '../chatbots'
import { granteeId } from './grantee'
import { accessCard } from './views'

/** Who has it: everybody for its owner, for those who manage a team the share with that. A page that is not there shows the first. */
export function accessPage(reached: ReachedChatbot, page: number): Card | Refusal {
  const managed = managedGrants(reached)
  const refused = managed.length === 0 ? unlessMay(reached, 'share') : undefined
  if (refused) return refused
  const shown = page * PAGE_SIZE < managed.length ? page : 0
  const grants = managed.slice(shown * PAGE_SIZE, (shown + 1) * PAGE_SIZE)
  return accessCard(reached, grants, { page: shown, total: managed.length })
}

/** The page that the share with a team or person stands on. */
export const pageOf = (reached: ReachedChatbot, whomId: string) =>
  Math.max(
    0,
    Math.floor(managedGrants(reached).findIndex((grant) => granteeId(grant) === whomId) / PAGE_SIZE),
  )

const managedGrants = ({ chatbot, reach }: ReachedChatbot): readonly Grant[] =>
  chatbot.grants.filter((grant) => decideUnshare(reach, grant).allowed)
