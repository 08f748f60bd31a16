import { isoTime } from '../../src/clock'
import { type Database, statement } from '../../src/db'
import { takersOf } from './rights'
import { isTeam, type Waiting, type World } from './world'

/** One line for each thing that is so, in the model. */
export function linesOf(world: World): string[] {
  return [
    ...accountLines(world),
    ...[...world.workspaces.values()].flatMap((workspace) => [
      `workspace ${workspace.id} ${workspace.gone ? 'gone' : `${workspace.name} ${workspace.inactiveAfterDays}`}`,
      ...(workspace.gone ? [] : [`seats ${workspace.id} ${takersOf(world, workspace).size}`]),
      ...[...workspace.users].map(([personId, role]) => `user ${workspace.id} ${personId} ${role}`),
    ]),
    ...[...world.teams.values()].flatMap((team) => [
      `team ${team.id} ${team.gone ? 'gone' : team.switches.length}`,
      ...[...team.members].map(([personId, { role }]) => `member ${team.id} ${personId} ${role}`),
    ]),
    ...[...world.chatbots.values()].flatMap((chatbot) => [
      `chatbot ${chatbot.id} ${chatbot.gone ? 'gone' : `${chatbot.name} ${chatbot.ownerId ?? 'agent'} ${chatbot.status}`}`,
      ...[...chatbot.grants].map(
        ([id, { level, knowledge }]) => `grant ${chatbot.id} ${id} ${level} ${knowledge}`,
      ),
    ]),
    ...[...world.bases.values()].map(({ id, gone }) => `base ${id} ${gone ? 'gone' : 'there'}`),
    ...waitingLines(world),
  ].sort()
}

const accountLines = ({ accounts }: World) =>
  [...accounts.values()].flatMap(({ id, name, gone, admins }) => [
    `account ${id} ${gone ? 'gone' : name}`,
    ...[...admins].map((personId) => `accountAdmin ${id} ${personId}`),
  ])

function waitingLines(world: World): string[] {
  const statusOf = (thing: Waiting) =>
    thing.status === 'pending' && !world.isOpen(thing) ? 'expired' : thing.status
  return [
    ...[...world.invitations.values()].map((each) => `invitation ${each.id} ${each.role} ${statusOf(each)}`),
    ...[...world.requests.values()].map((each) => `request ${each.id} ${each.level} ${statusOf(each)}`),
    ...[...world.transfers.values()].map(
      (each) => `transfer ${each.id} ${isTeam(each.subject) ? 'team' : 'chatbot'} ${statusOf(each)}`,
    ),
  ]
}

/** What is past its end is expired, also where that is not written down yet, or something else was afterwards. */
const STATUS = `CASE WHEN status IN ('pending', 'cancelled') AND expires_at <= coalesce(ended_at, $2) THEN 'expired' ELSE status END`

/** The same lines, of accounts $1 at $2 in the database. */
const readLines = statement<{ line: string }>(
  'test.lines',
  `SELECT concat_ws(' ', 'account', id, CASE WHEN deleted_at IS NULL THEN name ELSE 'gone' END) AS line FROM account WHERE id = ANY($1)
UNION ALL SELECT concat_ws(' ', 'accountAdmin', account_id, person_id) FROM account_admin WHERE account_id = ANY($1)
UNION ALL SELECT concat_ws(' ', 'workspace', id, CASE WHEN deleted_at IS NULL THEN name || ' ' || inactive_after_days ELSE 'gone' END)
  FROM workspace WHERE account_id = ANY($1)
UNION ALL SELECT concat_ws(' ', 'seats', w.id, (SELECT count(DISTINCT s.person_id) FROM (
    SELECT person_id FROM workspace_user WHERE workspace_id = w.id
    UNION SELECT a.person_id FROM invitation i JOIN person_address a ON i.invitee = 'mail:' || a.address
      LEFT JOIN team t ON t.id = i.team_id
      WHERE i.workspace_id = w.id AND i.status = 'pending' AND i.expires_at > $2 AND t.deleted_at IS NULL) s
  WHERE s.person_id NOT IN (SELECT person_id FROM account_admin WHERE account_id = w.account_id)))
  FROM workspace w WHERE w.account_id = ANY($1) AND w.deleted_at IS NULL
UNION ALL SELECT concat_ws(' ', 'user', workspace_id, person_id, role) FROM workspace_user WHERE account_id = ANY($1)
UNION ALL SELECT concat_ws(' ', 'team', id, CASE WHEN deleted_at IS NULL
    THEN (member_chatbot_creation::int + member_document_uploads::int)::text ELSE 'gone' END) FROM team WHERE account_id = ANY($1)
UNION ALL SELECT concat_ws(' ', 'member', team_id, person_id, role) FROM membership WHERE account_id = ANY($1) AND ended_at IS NULL
UNION ALL SELECT concat_ws(' ', 'chatbot', id, CASE WHEN deleted_at IS NULL
    THEN concat_ws(' ', name, coalesce(owner_id, 'agent'), status) ELSE 'gone' END) FROM chatbot WHERE account_id = ANY($1)
UNION ALL SELECT concat_ws(' ', 'grant', chatbot_id, coalesce(team_id, person_id), level, CASE WHEN knowledge THEN 'true' ELSE 'false' END)
  FROM share_grant WHERE account_id = ANY($1) AND ended_at IS NULL
UNION ALL SELECT concat_ws(' ', 'base', id, CASE WHEN deleted_at IS NULL THEN 'there' ELSE 'gone' END)
  FROM knowledge_base WHERE account_id = ANY($1) AND chatbot_id IS NULL
UNION ALL SELECT concat_ws(' ', 'invitation', id, role, ${STATUS}) FROM invitation WHERE account_id = ANY($1)
UNION ALL SELECT concat_ws(' ', 'request', id, level, ${STATUS}) FROM share_request WHERE account_id = ANY($1)
UNION ALL SELECT concat_ws(' ', 'transfer', id, CASE WHEN team_id IS NULL THEN 'chatbot' ELSE 'team' END, ${STATUS})
  FROM transfer WHERE account_id = ANY($1)`,
)

export async function linesIn(db: Database, world: World): Promise<string[]> {
  const rows = await readLines(db, [[...world.accounts.keys()], isoTime(world.now)])
  return rows.map(({ line }) => line).sort()
}

const readMoments = statement<{ at: number }>(
  'test.moments',
  'SELECT DISTINCT at FROM audit_entry WHERE account_id = ANY($1) AND at > $2 AND actor_id IS NOT NULL ORDER BY at',
)

/** When, after `since`, somebody did something that the audit tells of. */
export async function momentsIn(db: Database, world: World, since: number): Promise<number[]> {
  const rows = await readMoments(db, [[...world.accounts.keys()], isoTime(since)])
  return rows.map(({ at }) => at)
}
