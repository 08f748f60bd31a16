import {
  bold,
  type Card,
  cut,
  type Form,
  type FormValues,
  pager,
  type Row,
  ref,
  shorten,
  text,
  time,
} from '../../chat'
import { PLATFORM_NAMES } from '../../people'
import { inWorkspaceLine, type Workspace } from '../../scopes'
import { NAMES_LENGTH } from '../listed'
import { type Connected, LEAST_DAYS, MOST_DAYS, type WorkspaceSettings } from './settings'

/** `renames`: whoever looks at it may also give the workspace another name. */
export function settingsCard(
  { workspaceId, workspaceName }: Workspace,
  { inactiveAfterDays }: Pick<WorkspaceSettings, 'inactiveAfterDays'>,
  {
    connections,
    total,
    page,
    renames,
  }: { connections: readonly Connected[]; total: number; page: number; renames: boolean },
): Card {
  const connected = total === 0 ? 'Nothing yet' : `${total} ${total === 1 ? 'place' : 'places'}, below`
  return {
    title: `Settings of workspace ${shorten(workspaceName, 100)}`,
    text: text`Inactive is who was not seen in chat for ${bold(`${inactiveAfterDays} days`)}: they are reminded, come up in the weekly review, and cannot get a team. Connected with: ${connected}.`,
    rows: connections.map(connectionRow),
    context: inWorkspaceLine(workspaceName),
    buttons: [
      { label: 'Change days', press: ref('workspaces.editSettings', workspaceId) },
      ...(renames ? [{ label: 'Rename', press: ref('workspaces.askRename', workspaceId) }] : []),
      { label: 'Connect Slack or Discord', press: ref('connections.connect', workspaceId) },
      ...pager(page, total, (other) => ref('workspaces.settings', workspaceId, String(other))),
    ],
  }
}

function connectionRow({ connectionId, platform, name, teamName, since }: Connected): Row {
  const acts =
    teamName === null
      ? 'people are asked which team they mean'
      : text`acts on team ${bold(shorten(teamName, NAMES_LENGTH))}`
  return {
    text: text`${bold(shorten(name, NAMES_LENGTH))} (${PLATFORM_NAMES[platform]}) — ${acts} · since ${time(since, 'absolute')}`,
    menu: {
      label: 'Change',
      options: [
        { label: 'Choose the team', press: ref('connections.askTeam', connectionId) },
        { label: 'Mirror roles…', press: ref('roleSync.ask', connectionId) },
        { label: 'Disconnect', press: ref('connections.askEnd', connectionId) },
      ],
    },
  }
}

/** `seen`: the version of the settings that the person looks at. */
export const settingsForm = (workspaceId: string, seen: number, days: string): Form => ({
  submit: ref('workspaces.settings', workspaceId, String(seen)),
  title: 'Workspace settings',
  submitLabel: 'Save',
  fields: [
    {
      ...{ kind: 'text', name: 'days', label: 'Days until somebody is inactive', required: true },
      ...{
        hint: `${LEAST_DAYS} to ${MOST_DAYS}. Then they are reminded, and come up in reviews`,
        maxLength: DAYS_LENGTH,
        value: cut(days, DAYS_LENGTH),
      },
    },
  ],
})

const DAYS_LENGTH = 10

/** The days as they were typed. */
export const readDays = ({ days }: FormValues): string => (typeof days === 'string' ? days.trim() : '')

export const settingsSavedCard = ({
  workspaceId,
  workspaceName,
  days,
}: {
  workspaceId: string
  workspaceName: string
  days: number
}): Card => ({
  tone: 'success',
  title: 'Settings saved',
  text: text`Inactive is from now on who was not seen in chat for ${bold(`${days} days`)}: they are reminded, and come up in the weekly review.`,
  context: inWorkspaceLine(workspaceName),
  buttons: [{ label: 'Settings', press: ref('workspaces.settings', workspaceId, '0') }],
})
