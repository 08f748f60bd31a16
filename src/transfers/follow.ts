import { refreshSoon } from '../cards'
import type { Database } from '../db'
import { eachAlone } from '../each-alone'
import type { EventName, Follower, Happened } from '../events'
import { closeIfOver } from './close-if-over'
import { readPending } from './repository'
import { TRANSFER } from './transfer'

const MAY_END: readonly EventName[] = [
  'member.left',
  'workspace.left',
  'workspace.deleted',
  'team.deleted',
  'team.transferred',
  'chatbot.deleted',
  'chatbot.transferred',
]
const MAY_CHANGE_WORDS: readonly EventName[] = ['chatbot.shared', 'chatbot.unshared']

/**
 * Cancels what nobody could accept any more: the recipient left, the owner changed, the thing is gone (domain.md §4).
 * While it waits, its card says who pays, which another share changes (B7).
 */
export function transferFollowers(db: Database, now: () => number): readonly Follower[] {
  const eachPending = async ({ subjectId }: Happened, work: (id: string) => Promise<void>) =>
    eachAlone(await readPending(db, [subjectId]), ({ id }) => work(id))
  const close = (event: Happened) => eachPending(event, (id) => closeIfOver(db, id, now(), event.actorId))
  const redraw = (event: Happened) =>
    eachPending(event, (id) => refreshSoon(db, { accountId: event.accountId, type: TRANSFER, id }, now()))
  return [
    ...MAY_END.map((on) => ({ on, follow: close })),
    ...MAY_CHANGE_WORDS.map((on) => ({ on, follow: redraw })),
  ]
}
