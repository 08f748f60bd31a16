import { decideTeam, type TeamMembership } from '../access'
import { type Button, bold, type Card, type Menu, pager, type Row, ref, shorten, slash, text } from '../chat'
import { askPress } from './elsewhere'
import { type ReachedChatbot, scopeOf } from './reach'
import { decideChatbot } from './rules'
import { levelLine, moreMenu, STATUS_NAMES } from './views'
import { scopeLine } from './words'

/** `near`: the team in which a new one would be made. */
export function listCard(
  chatbots: readonly ReachedChatbot[],
  { page, total, near }: { page: number; total: number; near: TeamMembership | undefined },
): Card {
  const creates = near !== undefined && decideTeam(near, 'chatbot.create').allowed
  const create: Button[] = creates
    ? [{ label: 'New chatbot', press: ref('chatbots.create', near.teamId), style: 'primary' }]
    : []
  const turn = (other: number) => ref('chatbots.list', String(other))
  const empty = creates
    ? text`None yet. ${slash('chatbot create')} makes one.`
    : 'None yet. You will see here what is shared with you or your teams.'
  return {
    title: 'Your chatbots',
    text:
      total === 0
        ? empty
        : `${total} ${total === 1 ? 'chatbot' : 'chatbots'}, your own and those shared with you`,
    rows: chatbots.map(chatbotRow),
    ...(creates && { context: text`New ones are made in team ${bold(near.teamName)}` }),
    buttons: [...create, ...pager(page, total, turn)],
  }
}

function chatbotRow(reached: ReachedChatbot): Row {
  const { chatbot, reach } = reached
  const owner = reach.own ? '' : ` · owner ${shorten(chatbot.ownerName, 40)}`
  return {
    text: text`${bold(chatbot.name)} · ${STATUS_NAMES[chatbot.status]} · ${levelLine(reach)}${owner}\n${scopeLine(scopeOf(reached))}`,
    menu: rowMenu(reached),
  }
}

function rowMenu(reached: ReachedChatbot): Menu {
  const { chatbot, reach } = reached
  const { id, status } = chatbot
  return {
    label: 'Do',
    options: [
      { label: 'Show', press: ref('chatbots.open', id) },
      ...(status === 'active' ? [{ label: 'Ask', press: askPress(id) }] : []),
      ...(decideChatbot(reach, 'edit').allowed ? [{ label: 'Edit', press: ref('chatbots.edit', id) }] : []),
      ...moreMenu(reached).options,
    ],
  }
}
