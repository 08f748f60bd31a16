import type { WorkspaceRole } from '../../access'
import { bold, type Card, ROLE_NAMES, ref, shorten, text } from '../../chat'
import { type Leading, sentField } from '../../invitations'
import { inWorkspaceLine } from '../../scopes'
import { listed, NAMES_LENGTH } from '../listed'
import type { RoleChanged } from './change-role'
import type { UserInWorkspace } from './may-change-user'
import { emptied, orphaned, type Removal, seenAs } from './removal'
import type { UserRemoved } from './remove-user'

const inTitle = (name: string) => shorten(name, NAMES_LENGTH)

/** R5: nothing changes before this card's button. */
export function confirmRoleCard(
  { workspace, user }: UserInWorkspace,
  role: WorkspaceRole,
  actorId: string,
): Card {
  const { workspaceId, workspaceName } = workspace
  const loses = user.personId === actorId && user.role === 'workspaceAdmin' && !user.accountAdmin
  const warning = loses ? ' You will not be able to undo this yourself.' : ''
  return {
    tone: 'warning',
    title: `Make ${inTitle(user.name)} ${ROLE_NAMES[role]}?`,
    text: text`${bold(user.name)} is ${ROLE_NAMES[user.role]} of workspace ${bold(workspaceName)} now. Roles in teams stay.${warning}`,
    context: inWorkspaceLine(workspaceName),
    buttons: [
      {
        label: `Make ${ROLE_NAMES[role]}`,
        press: ref('workspaces.role', workspaceId, user.personId, role),
        style: 'primary',
      },
      { label: 'Cancel', press: ref('workspaces.keep') },
    ],
  }
}

export const roleChangedCard = ({ name, workspaceName, from, to }: RoleChanged): Card => ({
  tone: 'success',
  title: `${inTitle(name)} is now ${ROLE_NAMES[to]}`,
  text: text`Was ${ROLE_NAMES[from]}.`,
  context: inWorkspaceLine(workspaceName),
})

/** Says everything that ends; where teams need a new owner, its button opens the form that asks for them (R3). */
export function confirmRemoveCard(removal: Removal): Card {
  const { workspace, user, belongings, invitations, sent } = removal
  const { workspaceId, workspaceName } = workspace
  const owned = orphaned(removal)
  const ids = [workspaceId, user.personId, seenAs(removal)]
  return {
    tone: 'danger',
    title: `Remove ${inTitle(user.name)}?`,
    text: text`${bold(user.name)} (${ROLE_NAMES[user.role]}) loses access to workspace ${bold(workspaceName)} at once, and to everything of it that was shared with them. Coming back needs a new invitation.`,
    fields: [
      ...namesField('Leaves these teams', belongings.map(teamOf)),
      ...namesField('Owns, so you name new owners next', owned.map(teamOf)),
      ...namesField('Nobody else is in these: they are deleted', emptied(removal).map(teamOf)),
      ...namesField('Invitations to them that are cancelled', invitations.map(placeOf)),
      ...sentField(sent, 'their'),
      ...(user.accountAdmin ? [STAYS_ADMIN] : []),
    ],
    context: inWorkspaceLine(workspaceName),
    buttons: [
      owned.length > 0
        ? { label: 'Name new owners', press: ref('workspaces.askOwners', ...ids), style: 'danger' }
        : { label: 'Remove', press: ref('workspaces.remove', ...ids), style: 'danger' },
      { label: 'Cancel', press: ref('workspaces.keep') },
    ],
  }
}

const teamOf = ({ teamName }: { teamName: string }) => teamName

const placeOf = ({ scope: { kind, name } }: Leading) => (kind === 'team' ? name : 'the workspace itself')

/** A field of names, unless there are none. */
const namesField = (name: string, names: readonly string[]) =>
  names.length > 0 ? [{ name, value: listed(names) }] : []

const STAYS_ADMIN = {
  name: 'Stays Account Admin',
  value: 'And as such reaches every workspace of the account as before',
}

export function removedCard({ name, workspaceName, accountAdmin, teams }: UserRemoved): Card {
  const handedOver = teams.flatMap((team) =>
    team.owner ? [`${inTitle(team.name)}: ${inTitle(team.owner)}`] : [],
  )
  const deleted = teams.filter(({ owner }) => owner === null)
  const nameOf = (team: { name: string }) => team.name
  return {
    tone: 'success',
    title: `${inTitle(name)} is not in workspace ${inTitle(workspaceName)} any more`,
    ...(accountAdmin && { text: 'Still Account Admin.' }),
    fields: [
      ...namesField('Left these teams', teams.map(nameOf)),
      ...namesField('New owners', handedOver),
      ...namesField('Deleted, since nobody was left', deleted.map(nameOf)),
    ],
    context: inWorkspaceLine(workspaceName),
  }
}

export const keptCard: Card = { title: 'Nothing was changed' }
