import { bold, type Card, cut, type Form, type FormValues, LIMITS, ref, shorten, text } from '../../chat'
import { PLATFORM_NAMES } from '../../people'
import { inWorkspaceLine, type Workspace } from '../../scopes'
import { listed, NAMES_LENGTH } from '../listed'
import type { WorkspaceMade } from './create-workspace'
import type { WorkspaceDeleted } from './delete-workspace'
import type { Belongings } from './plan-deletion'
import type { WorkspaceRenamed } from './rename-workspace'

export const WORKSPACE_NAME_LENGTH = 80

export const createdCard = ({ workspaceId, workspaceName, accountName }: WorkspaceMade): Card => ({
  tone: 'success',
  title: `Workspace ${workspaceName} is there`,
  text: 'Nobody is a user of it yet; account admins reach it. Connect a Slack workspace or Discord server with it and invite people next.',
  context: text`In account ${bold(accountName)}`,
  buttons: [
    { label: 'Connect Slack or Discord', press: ref('connections.connect', workspaceId), style: 'primary' },
    { label: 'Overview', press: ref('workspaces.overview', workspaceId) },
  ],
})

export const renameForm = (workspaceId: string, name: string): Form => ({
  submit: ref('workspaces.rename', workspaceId),
  title: 'Rename workspace',
  submitLabel: 'Rename',
  fields: [
    {
      ...{ kind: 'text', name: 'name', label: 'Name of the workspace', required: true },
      ...{ maxLength: WORKSPACE_NAME_LENGTH, value: cut(name, WORKSPACE_NAME_LENGTH) },
    },
  ],
})

export const renamedCard = ({ workspaceId, from, to }: WorkspaceRenamed): Card => ({
  tone: 'success',
  title: `The workspace is called ${to} now`,
  text: text`Was ${bold(shorten(from))}. The workspace admins are told.`,
  context: inWorkspaceLine(to),
  buttons: [{ label: 'Overview', press: ref('workspaces.overview', workspaceId) }],
})

/** Says everything that ends; its button opens the form that asks for the name. */
export function confirmDeleteCard({ workspaceId, workspaceName }: Workspace, ends: Belongings): Card {
  const { users, teams, chatbots, owners, agents, invitations, connections } = ends
  return {
    tone: 'danger',
    title: `Delete workspace ${shorten(workspaceName, NAMES_LENGTH)}?`,
    text: 'There is no way back. Documents and conversations go with the chatbots, and what is left of budget and top-ups is lost. Everybody in it is told.',
    fields: [
      { name: 'Users who lose it', value: String(users) },
      { name: 'Teams that end', value: teams.length === 0 ? 'None' : `${teams.length}: ${listed(teams)}` },
      {
        name: 'Chatbots that end, also personal ones',
        value: chatbots === 0 ? 'None' : `${chatbots}, of ${people(owners)}`,
      },
      ...(agents > 0 ? [{ name: 'Agents that end', value: String(agents) }] : []),
      ...(invitations > 0 ? [{ name: 'Invitations that are cancelled', value: String(invitations) }] : []),
      {
        name: 'Disconnected',
        value:
          connections.length === 0
            ? 'Nothing'
            : listed(connections.map(({ name, platform }) => `${name} (${PLATFORM_NAMES[platform]})`)),
      },
    ],
    context: inWorkspaceLine(workspaceName),
    buttons: [
      { label: 'Type the name', press: ref('workspaces.askDelete', workspaceId), style: 'danger' },
      { label: 'Cancel', press: ref('workspaces.keep') },
    ],
  }
}

const people = (count: number) => (count === 1 ? 'one person' : `${count} people`)

export const deleteForm = ({ workspaceId, workspaceName }: Workspace): Form => ({
  submit: ref('workspaces.delete', workspaceId),
  title: 'Delete workspace',
  submitLabel: 'Delete for good',
  text: `Everything of “${workspaceName}” ends: users, teams, chatbots, connections. There is no way back.`,
  fields: [
    {
      ...{ kind: 'text', name: 'name', label: 'Type the name of the workspace', required: true },
      ...{ hint: cut(workspaceName, LIMITS.fieldHint), maxLength: WORKSPACE_NAME_LENGTH },
    },
  ],
})

export const deletedCard = ({ workspaceName, teams, people: count }: WorkspaceDeleted): Card => ({
  tone: 'success',
  title: `Workspace ${shorten(workspaceName, 100)} is deleted`,
  text: `${teams} ${teams === 1 ? 'team' : 'teams'} ended with it, and the access of ${people(count)}.`,
})

/** The name as it was typed. */
export const readName = ({ name }: FormValues): string => (typeof name === 'string' ? name.trim() : '')
