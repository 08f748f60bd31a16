import { type Button, type Choice, type Field, type Form, LIMITS, ref, shorten } from '../chat'
import { type Share, sharingFields } from '../chatbots'

const UNSHARED: Share = { level: 'view', knowledge: true }

type Named = { id: string; name: string }

/** With a team. `before`: how it has it now; `typed`: what is filled in instead. */
export const shareForm = (
  chatbot: Named,
  team: { teamId: string; teamName: string },
  before: Share | undefined,
  typed: Partial<Share> = {},
): Form => ({
  submit: ref('shares.give', chatbot.id, team.teamId),
  title: before ? 'Change a share' : 'Share a chatbot',
  submitLabel: before ? 'Change' : 'Share',
  text: before
    ? `Team ${shorten(team.teamName)} has “${chatbot.name}”. What you change holds at once.`
    : `Everybody in team ${shorten(team.teamName)} will be able to use “${chatbot.name}”.`,
  fields: sharingFields(team.teamName, { ...UNSHARED, ...before, ...typed }),
})

/** `person` fills them in; `choices`: what was typed may mean several. */
interface Given extends Partial<Share> {
  person?: Choice | undefined
  choices?: readonly Choice[]
}

/** With a person, who is typed or picked there. */
export const personForm = (chatbot: Named, { person, choices, ...typed }: Given): Form => ({
  submit: ref('shares.givePerson', chatbot.id),
  title: 'Share with a person',
  submitLabel: 'Share',
  text: `They will be able to use “${chatbot.name}”, also when they are in no team that has it.`,
  fields: [
    personField(chatbot, person, choices),
    ...sharingFields(
      person?.label ?? 'a person',
      { ...UNSHARED, ...typed },
      'You pay for what they ask, unless a team of theirs has it too',
    ),
  ],
})

function personField(chatbot: Named, person?: Choice, choices?: readonly Choice[]): Field {
  const field = {
    name: 'person',
    label: 'Person',
    hint: 'Name or address of somebody in the workspace',
    required: true,
  }
  if (choices) return { ...field, kind: 'choice', choices }
  return {
    ...field,
    kind: 'search',
    search: ref('shares.people', chatbot.id),
    // What is longer than that names nobody.
    ...(person && person.label.length <= LIMITS.choiceLabel && { value: person }),
  }
}

/** Opens the form on a share with a team, for those who may change it. */
export const changeShareButton = (chatbotId: string, teamId: string): Button => ({
  label: 'Change',
  press: ref('shares.ask', chatbotId, teamId),
})
