import { auditOf } from '../audit'
import { type Acting, isRefusal, type Refusal } from '../chat'
import { isoTime } from '../clock'
import { type Database, defineChange, type Effects, Stale, settle } from '../db'
import { happened } from '../events'
import { isOfWorkspace } from '../people'
import { deedOf, redraw, scopeOf, tellOthers } from './effects'
import { mayAnswer } from './may-answer'
import { readMemberships } from './repository'
import type { Transfer } from './transfer'

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
  `${ANSWERED}, changed AS (
  UPDATE chatbot c SET owner_id = a.to_id, version = c.version + 1 FROM answered a
  WHERE c.id = a.chatbot_id AND c.owner_id = a.from_id AND c.deleted_at IS NULL
    AND ${isOfWorkspace('a.workspace_id', 'a.account_id', 'a.to_id')} RETURNING c.id, a.to_id
), ended AS (
  UPDATE share_grant s SET ended_at = $2 FROM changed WHERE s.chatbot_id = changed.id AND s.person_id = changed.to_id
    AND s.ended_at IS NULL
)`,
)

/** The recipient becomes the owner, in one write (F76): from this moment on they pay (F78, F87). */
export function acceptTransfer(db: Database, acting: Acting, id: string): Promise<{ id: string } | Refusal> {
  return settle(db, acting, async (acting) => {
    const transfer = await mayAnswer(db, acting, id)
    if (isRefusal(transfer)) return transfer
    const effects = effectsOf(acting, transfer)
    if (transfer.what === 'team') await takeTeam(db, acting, transfer, effects)
    else await saveNewOwnerOfRecord(db, [id, isoTime(acting.at)], acting, effects)
    return { id }
  })
}

/** Both memberships are held while they change places: neither can end or change meanwhile. */
async function takeTeam(db: Database, acting: Acting, transfer: Transfer, effects: Effects): Promise<void> {
  const { id, subjectId, fromId, toId } = transfer
  const held = await readMemberships(db, [subjectId, [fromId, toId]])
  const own = held.find(({ personId }) => personId === fromId)
  const theirs = held.find(({ personId }) => personId === toId)
  if (!own || !theirs) throw new Stale()
  await saveNewOwner(db, [id, isoTime(acting.at), own.membershipId, theirs.membershipId], acting, {
    ...effects,
    reliesOn: [own, theirs],
  })
}

function effectsOf(acting: Acting, transfer: Transfer): Effects {
  const { id, accountId, subjectId, toId, what } = transfer
  const event = { accountId, subjectId, actorId: toId }
  return {
    reliesOn: [],
    audit: [auditOf(acting, scopeOf(transfer), deedOf(transfer, 'accepted'))],
    owed: [...tellOthers(transfer, toId), redraw(transfer), happened(`${what}.transferred`, event)],
    outcome: { id },
  }
}
