import type { Plans } from '../../billing'
import {
  type Answer,
  type Card,
  type Choice,
  type Context,
  type Form,
  isRefusal,
  LIMITS,
  openForm,
  PAGE_SIZE,
  type Refusal,
  say,
} from '../../chat'
import { isoTime } from '../../clock'
import type { Database } from '../../db'
import type { Workspace } from '../../scopes'
import { readSeats } from '../../seats'
import { otherRole } from './change-role'
import { confirmRemoveCard, confirmRoleCard } from './confirm-cards'
import { candidateChoice, successorsForm } from './forms'
import { mayChangeUser } from './may-change-user'
import type { Named } from './name-successors'
import { planRemoval } from './plan-removal'
import { orphaned, type Removal } from './removal'
import { countInvitations, pageUsers, readCandidates } from './statements'
import { usersCard } from './views'

/** A page that is no longer there shows the first. */
export async function usersPage(
  db: Database,
  plans: Plans,
  context: Pick<Context, 'at'>,
  workspace: Workspace,
  { page, name }: { page: number; name: string },
): Promise<Card> {
  const found = await pageUsers(db, [workspace.workspaceId, name, PAGE_SIZE, page * PAGE_SIZE])
  if (found.length === 0 && page > 0) return usersPage(db, plans, context, workspace, { page: 0, name })
  const [seats, [invitations]] = await Promise.all([
    readSeats({ db, plans }, workspace.workspaceId, context.at),
    countInvitations(db, [workspace.workspaceId, isoTime(context.at)]),
  ])
  return usersCard(workspace, found, { page, total: found[0]?.total ?? 0, name, seats, invitations })
}

/** The confirm card of a role change (R5). */
export async function askRole(
  db: Database,
  context: Context,
  workspaceId: string,
  personId: string,
  role: string,
): Promise<Answer | Refusal> {
  const may = await mayChangeUser(db, context, workspaceId, personId)
  if (isRefusal(may)) return may
  const to = otherRole(may, role)
  return isRefusal(to) ? to : say(confirmRoleCard(may, to, context.actor.personId))
}

/** The confirm card of a removal (R5). */
export async function askRemoval(
  db: Database,
  context: Context,
  workspaceId: string,
  personId: string,
): Promise<Answer | Refusal> {
  const removal = await planRemoval(db, context, workspaceId, personId)
  return isRefusal(removal) ? removal : say(confirmRemoveCard(removal))
}

/** The form that asks for new owners; where none is needed any more, the card that only asks to confirm. */
export async function askOwners(
  db: Database,
  context: Context,
  workspaceId: string,
  personId: string,
): Promise<Answer | Refusal> {
  const removal = await planRemoval(db, context, workspaceId, personId)
  if (isRefusal(removal)) return removal
  if (orphaned(removal).length === 0) return say(confirmRemoveCard(removal))
  return openForm(await ownersForm(db, removal))
}

export async function ownersForm(db: Database, removal: Removal, given?: Named): Promise<Form> {
  const teams = orphaned(removal).map(({ teamId }) => teamId)
  const candidates = await readCandidates(db, [teams, removal.user.personId, LIMITS.choices + 1, ''])
  return successorsForm(removal, candidates, given)
}

/** Members to choose from, in the field of a team with many. */
export async function suggestOwners(
  db: Database,
  context: Context,
  [workspaceId = '', personId = '', teamId = '']: readonly string[],
  typed: string,
): Promise<readonly Choice[]> {
  const removal = await planRemoval(db, context, workspaceId, personId)
  if (isRefusal(removal) || !orphaned(removal).some((team) => team.teamId === teamId)) return []
  const found = await readCandidates(db, [[teamId], personId, LIMITS.choices, typed.trim()])
  return found.map(candidateChoice)
}
