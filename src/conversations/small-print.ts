import { fragments, type Stream, slash, type Text, text, textLength } from '../chat'
import { type Scope, scopeLine } from '../chatbots'
import type { Turn } from './conversation'
import type { Unread } from './rules'

/** What is known of an answer while it is written; it is gone when somebody else draws it again later. */
export interface Circumstances {
  audience: Stream['audience']
  /** Asked in private messages: nobody else is there. */
  direct: boolean
  /** Its message can be replied to. */
  posted: boolean
  scope: Scope
  unread: Unread | null
}

/** Why no document was used; tells nothing of any. */
export const UNREAD: Record<Unread, string> = {
  foreign: 'People of another organisation read here, so I use no documents. Ask me privately.',
  excluded: 'My documents are not shared with you.',
  closed: 'My documents are not shared with a team here, so I use none. Ask me privately.',
}

/** Of what is asked of an agent in private: those who may see threads (domain.md §2.2). */
export const AGENT_READERS = 'Everybody with a role in the workspace, but billing admins, may read it there.'

export function smallPrint(turn: Turn, quotesOnly: boolean, known?: Circumstances): Text {
  const { shared, asker, workspace, agent } = turn
  const parts: Text[] = [
    ...(known === undefined ? [text`In workspace ${workspace}.`] : []),
    ...(known && (known.scope.agent || known.scope.teams.length > 0)
      ? [text`${scopeLine(known.scope)}.`]
      : []),
    basisOf(turn, quotesOnly, known?.unread ?? null),
    ...(shared ? [`Asked by ${asker}.`, goOn(turn, known)] : []),
    ...(shared ? [] : [privacy({ agent, direct: known?.direct ?? false })]),
  ]
  return parts
    .filter((part) => textLength(part) > 0)
    .flatMap((part, index) => [...(index === 0 ? [] : [' ']), ...fragments(part)])
}

/** Who reads a private answer beside the asker. */
function privacy({ agent, direct }: { agent: boolean; direct: boolean }): Text {
  if (agent) return text`It also stands in ${slash('workspace threads')}. ${AGENT_READERS}`
  return direct ? '' : 'Only you see this.'
}

function basisOf({ status, sources, answer }: Turn, quotesOnly: boolean, unread: Unread | null): string {
  if (status !== 'answered' || sources.length > 0) return ''
  if (unread) return answer === UNREAD[unread] ? '' : UNREAD[unread]
  return quotesOnly ? '' : 'Not from documents.'
}

function goOn({ status }: Turn, known: Circumstances | undefined): string {
  if (!known || (status !== 'answered' && status !== 'stopped')) return ''
  if (known.audience === 'thread') return 'Reply in this thread to go on.'
  return known.posted ? 'Reply to this message in a thread to go on.' : ''
}
