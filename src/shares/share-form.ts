import { type Button, type Choice, type Form, LIMITS, ref, shorten } from '../chat'
import { type Share, sharingFields } from '../chatbots'

const UNSHARED: Share = { level: 'view', knowledge: true }

type Named = { id: string; name: string }

/** With a team. */
export const shareForm = (
  chatbot: Named,
  team: { teamId: string; teamName: string },
  share: Share | undefined,
): Form => ({
  submit: ref('shares.give', chatbot.id, team.teamId),
  title: share ? 'Change a share' : 'Share a chatbot',
  submitLabel: share ? 'Change' : 'Share',
  text: share
    ? `Team ${shorten(team.teamName)} has “${chatbot.name}”. What you change holds at once.`
    : `Everybody in team ${shorten(team.teamName)} will be able to use “${chatbot.name}”.`,
  fields: sharingFields(team.teamName, share ?? UNSHARED),
})

/** With a person, who is typed or picked there; `person` fills them in. */
export const personForm = (chatbot: Named, person: Choice | undefined, share: Share | undefined): Form => ({
  submit: ref('shares.givePerson', chatbot.id),
  title: 'Share with a person',
  submitLabel: 'Share',
  text: `They will be able to use “${chatbot.name}”, also when they are in no team that has it.`,
  fields: [
    {
      kind: 'search',
      name: 'person',
      label: 'Person',
      hint: 'Name or address of somebody in the workspace',
      required: true,
      search: ref('shares.people', chatbot.id),
      // What is longer than that names nobody.
      ...(person && person.label.length <= LIMITS.choiceLabel && { value: person }),
    },
    ...sharingFields(
      person?.label ?? 'a person',
      share ?? UNSHARED,
      'Who pays for what is asked of it stays as it is',
    ),
  ],
})

/** Opens the form on a share with a team, for those who may change it. */
export const changeShareButton = (chatbotId: string, teamId: string): Button => ({
  label: 'Change',
  press: ref('shares.ask', chatbotId, teamId),
})
