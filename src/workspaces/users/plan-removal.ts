import { type Context, isRefusal, type Refusal } from '../../chat'
import { isoTime } from '../../clock'
import type { Database } from '../../db'
import { findSent, readLeading } from '../../invitations'
import { mayChangeUser } from './may-change-user'
import type { Removal } from './removal'
import { readBelongings } from './statements'

/** What somebody's removal would end, when the actor may remove them now; card, form and change ask the same (R5). */
export async function planRemoval(
  db: Database,
  context: Pick<Context, 'actor' | 'at'>,
  workspaceId: string,
  personId: string,
): Promise<Removal | Refusal> {
  const may = await mayChangeUser(db, context, workspaceId, personId)
  if (isRefusal(may)) return may
  const { accountId } = may.workspace
  const moment = isoTime(context.at)
  const [belongings, invitations] = await Promise.all([
    readBelongings(db, [workspaceId, personId]),
    readLeading(db, [workspaceId, personId, accountId, moment]),
  ])
  const sent = await findSent(db, [workspaceId, personId, moment, false], invitations)
  return { ...may, belongings, invitations, sent }
}
