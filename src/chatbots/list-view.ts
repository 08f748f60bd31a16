import { decideTeam, type TeamMembership } from '../access'
import { type Button, bold, type Card, pager, type Row, ref, shorten, slash, text } from '../chat'
import { ownerWords } from './chatbot'
import { rowMenu } from './menus'
import { OWNERSHIPS, type Ownership, type ReachedChatbot, scopeOf } from './reach'
import { STATUS_NAMES } from './views'
import { scopeLine } from './words'

interface Listed {
  page: number
  total: number
  only: Ownership | undefined
  /** The team in which a new one would be made. */
  near: TeamMembership | undefined
}

export function listCard(chatbots: readonly ReachedChatbot[], { page, total, only, near }: Listed): Card {
  const creates = near !== undefined && decideTeam(near, 'chatbot.create').allowed
  const create: Button[] = creates
    ? [{ label: 'New chatbot', press: ref('chatbots.create', near.teamId), style: 'primary' }]
    : []
  const turn = (other: number) => ref('chatbots.list', String(other), ...(only ? [only] : []))
  const empty =
    creates && only !== 'shared'
      ? text`None yet. ${slash('chatbot create')} makes one.`
      : only === 'yours'
        ? 'None of your own.'
        : 'None yet. You will see here what is shared with you or your teams.'
  return {
    title: TITLES[only ?? 'all'],
    text:
      total === 0
        ? empty
        : `${total} ${total === 1 ? 'chatbot' : 'chatbots'}${only ? '' : ', your own, those shared with you, and agents'}`,
    rows: chatbots.map(chatbotRow),
    ...(creates && { context: text`New ones are made in team ${bold(near.teamName)}` }),
    buttons: [...create, ...pager(page, total, turn), ...(total > 0 || only ? switches(only) : [])],
  }
}

const TITLES = {
  all: 'Your chatbots',
  yours: 'Chatbots of your own',
  shared: 'Chatbots shared with you',
} as const
const SWITCHES = { all: 'All', yours: 'Yours', shared: 'Shared with you' } as const

/** To the other two lists. */
const switches = (only: Ownership | undefined): Button[] =>
  ([undefined, ...OWNERSHIPS] as const)
    .filter((each) => each !== only)
    .map((each) => ({
      label: SWITCHES[each ?? 'all'],
      press: ref('chatbots.list', '0', ...(each ? [each] : [])),
    }))

function chatbotRow(reached: ReachedChatbot): Row {
  const { chatbot } = reached
  return {
    text: text`${bold(chatbot.name)} · ${STATUS_NAMES[chatbot.status]}${whoseLine(reached)}\n${scopeLine(scopeOf(reached))}`,
    menu: rowMenu(reached),
  }
}

/** Of an agent the next line says it. */
function whoseLine({ chatbot, reach }: ReachedChatbot): string {
  if (reach.agent) return ''
  return reach.own ? ' · yours' : ` · level ${reach.level} · owner ${shorten(ownerWords(chatbot), 40)}`
}
