import { type Form, ref, shorten } from '../chat'
import { type Grant, sharingFields } from '../chatbots'

export function shareForm(
  chatbot: { id: string; name: string },
  team: { teamId: string; teamName: string },
  grant: Pick<Grant, 'level' | 'knowledge'> | undefined,
): Form {
  return {
    submit: ref('shares.give', chatbot.id, team.teamId),
    title: 'Share a chatbot',
    submitLabel: 'Share',
    text: `Everybody in team ${shorten(team.teamName)} will be able to use “${chatbot.name}”.`,
    fields: sharingFields(team.teamName, grant ?? { level: 'view', knowledge: true }),
  }
}
