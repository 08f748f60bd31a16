import {
  type Button,
  bold,
  type Card,
  LIMITS,
  type Menu,
  pager,
  type Row,
  ref,
  shorten,
  text,
  time,
} from '../chat'
import {
  decideChangeShare,
  decideShare,
  decideUnshare,
  type Grant,
  isTo,
  LEVELS,
  levelWords,
  type ReachedChatbot,
  scopeLine,
  scopeOf,
  sharingPress,
  teamsOf,
} from '../chatbots'
import { mayRequest } from './ask-share'
import { granteeId } from './grantee'

/** Who has the chatbot, as far as the reader manages that; each row carries what they may change. */
export function accessCard(
  reached: ReachedChatbot,
  grants: readonly Grant[],
  { page, total }: { page: number; total: number },
): Card {
  const { id, name } = reached.chatbot
  const around: Button[] = [
    { label: 'Back to the chatbot', press: ref('chatbots.show', id) },
    ...pager(page, total, (other) => ref('shares.list', id, String(other))),
  ]
  return {
    title: `Who has chatbot ${shorten(name)}`,
    text:
      total === 0
        ? 'Nobody but you: it is personal.'
        : `${total} ${total === 1 ? 'share' : 'shares'}${reached.reach.own ? ', and you, its owner' : ''}`,
    rows: grants.map((grant) => grantRow(reached, grant)),
    context: scopeLine(scopeOf(reached)),
    buttons: [...around, ...shareButtons(reached).slice(0, LIMITS.buttons - around.length)],
  }
}

/** With whom else it can be shared; what has no place here, `/chatbot share` does. */
function shareButtons(reached: ReachedChatbot): Button[] {
  const { chatbot, reach } = reached
  if (!reach.own) return []
  const others = reach.near.filter((team) => !chatbot.grants.some((grant) => isTo(grant, team)))
  return [
    { label: 'Share with a person', press: ref('shares.askPerson', chatbot.id) },
    ...others.flatMap((team) => {
      const direct = decideShare(reach, team).allowed
      if (!direct && !mayRequest(reached, team)) return []
      const label = `${direct ? 'Share' : 'Ask to share'} with ${shorten(team.teamName, 50)}`
      return [{ label, press: ref('shares.ask', chatbot.id, team.teamId) }]
    }),
  ]
}

function grantRow(reached: ReachedChatbot, grant: Grant): Row {
  const { to, level, knowledge, grantedAt } = grant
  const name = `${to.kind === 'team' ? 'Team ' : ''}${shorten(to.name)}`
  return {
    text: text`${bold(name)} · ${levelWords(level, knowledge)}\nsince ${time(grantedAt, 'absolute')} · ${payerWords(reached, grant)}`,
    menu: grantMenu(reached, grant),
  }
}

/** For a team its owner; for a single person the chatbot's (F96, F97). Rows of people are its owner's alone. */
function payerWords({ chatbot }: ReachedChatbot, { to }: Grant): string {
  if (to.kind === 'team') return `paid by ${shorten(to.ownerName, 40)}, its owner`
  return teamsOf(chatbot).length === 0 ? 'paid by you' : 'paid by you, unless a team of theirs has it'
}

/** Rows are of shares that the reader may end. */
function grantMenu({ chatbot, reach }: ReachedChatbot, grant: Grant): Menu {
  const changes = decideChangeShare(reach, grant).allowed
  const whom = granteeId(grant)
  const change = (label: string, level: string, knowledge: boolean) => ({
    label,
    press: ref('shares.change', chatbot.id, whom, level, knowledge ? '1' : '0'),
  })
  return {
    label: 'Change',
    options: [
      ...(changes
        ? [
            ...LEVELS.filter((level) => level !== grant.level).map((level) =>
              change(`Level ${level}`, level, grant.knowledge),
            ),
            change(grant.knowledge ? 'Without documents' : 'With documents', grant.level, !grant.knowledge),
          ]
        : []),
      ...(decideUnshare(reach, grant).allowed
        ? [{ label: 'End the share', press: ref('shares.askEnd', chatbot.id, whom) }]
        : []),
    ],
  }
}

/** Nothing changes before this card's button. */
export function confirmUnshareCard({ chatbot }: ReachedChatbot, grant: Grant): Card {
  const { name } = grant.to
  return {
    tone: 'danger',
    title: `Stop sharing ${shorten(chatbot.name, 50)} with ${shorten(name, 50)}?`,
    text: 'Whoever uses it through this share only loses it at once.',
    context:
      grant.to.kind === 'team'
        ? text`In team ${bold(name)}`
        : text`In workspace ${bold(chatbot.workspaceName)}`,
    buttons: [
      { label: 'End the share', press: ref('shares.end', chatbot.id, granteeId(grant)), style: 'danger' },
      { label: 'Cancel', press: sharingPress(chatbot.id) },
    ],
  }
}
