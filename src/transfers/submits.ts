import type { TeamMembership } from '../access'
import {
  type Answer,
  type Choice,
  type Context,
  explainCard,
  type FormValues,
  fix,
  isRefusal,
  LIMITS,
  type Refusal,
  refuse,
  type Search,
  type Submit,
  say,
  shorten,
  submit,
} from '../chat'
import { type Database, orEarlier } from '../db'
import type { Secrets } from '../secrets'
import { memberOption, ownTeam, unless } from '../teams'
import { namedTransferForm, transferForm } from './forms'
import { showStarted } from './presses'
import { startTeamTransfer } from './start-transfer'
import { whichMemberOf } from './which-recipient'

/** The form of `/team transfer`; with the person in its name when one was named with the command. */
export const transferSubmits = (db: Database, secrets: Secrets): readonly Submit[] => [
  submit({
    name: 'transfers.team',
    form: async (context, [teamId, personId], values) => {
      const own = ownedTeam(context, teamId)
      if (isRefusal(own)) return own
      const { person, typed } = read(values)
      if (personId === undefined) return transferForm(own, { person: shown(person), typed })
      const to = await whichMemberOf(db, context, own, personId)
      return isRefusal(to) ? to : namedTransferForm(own, to, typed)
    },
    run: async (context, [teamId = '', personId], values) => {
      const { person, typed } = read(values)
      const to = await recipientOf(db, context, teamId, personId ?? person)
      // An offer that this very form has made already may have moved whom the words mean (R19).
      const started = isRefusal(to)
        ? await orEarlier<{ id: string } | Refusal>(db, context, to)
        : await startTeamTransfer(db, secrets, context, { teamId, personId: to, typed })
      if (!isRefusal(started)) return showStarted(db, context, started.id, say)
      if (started.code === 'pick') return pickFrom(context, teamId, started.choices, typed)
      // A person named with the command stands in no field.
      if (personId === undefined || started.field !== 'person') return started
      const { field: _, ...plain } = started
      return plain
    },
  }),
]

/** Who may not offer the team learns nothing about whom they name (B3). */
function ownedTeam(context: Context, teamId: string | undefined): TeamMembership | Refusal {
  const own = ownTeam(context, teamId)
  return isRefusal(own) ? own : (unless(own, 'team.transfer') ?? own)
}

/** Id of the member meant. */
async function recipientOf(
  db: Database,
  context: Context,
  teamId: string,
  typed: string,
): Promise<string | Refusal> {
  const own = ownedTeam(context, teamId)
  if (isRefusal(own)) return own
  if (typed === '') return refuse({ code: 'optionMissing', option: 'New owner' }, 'person')
  const to = await whichMemberOf(db, context, own, typed)
  return isRefusal(to) ? to : to.personId
}

/** Several members may be meant: the form asks again which one. */
function pickFrom(
  context: Context,
  teamId: string,
  choices: readonly Choice[],
  typed: string,
): Answer | Refusal {
  const own = ownedTeam(context, teamId)
  if (isRefusal(own)) return own
  const which = explainCard(refuse({ code: 'pick', option: 'person', choices }))
  const fitting = choices.map(({ value, label }) => ({ value, label: shorten(label, LIMITS.choiceLabel) }))
  return fix(transferForm(own, { choices: fitting, typed }), { person: which.title })
}

/** Members to choose from, in the field of that form. */
export const memberSearch = (db: Database): Search => ({
  name: 'transfers.member',
  run: async (context, [team = ''], typed) => {
    const found = await memberOption(db, '').search(context, typed, { team })
    return found.filter(({ value }) => value !== context.actor.personId)
  },
})

const read = (values: FormValues) => {
  const word = (value: FormValues[string] | undefined) => (typeof value === 'string' ? value.trim() : '')
  return { person: word(values.person), typed: word(values.typed) }
}

/** A select shows no longer one; what is that long names nobody. */
const shown = (person: string): Choice | undefined =>
  person === '' || person.length > LIMITS.choiceLabel ? undefined : { value: person, label: person }
