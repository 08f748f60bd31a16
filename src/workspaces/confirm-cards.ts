import type { WorkspaceRole } from '../access'
import { bold, type Card, ROLE_NAMES, ref, shorten, type Text, text } from '../chat'
import type { RoleChanged } from './change-role'
import type { UserInWorkspace } from './may-change-user'
import { emptied, orphaned, type Removal, seenAs } from './removal'
import type { UserRemoved } from './remove-user'
import { inWorkspace, listed, NAMES_LENGTH } from './views'

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
    context: inWorkspace(workspaceName),
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
  context: inWorkspace(workspaceName),
})

/** Says everything that ends; where teams need a new owner, its button opens the form that asks for them (R3). */
export function confirmRemoveCard(removal: Removal): Card {
  const { workspace, user, belongings } = removal
  const { workspaceId, workspaceName } = workspace
  const [owned, alone] = [orphaned(removal), emptied(removal)].map((teams) =>
    teams.map(({ teamName }) => teamName),
  ) as [string[], string[]]
  const teams = belongings.map(({ teamName }) => teamName)
  const ids = [workspaceId, user.personId, seenAs(removal)]
  return {
    tone: 'danger',
    title: `Remove ${inTitle(user.name)}?`,
    text: text`${bold(user.name)} (${ROLE_NAMES[user.role]}) loses access to workspace ${bold(workspaceName)} at once, and to everything of it that was shared with them. Coming back needs a new invitation.`,
    fields: [
      { name: 'Leaves these teams', value: teams.length > 0 ? listed(teams) : 'Is in none' },
      ...(owned.length > 0
        ? [{ name: 'Owns, so you name new owners next', value: listed(owned) as Text }]
        : []),
      ...(alone.length > 0
        ? [{ name: 'Nobody else is in these: they are deleted', value: listed(alone) as Text }]
        : []),
      ...(user.accountAdmin
        ? [
            {
              name: 'Stays Account Admin',
              value: 'And as such reaches every workspace of the account as before',
            },
          ]
        : []),
    ],
    context: inWorkspace(workspaceName),
    buttons: [
      owned.length > 0
        ? { label: 'Name new owners', press: ref('workspaces.askOwners', ...ids), style: 'danger' }
        : { label: 'Remove', press: ref('workspaces.remove', ...ids), style: 'danger' },
      { label: 'Cancel', press: ref('workspaces.keep') },
    ],
  }
}

export function removedCard({ name, workspaceName, accountAdmin, teams }: UserRemoved): Card {
  const handedOver = teams.flatMap((team) =>
    team.owner ? [`${inTitle(team.name)}: ${inTitle(team.owner)}`] : [],
  )
  const deleted = teams.filter(({ owner }) => owner === null).map((team) => team.name)
  return {
    tone: 'success',
    title: `${inTitle(name)} is not in workspace ${inTitle(workspaceName)} any more`,
    ...(accountAdmin && { text: 'Still Account Admin.' }),
    fields: [
      ...(teams.length > 0
        ? [{ name: 'Left these teams', value: listed(teams.map((team) => team.name)) }]
        : []),
      ...(handedOver.length > 0 ? [{ name: 'New owners', value: listed(handedOver) }] : []),
      ...(deleted.length > 0 ? [{ name: 'Deleted, since nobody was left', value: listed(deleted) }] : []),
    ],
    context: inWorkspace(workspaceName),
  }
}

export const keptCard: Card = { title: 'Nothing was changed' }
