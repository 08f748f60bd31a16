import { standingAs } from '../access'
import { auditOf } from '../audit'
import { type Context, isRefusal, type Refusal, refuse } from '../chat'
import { isoTime } from '../clock'
import { type Database, defineChange, settle } from '../db'
import { happened } from '../events'
import {
  auditOfTakingBack,
  findSent,
  type Leading,
  owedForTakingBack,
  readLeading,
  type Sent,
  takenBack,
} from '../invitations'
import { adminIds, ownAccount } from '../scopes'
import { withoutOne } from './account'
import { tell } from './notices'
import { type Belongings, reachedByRight, readAccount, readBelongings } from './statements'

/**
 * Admin right, workspace roles and memberships end in one write (R4), and so do the invitations $7: by which the person would come
 * back, and those that they sent to admin roles. $4 and $5: how many roles and memberships were seen.
 */
const saveLeaving = defineChange(
  'account.leave',
  `room AS (
  UPDATE account SET version = version + 1 WHERE id = $1 AND version = $3 AND deleted_at IS NULL RETURNING 1
), resigned AS (
  DELETE FROM account_admin WHERE account_id = $1 AND person_id = $2 AND EXISTS (SELECT 1 FROM room) RETURNING 1
), left_workspaces AS (
  DELETE FROM workspace_user WHERE account_id = $1 AND person_id = $2 AND EXISTS (SELECT 1 FROM resigned) RETURNING 1
), ended AS (
  UPDATE membership SET ended_at = $6, ended_by = 'left', version = version + 1
  WHERE account_id = $1 AND person_id = $2 AND ended_at IS NULL AND EXISTS (SELECT 1 FROM resigned) RETURNING 1
), ${takenBack('$7', '$6')}, changed AS (
  SELECT 1 FROM resigned WHERE (SELECT count(*) FROM left_workspaces) = $4 AND (SELECT count(*) FROM ended) = $5
    AND (SELECT count(*) FROM taken_back) = cardinality($7::text[])
)`,
)

/** What leaving means, before it is done. */
export interface Leaving extends Belongings {
  accountId: string
  accountName: string
  version: number
  admins: number
  /** By which they would come back, and what they have sent to admin roles: taken back. */
  leading: readonly Leading[]
  sent: readonly Sent[]
  /** One admin would be left: the actor is asked again (R14). */
  leavesFew: boolean
}

/** What would end, and that the actor may leave: somebody else must administer the account, and own their teams. */
export async function planLeaving(
  db: Database,
  context: Pick<Context, 'actor' | 'at'>,
  accountId: string,
): Promise<Leaving | Refusal> {
  const own = ownAccount(context, accountId)
  if (isRefusal(own)) return own
  const [account] = await readAccount(db, [accountId])
  const [belongings] = await readBelongings(db, [accountId, context.actor.personId])
  if (!account || !belongings) return refuse({ code: 'notFound', what: 'account' })
  const { accountName, version, admins } = account
  const left = withoutOne(admins)
  if (left === 'none') return refuse({ code: 'lastAdmin', account: accountName })
  const owned = belongings.memberships.filter(({ role }) => role === 'owner').map(({ teamName }) => teamName)
  if (owned.length > 0) return refuse({ code: 'ownsTeams', account: accountName, teams: owned })
  const moment = isoTime(context.at)
  const { personId } = context.actor
  const leading = await readLeading(db, [accountId, personId, accountId, moment])
  const sent = await findSent(db, [accountId, personId, moment, false], leading)
  return { ...belongings, accountId, accountName, version, admins, leading, sent, leavesFew: left === 'few' }
}

export interface AccountLeft {
  accountName: string
}

/** Ends all access of the actor to the account at once; coming back needs a new invitation (F151). `warned`: R14 was said. */
export function leaveAccount(
  db: Database,
  context: Context,
  { accountId, warned }: { accountId: string; warned: boolean },
): Promise<AccountLeft | Leaving | Refusal> {
  return settle(db, context, async (context) => {
    const leaving = await planLeaving(db, context, accountId)
    if (isRefusal(leaving)) return leaving
    if (leaving.leavesFew && !warned) return leaving
    const { accountName, version, admins, users, memberships } = leaving
    const { personId, name } = context.actor
    const others = (await adminIds(db, [accountId])).filter((other) => other.personId !== personId)
    const moment = isoTime(context.at)
    const pending = [...leaving.leading, ...leaving.sent]
    const reached = await reachedByRight(db, [accountId, personId])
    const outcome: AccountLeft = { accountName }
    const by = { accountId, actorId: personId }
    await saveLeaving(
      db,
      [
        ...[accountId, personId, version, users.length, memberships.length, moment],
        pending.map(({ id }) => id),
      ],
      context,
      {
        reliesOn: [
          ...standingAs(context.actor, accountId),
          ...users.map((user) => ({ ...user, personId })),
          ...memberships,
        ],
        audit: [
          auditOf(
            context,
            { accountId },
            { action: 'account.left', subjectType: 'person', subjectId: personId, data: { name } },
          ),
          ...pending.map((invitation) => auditOfTakingBack(context, invitation)),
        ],
        owed: [
          ...pending.map(owedForTakingBack),
          ...others.map((other) => tell(context, leaving, other.personId, 'left', { left: admins - 1 })),
          ...[...users, ...reached].map(({ workspaceId }) =>
            happened('workspace.left', { ...by, subjectId: workspaceId }),
          ),
          ...memberships.map(({ teamId }) => happened('member.left', { ...by, subjectId: teamId })),
        ],
        outcome,
      },
    )
    return outcome
  })
}
