import { type Card, type Menu, PAGE_SIZE, type Row, ref, shorten, text } from '../chat'
import {
  decideShare,
  decideUnshare,
  type Grant,
  grantWords,
  isTo,
  LEVELS,
  type ReachedChatbot,
  scopeLine,
  scopeOf,
  seenGrants,
  sharingPress,
} from '../chatbots'

/** With whom it is shared, as far as the reader sees it; each row carries what they may change. */
export function sharingCard(reached: ReachedChatbot): Card {
  const { chatbot, reach } = reached
  const grants = seenGrants(reached)
  const open = reach.near.filter(
    (team) => !chatbot.grants.some((grant) => isTo(grant, team)) && decideShare(reach, team).allowed,
  )
  const more = grants.length - PAGE_SIZE
  return {
    title: `Who shares ${chatbot.name}`,
    text:
      grants.length === 0
        ? 'Nobody: it is personal.'
        : `${grants.length} ${grants.length === 1 ? 'share' : 'shares'}${more > 0 ? `, ${more} of them not shown here` : ''}`,
    rows: grants.slice(0, PAGE_SIZE).map((grant) => grantRow(reached, grant)),
    context: scopeLine(scopeOf(reached)),
    buttons: [
      { label: 'Back to the chatbot', press: ref('chatbots.show', chatbot.id) },
      ...open.slice(0, 3).map((team) => ({
        label: `Share with ${shorten(team.teamName, 50)}`,
        press: ref('shares.ask', chatbot.id, team.teamId),
      })),
    ],
  }
}

function grantRow(reached: ReachedChatbot, grant: Grant): Row {
  const menu = grantMenu(reached, grant)
  return { text: grantWords(grant), ...(menu.options.length > 0 && { menu }) }
}

function grantMenu({ chatbot, reach }: ReachedChatbot, grant: Grant): Menu {
  const team = reach.near.find((each) => isTo(grant, each))
  const changes = team !== undefined && decideShare(reach, team).allowed
  const change = (level: string, knowledge: boolean) =>
    ref('shares.change', chatbot.id, grant.id, level, knowledge ? '1' : '0')
  return {
    label: 'Change',
    options: [
      ...(changes
        ? [
            ...LEVELS.filter((level) => level !== grant.level).map((level) => ({
              label: `Level ${level}`,
              press: change(level, grant.knowledge),
            })),
            {
              label: grant.knowledge ? 'Without documents' : 'With documents',
              press: change(grant.level, !grant.knowledge),
            },
          ]
        : []),
      ...(decideUnshare(reach, grant).allowed
        ? [{ label: 'End the share', press: ref('shares.askEnd', chatbot.id, grant.id) }]
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
    context: grant.to.kind === 'team' ? text`In team ${name}` : text`In workspace ${chatbot.workspaceName}`,
    buttons: [
      { label: 'End the share', press: ref('shares.end', chatbot.id, grant.id), style: 'danger' },
      { label: 'Cancel', press: sharingPress(chatbot.id) },
    ],
  }
}
