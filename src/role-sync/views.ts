import {
  bold,
  type Card,
  type Choice,
  type Form,
  type FormValues,
  type Platform,
  ref,
  shorten,
  type Text,
  text,
  time,
} from '../chat'
import type { Connection } from '../connections'
import { inWorkspaceLine } from '../scopes'
import type { Mirrored } from './mirror'
import type { MirrorStanding } from './repository'
import type { MirrorSet } from './set-mirror'
import { troubleWords } from './trouble-words'

const NAME_LENGTH = 60
const CHOICES = [
  { value: 'roles', label: 'Roles in the workspace' },
  { value: 'teams', label: 'Teams' },
] as const satisfies readonly (Choice & { value: keyof Mirrored })[]

/** What a role becomes at each platform. */
const GROUPS: Readonly<Record<Platform, string>> = { slack: 'user group', discord: 'server role' }

export const mirrorForm = (
  { connectionId, name, platform }: Connection,
  standing: MirrorStanding,
  mirrored: Mirrored = standing,
): Form => ({
  submit: ref('roleSync.save', connectionId, String(standing.version)),
  title: 'Mirror roles',
  submitLabel: 'Save',
  text: text`In ${bold(shorten(name, NAME_LENGTH))}, Rolecall makes a ${GROUPS[platform]} for each, and keeps the right people in it. ${standingWords(standing, platform)}`,
  fields: [
    {
      ...{ kind: 'toggles', name: 'what', label: 'What to mirror', choices: CHOICES },
      ...{ value: chosen(mirrored), hint: 'Without any, what Rolecall made there is removed' },
    },
  ],
})

const chosen = (mirrored: Mirrored) => CHOICES.map(({ value }) => value).filter((value) => mirrored[value])

function standingWords({ roles, teams, trouble, syncedAt }: MirrorStanding, platform: Platform): Text {
  if (!(roles || teams)) return 'Nothing is mirrored now.'
  if (trouble) return text`It has stopped: ${troubleWords(trouble, platform)}`
  return syncedAt === null ? 'It is about to begin.' : text`All was as it should be ${time(syncedAt)}.`
}

/** What the form says is to be mirrored. */
export function readMirrored({ what = [] }: FormValues): Mirrored {
  const wanted = typeof what === 'string' ? [what] : what
  return { roles: wanted.includes('roles'), teams: wanted.includes('teams') }
}

export const mirrorSetCard = ({ connection, mirrored, unchanged }: MirrorSet): Card => ({
  ...(unchanged
    ? { title: 'Nothing was changed' }
    : {
        tone: 'success',
        title: setTitle(mirrored, connection.name),
        text: setWords(mirrored, connection.platform),
      }),
  context: inWorkspaceLine(connection.workspaceName),
  buttons: [{ label: 'Settings', press: ref('workspaces.settings', connection.workspaceId, '0') }],
})

const setTitle = ({ roles, teams }: Mirrored, name: string) =>
  `${roles || teams ? 'Mirroring' : 'No longer mirroring'} to ${shorten(name, NAME_LENGTH)}`

function setWords({ roles, teams }: Mirrored, platform: Platform): Text {
  if (!(roles || teams)) return `Every ${GROUPS[platform]} that Rolecall made there goes within a minute.`
  const what = [...(roles ? ['role in the workspace'] : []), ...(teams ? ['team'] : [])].join(' and each ')
  const keeps =
    platform === 'discord'
      ? 'Give them channels as you like, but no permissions of the server: Rolecall takes those away.'
      : 'One without anybody in it is switched off.'
  return `Each ${what} becomes a ${GROUPS[platform]} within minutes, and what is changed by hand there is put right. ${keeps}`
}
