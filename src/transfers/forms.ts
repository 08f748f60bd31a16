import type { TeamMembership } from '../access'
import { bold, type Choice, cut, type Field, type Form, ref, type Text, text } from '../chat'
import { CONFIRMING_WORD } from './transfer'
import { effectWords } from './words'

/** Room for a word that is not the right one. */
const WORD_LENGTH = 50

/** Somebody named with the command: the form says what they will be, and asks for the word alone. */
export function namedTransferForm(
  team: TeamMembership,
  to: { personId: string; name: string },
  typed = '',
): Form {
  const { teamId, teamName: name } = team
  const parties = {
    what: 'team',
    name,
    fromName: '',
    toName: to.name,
    shares: { teams: 0, people: 0 },
  } as const
  const submit = ref('transfers.team', teamId, to.personId)
  return { ...base(team, effectWords(parties, 'starter')), submit, fields: [wordField(typed)] }
}

/** `person`: what was typed before; or `choices`, when that may mean several. */
export function transferForm(
  team: TeamMembership,
  given: { person?: Choice | undefined; choices?: readonly Choice[]; typed?: string },
): Form {
  const effect = text`Whoever you choose will own team ${bold(team.teamName)} and pay for it; you become Admin.`
  return { ...base(team, effect), fields: [personField(team, given), wordField(given.typed ?? '')] }
}

const base = ({ teamId }: TeamMembership, effect: Text) => ({
  submit: ref('transfers.team', teamId),
  title: 'Hand the team over',
  submitLabel: 'Offer the team',
  text: text`${effect} Nothing changes before they accept; the offer is open for seven days.`,
})

function personField(
  { teamId }: TeamMembership,
  { person, choices }: { person?: Choice | undefined; choices?: readonly Choice[] },
): Field {
  const field = {
    name: 'person',
    label: 'New owner',
    hint: 'A member of the team, in any role',
    required: true,
  }
  return choices
    ? { ...field, kind: 'choice', choices }
    : { ...field, kind: 'search', search: ref('transfers.member', teamId), ...(person && { value: person }) }
}

const wordField = (value: string): Field => ({
  kind: 'text',
  name: 'typed',
  label: `Type “${CONFIRMING_WORD}”`,
  hint: 'Nothing is sent without it',
  required: true,
  maxLength: WORD_LENGTH,
  ...(value !== '' && { value: cut(value, WORD_LENGTH) }),
})
