import { type Card, cut, type Form, type FormValues, isBlank, ref, SETTING_NAMES } from '../chat'
import { TEAM_NAME_LENGTH, type TeamWish } from './team'
import { inTeam, onOff } from './views'

/** `seen`: the version of the settings that the person looks at. */
export function settingsForm(teamId: string, seen: number, wish: TeamWish): Form {
  const on = [
    wish.memberChatbotCreation && 'memberChatbotCreation',
    wish.memberDocumentUploads && 'memberDocumentUploads',
  ]
  return {
    submit: ref('teams.settings', teamId, String(seen)),
    title: 'Team settings',
    submitLabel: 'Save',
    fields: [
      {
        kind: 'text',
        name: 'name',
        label: 'Team name',
        required: true,
        maxLength: TEAM_NAME_LENGTH,
        value: cut(wish.name, TEAM_NAME_LENGTH),
      },
      {
        kind: 'toggles',
        name: 'switches',
        label: 'What members may do',
        choices: [
          { value: 'memberChatbotCreation', label: SETTING_NAMES.memberChatbotCreation },
          { value: 'memberDocumentUploads', label: SETTING_NAMES.memberDocumentUploads },
        ],
        value: on.filter((value) => value !== false),
      },
    ],
  }
}

/** The submitted settings form; an absent list means that both switches are off. */
export function readSettings(values: FormValues): TeamWish {
  const switches = Array.isArray(values.switches) ? values.switches : []
  const name = typeof values.name === 'string' ? values.name.trim() : ''
  return {
    name: isBlank(name) ? '' : name,
    memberChatbotCreation: switches.includes('memberChatbotCreation'),
    memberDocumentUploads: switches.includes('memberDocumentUploads'),
  }
}

export function settingsSavedCard(wish: TeamWish): Card {
  return {
    tone: 'success',
    title: 'Settings saved',
    fields: [
      { name: 'Team name', value: wish.name },
      { name: SETTING_NAMES.memberChatbotCreation, value: onOff(wish.memberChatbotCreation) },
      { name: SETTING_NAMES.memberDocumentUploads, value: onOff(wish.memberDocumentUploads) },
    ],
    context: inTeam(wish.name),
  }
}

export function deleteForm(teamId: string, teamName: string): Form {
  return {
    submit: ref('teams.delete', teamId),
    title: 'Delete team',
    submitLabel: 'Delete for good',
    text: `All memberships of “${teamName}” end, pending invitations are cancelled. There is no way back.`,
    fields: [
      {
        kind: 'text',
        name: 'name',
        label: 'Type the name of the team',
        hint: teamName,
        required: true,
        maxLength: TEAM_NAME_LENGTH,
      },
    ],
  }
}
