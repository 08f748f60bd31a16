import { auditOf } from '../audit'
import { type Acting, isRefusal, type Refusal } from '../chat'
import { isoTime } from '../clock'
import { type Database, defineChange, type Effects, Stale, settle } from '../db'
import { happened } from '../events'
import { deedOf, redraw, scopeOf, tellOthers } from './effects'
import { mayAnswer } from './may-answer'
import { readMemberships } from './repository'
import type { Transfer } from './transfer'

/** Answered by its recipient, cancelled by its owner. */
export interface TransferAnswered extends Pick<Transfer, 'id' | 'what' | 'subjectId' | 'name' | 'status'> {
  fromName: string
  toName: string
}

export const answered = (transfer: Transfer, status: Transfer['status']): TransferAnswered => {
  const { id, what, subjectId, name, fromName, toName } = transfer
  return { id, what, subjectId, name, status, fromName, toName }
}

const ANSWERED = `answered AS (
  UPDATE transfer SET status = 'accepted', ended_at = $2, ended_by = to_id
  WHERE id = $1 AND status = 'pending' AND expires_at > $2 RETURNING *
)`

/**
 * $3 the membership of the owner, $4 that of the recipient. No two owners, no moment without one (R1): the unique index
 * looks at every single row, so the new owner waits until the old one has stepped down.
 */
const saveNewOwner = defineChange(
  'transfer.acceptTeam',
  `${ANSWERED}, stepped_down AS (
  UPDATE membership m SET role = 'admin', version = m.version + 1 FROM answered a
  WHERE m.id = $3 AND m.team_id = a.team_id AND m.person_id = a.from_id AND m.role = 'owner' RETURNING m.team_id
), changed AS (
  UPDATE membership m SET role = 'owner', version = m.version + 1 FROM stepped_down s
  WHERE m.id = $4 AND m.team_id = s.team_id RETURNING 1
)`,
)

/** What was shared with the recipient as a person is theirs now; other shares stay, and with them who pays for those. */
const saveNewOwnerOfRecord = defineChange(
  'transfer.acceptChatbot',
  `${ANSWERED}, seated AS (
  SELECT 1 FROM workspace_user u JOIN answered a USING (workspace_id) WHERE u.person_id = a.to_id FOR KEY SHARE OF u
), administers AS (
  SELECT 1 FROM account_admin d JOIN answered a USING (account_id) WHERE d.person_id = a.to_id FOR KEY SHARE OF d
), changed AS (
  UPDATE chatbot c SET owner_id = a.to_id, version = c.version + 1 FROM answered a
  WHERE c.id = a.chatbot_id AND c.owner_id = a.from_id AND c.deleted_at IS NULL
    AND (EXISTS (SELECT 1 FROM seated) OR EXISTS (SELECT 1 FROM administers)) RETURNING c.id, a.to_id
), ended AS (
  UPDATE share_grant s SET ended_at = $2 FROM changed WHERE s.chatbot_id = changed.id AND s.person_id = changed.to_id
    AND s.ended_at IS NULL
)`,
)

/** The recipient becomes the owner, in one write (F76): from this moment on they pay (F78, F87). */
export function acceptTransfer(
  db: Database,
  acting: Acting,
  id: string,
): Promise<TransferAnswered | Refusal> {
  return settle(db, acting, async (acting) => {
    const transfer = await mayAnswer(db, acting, id)
    if (isRefusal(transfer)) return transfer
    const outcome = answered(transfer, 'accepted')
    if (transfer.what === 'team') await takeTeam(db, acting, transfer, outcome)
    else await saveNewOwnerOfRecord(db, [id, isoTime(acting.at)], acting, effects(acting, transfer, outcome))
    return outcome
  })
}

/** Both memberships are held while they change places: neither can end or change meanwhile. */
async function takeTeam(
  db: Database,
  acting: Acting,
  transfer: Transfer,
  outcome: TransferAnswered,
): Promise<void> {
  const { id, subjectId, fromId, toId } = transfer
  const held = await readMemberships(db, [subjectId, [fromId, toId]])
  const own = held.find(({ personId }) => personId === fromId)
  const theirs = held.find(({ personId }) => personId === toId)
  if (!own || !theirs) throw new Stale()
  await saveNewOwner(db, [id, isoTime(acting.at), own.membershipId, theirs.membershipId], acting, {
    ...effects(acting, transfer, outcome),
    reliesOn: [own, theirs],
  })
}

function effects(acting: Acting, transfer: Transfer, outcome: TransferAnswered): Effects {
  const { accountId, subjectId, toId, what } = transfer
  const event = { accountId, subjectId, actorId: toId }
  return {
    reliesOn: [],
    audit: [auditOf(acting, scopeOf(transfer), deedOf(transfer, 'accepted'))],
    owed: [...tellOthers(transfer, toId), redraw(transfer), happened(`${what}.transferred`, event)],
    outcome,
  }
}
