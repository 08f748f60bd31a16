import { bold, type Card, type Choice, type Field, type Form, LIMITS, ref, shorten, text } from '../chat'
import { inWorkspaceLine } from '../scopes'
import { NO_TEAM, type TeamChosen } from './choose-team'
import type { Connection } from './connections'
import { PLACE_NAMES } from './views'

const NAME_LENGTH = 60

const settingsButton = (workspaceId: string) => ({
  label: 'Settings',
  press: ref('workspaces.settings', workspaceId, '0'),
})

/** `teams`: those of the workspace, as far as a list holds them; there are more when it is full. */
export function teamForm({ connectionId, name }: Connection, teams: readonly Choice[]): Form {
  const field = { name: 'team', label: 'Team commands there act on', required: true }
  const asked: Field =
    teams.length < LIMITS.choices
      ? { ...field, kind: 'choice', choices: [NO_TEAM, ...teams] }
      : { ...field, kind: 'search', search: ref('connections.teams', connectionId) }
  return {
    submit: ref('connections.team', connectionId),
    title: 'Choose the team',
    submitLabel: 'Save',
    text: text`For ${bold(shorten(name, NAME_LENGTH))}. Who is not in that team goes on with their own.`,
    fields: [asked],
  }
}

export const teamChosenCard = ({ connection, teamName }: TeamChosen): Card => ({
  tone: 'success',
  title: `Saved for ${shorten(connection.name, NAME_LENGTH)}`,
  text:
    teamName === null
      ? 'Who is in several teams is asked which one they mean.'
      : text`Team commands there act on team ${bold(shorten(teamName, NAME_LENGTH))}.`,
  context: inWorkspaceLine(connection.workspaceName),
  buttons: [settingsButton(connection.workspaceId)],
})

/** R5; `here`: it is the place from which the actor speaks. */
export const confirmEndCard = (
  { connectionId, platform, name, workspaceName }: Connection,
  here: boolean,
): Card => ({
  tone: 'danger',
  title: `Disconnect ${shorten(name, NAME_LENGTH)}?`,
  text: text`Nobody can use Rolecall in this ${PLACE_NAMES[platform]} any more. People, teams, roles and chatbots of the workspace stay, and coming back takes a new code.${here ? ' You are in it now: what follows you do elsewhere.' : ''}`,
  context: inWorkspaceLine(workspaceName),
  buttons: [
    { label: 'Disconnect', press: ref('connections.end', connectionId), style: 'danger' },
    { label: 'Cancel', press: ref('connections.keep') },
  ],
})

export const endedOnPurposeCard = ({ name, platform, workspaceName }: Connection): Card => ({
  tone: 'success',
  title: `${shorten(name, NAME_LENGTH)} is disconnected`,
  text: `You may remove the app from that ${PLACE_NAMES[platform]} too.`,
  context: inWorkspaceLine(workspaceName),
})

export const keptCard: Card = { title: 'Nothing was changed' }
