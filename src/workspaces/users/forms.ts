import {
  bold,
  type Choice,
  type Field,
  type Form,
  type FormValues,
  LIMITS,
  ROLE_NAMES,
  ref,
  shorten,
  text,
} from '../../chat'
import type { Named } from './name-successors'
import { type Belonging, formTeams, type Removal, seenAs } from './removal'
import type { Candidate } from './statements'

const PROPOSAL = 'proposal'
const AGREED = 'agreed'
/** Proposals that the form lists by name. */
const PROPOSALS_SHOWN = 25
const NAME_LENGTH = 40

/** Asks for the new owner of each team; `candidates`: who may be it, one more than a list holds where there are more. */
export function successorsForm(
  removal: Removal,
  candidates: readonly Candidate[],
  given: Named = { byTeam: {}, agreed: false },
): Form {
  const { workspace, user } = removal
  const { asked, proposed } = formTeams(removal)
  const membersOf = (teamId: string) => candidates.filter((each) => each.teamId === teamId)
  const lines = proposed
    .slice(0, PROPOSALS_SHOWN)
    .map(
      ({ teamId, teamName }) =>
        `${shorten(teamName, NAME_LENGTH)}: ${shorten(membersOf(teamId)[0]?.name ?? '', NAME_LENGTH)}`,
    )
  return {
    submit: ref('workspaces.removeOwner', workspace.workspaceId, user.personId, seenAs(removal)),
    title: 'Name new owners',
    submitLabel: 'Remove from workspace',
    ...(proposed.length > 0 && {
      text: text`${bold('For the other teams')} I propose whoever is admin, else member, for the longest time:\n${lines.join('\n')}${proposed.length > lines.length ? '\n…' : ''}`,
    }),
    fields: [
      ...asked.map((team) => ownerField(removal, team, membersOf(team.teamId), given.byTeam[team.teamId])),
      ...(proposed.length > 0 ? [proposalField(proposed.length, given.agreed)] : []),
    ],
  }
}

function ownerField(
  { workspace, user }: Removal,
  { teamId, teamName }: Belonging,
  members: readonly Candidate[],
  value: string | undefined,
): Field {
  const field = {
    name: teamId,
    label: `New owner of ${shorten(teamName, LIMITS.fieldLabel - 13)}`,
    hint: 'A member of the team, who will pay for what is shared with it',
    required: true,
  }
  if (members.length > LIMITS.choices)
    return {
      ...field,
      kind: 'search',
      search: ref('workspaces.owner', workspace.workspaceId, user.personId, teamId),
      ...(value !== undefined && value.length <= LIMITS.choiceLabel && { value: { value, label: value } }),
    }
  const choices = members.map(candidateChoice)
  const known = choices.some((choice) => choice.value === value)
  return { ...field, kind: 'choice', choices, ...(known && value !== undefined && { value }) }
}

export const candidateChoice = ({ personId, name, role }: Candidate): Choice => ({
  value: personId,
  label: `${shorten(name, NAME_LENGTH)} (${ROLE_NAMES[role]})`,
})

const proposalField = (count: number, agreed: boolean): Field => ({
  kind: 'choice',
  name: PROPOSAL,
  label: `New owners of the other ${count} teams`,
  required: true,
  choices: [{ value: AGREED, label: 'As proposed above' }],
  ...(agreed && { value: AGREED }),
})

/** The submitted form. */
export function readNamed(values: FormValues): Named {
  const { [PROPOSAL]: proposal, ...teams } = values
  const named = Object.entries(teams).flatMap(([teamId, typed]) =>
    typeof typed === 'string' && typed.trim() !== '' ? [[teamId, typed.trim()]] : [],
  )
  return { byTeam: Object.fromEntries(named), agreed: proposal === AGREED }
}
