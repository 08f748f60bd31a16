import type { TeamMembership } from '../access'
import { auditOf } from '../audit'
import type { Acting } from '../chat'
import { isoTime } from '../clock'
import { type Database, defineChange, newId } from '../db'
import { LIFETIME_MS } from '../deadlines'
import { hashSecret, newToken, type Secrets } from '../secrets'
import { deedOf, mailTo, scopeOf, tell } from './effects'
import type { Recipient } from './rules'
import type { Transfer } from './transfer'

/** What is offered. */
export type Offered = Pick<Transfer, 'what' | 'subjectId' | 'name' | 'teamId' | 'accountId' | 'workspaceId'>

/** A team's owner and recipient are held by their memberships; of a chatbot it is asked here whether it is still theirs. */
const saveStarted = defineChange(
  'transfer.start',
  `theirs AS (
  SELECT 1 FROM chatbot WHERE id = $5 AND owner_id = $6 AND deleted_at IS NULL FOR SHARE
), changed AS (
  INSERT INTO transfer (id, account_id, workspace_id, team_id, chatbot_id, from_id, to_id, status, token_hash, expires_at, created_at)
  SELECT $1, $2, $3, $4::text, $5, $6, $7, 'pending', decode($8, 'hex'), $9::timestamptz, $10::timestamptz
  WHERE $4::text IS NOT NULL OR EXISTS (SELECT 1 FROM theirs) RETURNING 1
)`,
)

/** The mail goes out always, beside the card in chat: it has the link. */
export async function saveOffer(
  db: Database,
  secrets: Secrets,
  acting: Acting,
  offered: Offered,
  recipient: Recipient,
  own: readonly TeamMembership[],
): Promise<{ id: string }> {
  const { actor, at } = acting
  const { what, subjectId, accountId, workspaceId } = offered
  const id = newId(at)
  const token = newToken()
  const [from, to] = [actor.personId, recipient.personId]
  const transfer = { ...offered, id, fromId: from, fromName: actor.name, toId: to, toName: recipient.name }
  const outcome = { id }
  const about = what === 'team' ? [subjectId, null] : [null, subjectId]
  const until = [isoTime(at + LIFETIME_MS), isoTime(at)]
  const hash = hashSecret(token).toString('hex')
  await saveStarted(db, [id, accountId, workspaceId, ...about, from, to, hash, ...until], acting, {
    reliesOn: [...own, ...(recipient.membership ? [recipient.membership] : [])],
    audit: [auditOf(acting, scopeOf(transfer), deedOf(transfer, 'started'))],
    owed: [
      tell(transfer, to, 'offered', from),
      mailTo(transfer, to, { token: secrets.seal(token) }, from),
      tell(transfer, from, 'mine', null),
    ],
    outcome,
  })
  return outcome
}
