import { standingAs } from '../access'
import { auditOf } from '../audit'
import { type Context, isRefusal, type Refusal } from '../chat'
import { isoTime } from '../clock'
import { type Database, defineChange, settle } from '../db'
import { happened } from '../events'
import { auditOfTakingBack, owedForTakingBack, takenBack } from '../invitations'
import { adminIds } from '../scopes'
import { mayRemoveAdmin } from './may-remove-admin'
import { tell } from './notices'
import { reachedByRight } from './statements'

/**
 * The account's version makes removals come one after the other, so that two at once never leave nobody (R14, H10). $4: the
 * invitations by which the person would be an admin again, and those that they sent to admin roles.
 */
const saveRemoval = defineChange(
  'account.removeAdmin',
  `room AS (
  UPDATE account SET version = version + 1 WHERE id = $1 AND version = $3 AND deleted_at IS NULL RETURNING 1
), resigned AS (
  DELETE FROM account_admin WHERE account_id = $1 AND person_id = $2 AND EXISTS (SELECT 1 FROM room) RETURNING 1
), ${takenBack('$4', '$5')}, changed AS (
  SELECT 1 FROM resigned WHERE (SELECT count(*) FROM taken_back) = cardinality($4::text[])
)`,
)

export interface AdminRemoved {
  accountName: string
  name: string
}

/** Nothing was done yet: one admin would be left. */
export interface LeavesFew extends AdminRemoved {
  accountId: string
  personId: string
  leavesFew: true
}

/** Takes the right of an account admin from somebody; their roles in workspaces and teams stay. `warned`: R14 was said. */
export function removeAdmin(
  db: Database,
  context: Context,
  { accountId, personId, warned }: { accountId: string; personId: string; warned: boolean },
): Promise<AdminRemoved | LeavesFew | Refusal> {
  return settle(db, context, async (context) => {
    const may = await mayRemoveAdmin(db, context, accountId, personId)
    if (isRefusal(may)) return may
    const { account, admin, leading, sent, leavesFew } = may
    const { accountName, version } = account
    const outcome: AdminRemoved = { accountName, name: admin.name }
    if (leavesFew && !warned) return { ...outcome, accountId, personId, leavesFew }
    const { personId: actorId } = context.actor
    const admins = await adminIds(db, [accountId])
    const others = admins.filter((other) => other.personId !== actorId && other.personId !== personId)
    const moment = isoTime(context.at)
    const pending = [...leading, ...sent]
    const ids = pending.map(({ id }) => id)
    const reached = await reachedByRight(db, [accountId, personId])
    await saveRemoval(db, [accountId, personId, version, ids, moment], context, {
      reliesOn: standingAs(context.actor, accountId),
      audit: [
        auditOf(
          context,
          { accountId },
          {
            action: 'account.adminRemoved',
            subjectType: 'person',
            subjectId: personId,
            data: { name: admin.name },
          },
        ),
        ...pending.map((invitation) => auditOfTakingBack(context, invitation)),
      ],
      owed: [
        ...pending.map(owedForTakingBack),
        ...reached.map(({ workspaceId }) =>
          happened('workspace.left', { accountId, subjectId: workspaceId, actorId }),
        ),
        ...(personId === actorId ? [] : [tell(context, account, personId, 'adminRemoved')]),
        ...others.map((other) =>
          tell(context, account, other.personId, 'adminGone', { name: admin.name, left: account.admins - 1 }),
        ),
      ],
      outcome,
    })
    return outcome
  })
}
