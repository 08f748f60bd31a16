import { decideTeam, type TeamMembership } from '../access'
import { auditOf } from '../audit'
import { type Context, isRefusal, type NamedPerson, type Refusal } from '../chat'
import { isoTime } from '../clock'
import { type Database, defineChange, newId, type OwedRow, settle } from '../db'
import { hashSecret, newCode, newToken, type Secrets } from '../secrets'
import { denied, type GivableRole } from '../teams'
import { expireInvitation } from './expire'
import { INVITATION_LIFETIME_MS } from './invitation'
import { readStandings } from './repository'
import { type InviteLine, objection, type Prospect, readProspects, type Standing } from './rules'

/** All invitations of one bulk in one statement; who has a pending one meanwhile violates the unique index (R17). */
const insertInvitations = defineChange(
  'invitation.send',
  `given AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS row(id text, invitee text, name text, "tokenHash" text, "codeHash" text)
), team_there AS (SELECT id, account_id, workspace_id FROM team WHERE id = $2 AND deleted_at IS NULL FOR SHARE),
changed AS (
  INSERT INTO invitation (id, account_id, workspace_id, team_id, role, invitee, invitee_name, inviter_id, note, status,
    token_hash, code_hash, expires_at, created_at)
  SELECT g.id, t.account_id, t.workspace_id, t.id, $4, g.invitee, g.name, $5, $6, 'pending',
    decode(g."tokenHash", 'hex'), decode(g."codeHash", 'hex'), $7, $3
  FROM given g, team_there t RETURNING 1
)`,
)

export interface InvitationsSent {
  teamName: string
  role: GivableRole
  expiresAt: number
  lines: readonly InviteLine[]
}

interface InviteWish {
  people: readonly NamedPerson[]
  /** Lines that were refused before: chat users who can never be members. */
  refused: readonly InviteLine[]
  role: GivableRole
  note: string | null
}

/** Invites up to 100 people; the good lines are sent, each bad one says why (F46, F54). */
export function sendInvitations(
  db: Database,
  secrets: Secrets,
  context: Context,
  own: TeamMembership,
  wish: InviteWish,
): Promise<InvitationsSent | Refusal> {
  return settle(db, context, async (context) => {
    const decision = decideTeam(own, 'member.invite')
    if (!decision.allowed) return denied(decision.reason, own)
    const read = readProspects(wish.people)
    if (isRefusal(read)) return read
    const standings = await standingsOf(db, own, read.prospects, context.at)
    const judged = read.prospects.map((prospect) => ({
      prospect,
      standing: standings.get(prospect.invitee),
      why: objection(prospect, standings.get(prospect.invitee), context.actor.personId, own.teamName),
    }))
    const issued = judged
      .filter(({ why }) => why === null)
      .map(({ prospect, standing }) => issue(prospect, standing, context.at))
    const lines: InviteLine[] = [
      ...issued.map(({ prospect, id }) => ({ name: prospect.name, sent: true as const, invitationId: id })),
      ...judged.flatMap(({ prospect, why }) =>
        why ? [{ name: prospect.name, sent: false as const, why }] : [],
      ),
      ...read.bad,
      ...wish.refused,
    ]
    const expiresAt = context.at + INVITATION_LIFETIME_MS
    const outcome: InvitationsSent = { teamName: own.teamName, role: wish.role, expiresAt, lines }
    if (issued.length > 0) await save(db, secrets, context, own, wish, issued, outcome)
    return outcome
  })
}

async function standingsOf(db: Database, own: TeamMembership, prospects: readonly Prospect[], at: number) {
  const asked = prospects.map(({ invitee, address, user }) => ({ invitee, address, ...user }))
  const found = await readStandings(db, [own.teamId, JSON.stringify(asked), isoTime(at)])
  // A pending one whose time is over makes room, also when the sweep has not been there yet.
  for (const { lapsed } of found) if (lapsed) await expireInvitation(db, lapsed, at)
  return new Map(found.map((standing) => [standing.invitee, standing]))
}

interface Issued {
  id: string
  prospect: Prospect
  personIds: readonly string[]
  /** Only for addresses: what the mail carries. */
  token: string | null
  code: string | null
}

function issue(prospect: Prospect, standing: Standing | undefined, at: number): Issued {
  const mailed = prospect.address !== null
  return {
    id: newId(at),
    prospect,
    personIds: standing?.personIds ?? [],
    token: mailed ? newToken() : null,
    code: mailed ? newCode() : null,
  }
}

async function save(
  db: Database,
  secrets: Secrets,
  context: Context,
  own: TeamMembership,
  wish: InviteWish,
  issued: readonly Issued[],
  outcome: InvitationsSent,
) {
  const rows = issued.map(({ id, prospect, token, code }) => ({
    id,
    invitee: prospect.invitee,
    name: prospect.name,
    tokenHash: token && hashSecret(token).toString('hex'),
    codeHash: code && hashSecret(code).toString('hex'),
  }))
  const parameters = [
    JSON.stringify(rows),
    own.teamId,
    isoTime(context.at),
    wish.role,
    context.actor.personId,
    wish.note,
    isoTime(outcome.expiresAt),
  ]
  await insertInvitations(db, parameters, context, {
    reliesOn: [own],
    audit: issued.map(({ id, prospect }) =>
      auditOf(context, own, {
        action: 'invitation.sent',
        subjectType: 'invitation',
        subjectId: id,
        data: { name: prospect.name, role: wish.role },
      }),
    ),
    owed: issued.flatMap((one) => owedFor(secrets, own.accountId, context.actor.personId, one)),
    outcome,
  })
}

/** A mail for an address, a card for who is known in chat or was invited as a chat user (F55). */
export function owedFor(
  secrets: Secrets,
  accountId: string,
  inviterId: string,
  { id, prospect, personIds, token, code }: Issued,
): OwedRow[] {
  const row = { accountId, subjectId: id, actorId: inviterId }
  const mail: OwedRow[] =
    token && code
      ? [
          {
            ...row,
            kind: 'mail',
            name: 'invitation.mail',
            data: { token: secrets.seal(token), code: secrets.seal(code) },
          },
        ]
      : []
  const [personId, ...others] = personIds
  const card: OwedRow[] =
    personId && others.length === 0
      ? [{ ...row, kind: 'notice', name: 'invitation.received', personId }]
      : prospect.user
        ? [{ ...row, kind: 'notice', name: 'invitation.received', chatUser: prospect.user }]
        : []
  return [...mail, ...card]
}
