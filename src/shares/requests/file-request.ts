import type { TeamMembership } from '../../access'
import { type Context, isBlank, type Refusal, refuse, unlessFits } from '../../chat'
import { findChatbot, type ShareLevel } from '../../chatbots'
import { DAY_MS, isoTime } from '../../clock'
import { type Database, defineChange, newId, settle } from '../../db'
import { LIFETIME_MS } from '../../deadlines'
import { newLinkHash } from '../../later-link'
import { closeIfOver } from './close-if-over'
import { askOwner, auditOfRequest, keepWithRequester } from './effects'
import { readDecider, readEarlierAsked, readPendingOf, readRequest } from './repository'
import { DAILY_REQUESTS, REASON_LENGTH } from './request'
import { unlessMayAsk } from './rules'

export interface RequestWish {
  chatbotId: string
  teamId: string
  level: ShareLevel
  /** Optional (F59). */
  reason: string | null
}

export interface RequestFiled {
  id: string
  chatbotName: string
  teamName: string
  /** Who decides. */
  ownerName: string
  level: ShareLevel
}

/** The setting has to be on at this very moment (F34, F36, F37), and the chatbot still be the requester's, $3. */
const insertRequest = defineChange(
  'request.file',
  `asked AS (
  SELECT c.id, c.account_id, c.workspace_id FROM chatbot c JOIN team t ON t.workspace_id = c.workspace_id
  WHERE c.id = $2 AND c.owner_id = $3 AND c.deleted_at IS NULL
    AND t.id = $4 AND t.deleted_at IS NULL AND t.member_chatbot_creation
    AND NOT EXISTS (SELECT 1 FROM share_grant s WHERE s.chatbot_id = c.id AND s.team_id = t.id AND s.ended_at IS NULL)
  FOR SHARE OF c, t
), changed AS (
  INSERT INTO share_request (id, account_id, workspace_id, team_id, chatbot_id, requester_id, level, reason, status, asked_id,
    token_hash, expires_at, created_at)
  SELECT $1, account_id, workspace_id, $4, id, $3, $5, $6, 'pending', $7, decode($8, 'hex'), $9, $10 FROM asked RETURNING 1
)`,
)

/** A member asks the owner of a team to take their chatbot in (R7, F36, F58). */
export function fileRequest(
  db: Database,
  context: Context,
  wish: RequestWish,
): Promise<RequestFiled | Refusal> {
  return settle(db, context, async (context) => {
    const { actor, at } = context
    const { chatbotId, teamId, level } = wish
    const reason = wish.reason === null || isBlank(wish.reason) ? null : wish.reason
    const tooLong = unlessFits(reason ?? '', 'The reason', REASON_LENGTH, 'reason')
    if (tooLong) return tooLong
    const found = await findChatbot(db, actor, chatbotId)
    if (!found) return refuse({ code: 'notFound', what: 'chatbot' })
    const own = found.reach.near.find((team) => team.teamId === teamId)
    const [owner] = own ? await readDecider(db, [teamId]) : []
    if (!own || !owner) return refuse({ code: 'notFound', what: 'team' })
    const no =
      unlessMayAsk(found, own) ??
      (await unlessPending(db, own.accountId, chatbotId, at)) ??
      (await unlessTooMany(db, actor.personId, own, at))
    if (no) return no
    const id = newId(at)
    const expiresAt = at + LIFETIME_MS
    const { name: chatbotName } = found.chatbot
    const outcome = { id, chatbotName, teamName: own.teamName, ownerName: owner.name, level }
    const subject = { ...own, id, chatbotName, requesterId: actor.personId, requesterName: actor.name }
    await insertRequest(
      db,
      [
        ...[id, chatbotId, actor.personId, teamId, level, reason, owner.personId],
        ...[newLinkHash(), isoTime(expiresAt), isoTime(at)],
      ],
      context,
      {
        reliesOn: [own, owner],
        audit: [auditOfRequest(subject, context, 'filed', { level })],
        owed: [{ ...askOwner(subject, owner.personId), actorId: actor.personId }, keepWithRequester(subject)],
        outcome,
      },
    )
    return outcome
  })
}

/** One at a time (R17); one whose time is over makes room, also when the sweep has not been there yet. */
export async function unlessPending(
  db: Database,
  accountId: string,
  chatbotId: string,
  at: number,
): Promise<Refusal | null> {
  const [pending] = await readPendingOf(db, [chatbotId, accountId])
  if (!pending) return null
  await closeIfOver(db, pending.id, at)
  const [request] = await readRequest(db, [pending.id])
  if (request?.status !== 'pending') return null
  const { chatbotName: chatbot, teamName: team, expiresAt } = request
  return refuse({ code: 'requestPending', chatbot, team, expiresAt })
}

async function unlessTooMany(
  db: Database,
  personId: string,
  { teamId, teamName: team }: TeamMembership,
  at: number,
): Promise<Refusal | null> {
  const limit = DAILY_REQUESTS
  const [earlier] = await readEarlierAsked(db, [personId, teamId, isoTime(at - DAY_MS), limit - 1])
  return earlier ? refuse({ code: 'tooManyRequests', team, limit, retryAt: earlier.at + DAY_MS }) : null
}
