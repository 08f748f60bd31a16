import { decideTeam } from '../access'
import { type Button, type Menu, ref } from '../chat'
import { type ChatbotEvent, possibleEvents } from './chatbot'
import {
  askPress,
  basesPress,
  channelsPress,
  documentsPress,
  duplicateAgentPress,
  sharingPress,
} from './elsewhere'
import { type Reach, type ReachedChatbot, seenGrants } from './reach'
import { type ChatbotAction, decideChatbot, decideUnshare } from './rules'

export const EVENT_NAMES: Record<ChatbotEvent, string> = {
  pause: 'Pause',
  resume: 'Resume',
  archive: 'Archive',
  restore: 'Restore',
}

/** Below its card. */
export function mainButtons({ chatbot, reach }: ReachedChatbot): Button[] {
  const { id, status } = chatbot
  const may = (action: ChatbotAction) => decideChatbot(reach, action).allowed
  const asks = status === 'active' && may('use')
  return [
    ...(asks ? [{ label: 'Ask', press: askPress(id), style: 'primary' as const }] : []),
    ...(may('edit') ? [{ label: 'Edit', press: ref('chatbots.edit', id) }] : []),
    ...(may('seeDocuments') ? [{ label: 'Documents', press: documentsPress(id) }] : []),
    ...(may('versions') ? [{ label: 'Versions', press: ref('chatbots.versions', id, '0') }] : []),
  ]
}

/** Everything that the reader may do now beside showing it (F44); what is asked again when it is pressed. */
export function moreMenu(reached: ReachedChatbot): Menu {
  const { chatbot, reach } = reached
  const { id, status } = chatbot
  const may = (action: ChatbotAction) => decideChatbot(reach, action).allowed
  const sharing = may('share') || seenGrants(reached).some((grant) => decideUnshare(reach, grant).allowed)
  return {
    label: 'More',
    options: [
      ...(may('operate')
        ? possibleEvents(status).map((event) => ({
            label: EVENT_NAMES[event],
            press: ref('chatbots.status', id, event),
          }))
        : []),
      ...(sharing ? [{ label: 'Sharing', press: sharingPress(id) }] : []),
      ...(reach.agent && may('seeDocuments') ? [{ label: 'Knowledge bases', press: basesPress(id) }] : []),
      ...(reach.agent ? [{ label: 'Channels', press: channelsPress(id) }] : []),
      ...duplicating(reached),
      ...(may('delete') ? [{ label: 'Delete', press: ref('chatbots.delete', id) }] : []),
    ],
  }
}

/** An agent is copied as another agent by those who manage it, and as a chatbot of their own by others who may make one. */
function duplicating({ chatbot: { id }, reach }: ReachedChatbot): Menu['options'] {
  const own = mayCreateNear(reach) ? ref('chatbots.duplicate', id) : null
  if (!reach.agent) return own ? [{ label: 'Duplicate', press: own }] : []
  return [
    ...(decideChatbot(reach, 'edit').allowed ? [{ label: 'Duplicate', press: duplicateAgentPress(id) }] : []),
    ...(own ? [{ label: 'Copy as a chatbot of yours', press: own }] : []),
  ]
}

const mayCreateNear = ({ near }: Reach) => near.some((team) => decideTeam(team, 'chatbot.create').allowed)

/** What the reader may do with it, from a row that lists it. */
export function rowMenu(reached: ReachedChatbot): Menu {
  const { id, status } = reached.chatbot
  const { agent } = reached.reach
  const may = (action: ChatbotAction) => decideChatbot(reached.reach, action).allowed
  return {
    label: 'Do',
    options: [
      { label: 'Show', press: ref('chatbots.open', id) },
      ...(status === 'active' && may('use') ? [{ label: 'Ask', press: askPress(id) }] : []),
      ...(may('edit') ? [{ label: 'Edit', press: ref('chatbots.edit', id) }] : []),
      ...(agent && may('seeDocuments') ? [{ label: 'Documents', press: documentsPress(id) }] : []),
      ...moreMenu(reached).options,
    ],
  }
}
