import { bold, type Card, type Context, channel, pager, type Row, ref, shorten, text, time } from '../../chat'
import { decideChatbot, type ReachedChatbot, showButton } from '../../chatbots'
import { inWorkspaceLine } from '../../scopes'
import type { ChannelChanged } from './answer-here'
import type { AgentChannel } from './repository'

/** Where an agent answers without being named; those who may change its parts add the channel they are in. */
export function channelsCard(
  { place, home }: Pick<Context, 'place' | 'home'>,
  { chatbot, reach }: ReachedChatbot,
  channels: readonly AgentChannel[],
  { page, total }: { page: number; total: number },
): Card {
  const { id, name, workspaceId, workspaceName } = chatbot
  const manages = decideChatbot(reach, 'parts').allowed
  const isHere = !place.direct && home?.workspaceId === workspaceId
  const listed = channels.some(
    (each) => each.platform === place.platform && each.channelId === place.channelId,
  )
  return {
    title: `Channels of ${name}`,
    text: manages ? whereWords(name, isHere) : hereWords(name, channels.length > 0),
    rows: channels.map((each) => channelRow(each, manages)),
    context: inWorkspaceLine(workspaceName),
    buttons: [
      ...(manages && isHere && !listed
        ? [
            {
              label: 'Answer in this channel',
              press: ref('agents.answerHere', id),
              style: 'primary' as const,
            },
          ]
        : []),
      showButton(id),
      ...pager(page, total, (other) => ref('agents.channels', id, String(other))),
    ],
  }
}

const ANSWERS =
  'answers whoever mentions me and names no other chatbot, from documents that are open to everyone'

const whereWords = (name: string, isHere: boolean) =>
  text`In these channels ${bold(name)} ${ANSWERS}.${isHere ? '' : ' To add one, open this list in that channel.'}`

/** For those who do not see the others. */
const hereWords = (name: string, answersHere: boolean) =>
  answersHere
    ? text`In this channel ${bold(name)} ${ANSWERS}.`
    : text`${bold(name)} answers here when it is named. Only those who may change its parts see its channels.`

const channelRow = (each: AgentChannel, manages: boolean): Row => ({
  text: text`${channel('A channel', each)} of ${bold(shorten(each.placeName))} (${PLATFORMS[each.platform]}) · by ${shorten(each.setBy)} ${time(each.setAt, 'relative')}`,
  ...(manages && { button: { label: 'Remove', press: ref('agents.leaveChannel', each.id) } }),
})

const PLATFORMS = { slack: 'Slack', discord: 'Discord' } as const

export const answersHereCard = ({ agentId, name, workspaceName }: ChannelChanged): Card => ({
  tone: 'success',
  title: `${name} answers in this channel now`,
  text: 'Mention me with a question; another chatbot answers when its name comes first.',
  context: inWorkspaceLine(workspaceName),
  buttons: [{ label: 'Channels', press: ref('agents.channels', agentId, '0') }],
})
