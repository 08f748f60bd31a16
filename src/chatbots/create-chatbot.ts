import { decideTeam, type TeamMembership } from '../access'
import { type Context, isRefusal, type Refusal, refuse } from '../chat'
import { isoTime } from '../clock'
import { type Database, defineChange, newId, settle } from '../db'
import { denied, ownTeam } from '../teams'
import { auditOfChatbot } from './changing'
import { type ChatbotWish, cutName, type ShareLevel } from './chatbot'
import { deniedChatbot } from './denied'
import { tell } from './notices'
import { findChatbot, readTeamOwner } from './repository'

/** A member needs the setting to be on at this very moment (F34). */
const insertChatbot = defineChange(
  'chatbot.create',
  `allowed AS (
  SELECT t.account_id, t.workspace_id FROM team t JOIN workspace w ON w.id = t.workspace_id AND w.deleted_at IS NULL
  WHERE t.id = $2 AND t.deleted_at IS NULL AND ($3::text <> 'member' OR t.member_chatbot_creation) FOR SHARE OF t
), changed AS (
  INSERT INTO chatbot (id, account_id, workspace_id, owner_id, name, description, instructions, sources_only, keep_days, created_at)
  SELECT $1, account_id, workspace_id, $4, $5, $6, $7, $8, $9, $10 FROM allowed RETURNING 1
), written AS (
  INSERT INTO chatbot_instructions (chatbot_id, number, text, written_by, written_at) SELECT $1, 1, $7, $4, $10 FROM allowed
), based AS (
  INSERT INTO knowledge_base (id, account_id, workspace_id, chatbot_id, created_at) SELECT $1, account_id, workspace_id, $1, $10 FROM allowed
), granted AS (
  INSERT INTO share_grant (id, account_id, chatbot_id, team_id, level, knowledge, granted_by, granted_at)
  SELECT $11, account_id, $1, $2, $12, $13, $4, $10 FROM allowed WHERE $11::text IS NOT NULL
)`,
)

export interface ChatbotMade {
  id: string
  name: string
  teamName: string
  shared: { level: ShareLevel; knowledge: boolean } | null
}

export type NewChatbot = ChatbotWish & { shared: ChatbotMade['shared'] }

/** A new chatbot, owned by its maker (F10–F12, R7); an owner or admin may share it with the team at once (F39). */
export function createChatbot(
  db: Database,
  context: Context,
  teamId: string,
  wish: NewChatbot,
): Promise<ChatbotMade | Refusal> {
  return settle(db, context, async (context) => {
    const own = ownTeam(context, teamId)
    return isRefusal(own) ? own : insert(db, context, own, wish, 'chatbot.created')
  })
}

/**
 * Another chatbot like it, owned by whoever copies it (F106): name, settings and instructions. Documents stay behind,
 * because each may be restricted to other readers; so do conversations and shares.
 */
export function duplicateChatbot(db: Database, context: Context, id: string): Promise<ChatbotMade | Refusal> {
  return settle(db, context, async (context) => {
    const found = await findChatbot(db, context.actor, id)
    if (!found) return refuse({ code: 'notFound', what: 'chatbot' })
    const own = teamToCreateIn(context, found.reach.near)
    if (isRefusal(own)) return own
    const { name, description, instructions, sourcesOnly, keepDays } = found.chatbot
    const copy = { name: cutName(name, ' copy'), description, instructions, sourcesOnly, keepDays }
    return insert(db, context, own, { ...copy, shared: null }, 'chatbot.duplicated')
  })
}

/** The team whose rules allow it, the one of the place before others; else the one whose rules say why not. */
function teamToCreateIn({ home }: Context, near: readonly TeamMembership[]): TeamMembership | Refusal {
  const usual = near.find((team) => team.teamId === home?.defaultTeamId)
  const ordered = usual ? [usual, ...near] : near
  return (
    ordered.find((team) => decideTeam(team, 'chatbot.create').allowed) ??
    ordered[0] ??
    refuse({ code: 'noTeam' })
  )
}

async function insert(
  db: Database,
  context: Context,
  own: TeamMembership,
  wish: NewChatbot,
  action: 'chatbot.created' | 'chatbot.duplicated',
): Promise<ChatbotMade | Refusal> {
  const { shared } = wish
  const decision = decideTeam(own, 'chatbot.create')
  if (!decision.allowed) return denied(decision.reason, own)
  const sharing = decideTeam(own, 'chatbot.shareDirectly')
  if (shared && !sharing.allowed)
    return deniedChatbot({ code: 'team', reason: sharing.reason, team: own }, wish)
  const id = newId(context.at)
  const outcome: ChatbotMade = { id, name: wish.name, teamName: own.teamName, shared }
  const { personId } = context.actor
  const made = { ...own, id, name: wish.name, ownerId: personId, grants: [], workspaceName: '' }
  const [owner] = shared ? await readTeamOwner(db, [own.teamId]) : []
  const tellsOwner = shared && owner && owner.personId !== personId
  await insertChatbot(
    db,
    [
      ...[id, own.teamId, own.role, personId, wish.name, wish.description, wish.instructions],
      ...[wish.sourcesOnly, wish.keepDays, isoTime(context.at)],
      ...[shared && newId(context.at), shared?.level ?? null, shared?.knowledge ?? null],
    ],
    context,
    {
      reliesOn: [own],
      audit: [
        {
          ...auditOfChatbot(context, made, action, shared ? { team: own.teamName, ...shared } : {}),
          ...(shared && { teamId: own.teamId }),
        },
      ],
      owed: tellsOwner
        ? [tell(context, made, owner.personId, { name: 'chatbot.shared', team: own.teamName, ...shared })]
        : [],
      outcome,
    },
  )
  return outcome
}
