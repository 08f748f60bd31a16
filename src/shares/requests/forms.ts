import {
  cut,
  type Field,
  type Form,
  type FormValues,
  isBlank,
  LIMITS,
  type Refusal,
  ref,
  refuse,
  shorten,
} from '../../chat'
import { isLevel, LEVEL_CHOICES, readShare, type Share, type ShareLevel, sharingFields } from '../../chatbots'
import { REASON_LENGTH, type ShareRequest } from './request'

/** A member asks the owner of the team to take their chatbot in (F36, F59). */
export function requestForm(
  chatbot: { id: string; name: string },
  team: { teamId: string; teamName: string },
  { level = 'view', reason }: { level?: ShareLevel; reason?: string } = {},
): Form {
  return {
    submit: ref('requests.file', chatbot.id, team.teamId),
    title: 'Ask to share',
    submitLabel: 'Ask',
    text: `The owner of team ${shorten(team.teamName)} decides within seven days whether the team gets “${chatbot.name}”, and then pays for what its members ask. They also decide whether answers there may use its documents. You stay its owner.`,
    fields: [
      {
        kind: 'choice',
        name: 'level',
        label: 'What the team may do with it',
        required: true,
        choices: LEVEL_CHOICES,
        value: level,
      },
      reasonField('reason', 'The owner of the team reads it; may be left empty', reason),
    ],
  }
}

/** The level as proposed; documents stay out unless somebody ticks them (R8). */
export function approveForm(request: ShareRequest, share?: Partial<Share>): Form {
  return {
    submit: ref('requests.approve', request.id),
    title: 'Approve the request',
    submitLabel: 'Approve',
    text: `Everybody in team ${shorten(request.teamName)} will be able to use “${request.chatbotName}”. ${request.requesterName} asked for level ${request.level}.`,
    fields: sharingFields(request.teamName, { level: request.level, knowledge: false, ...share }),
  }
}

export function denyForm(request: ShareRequest, answer?: string): Form {
  return {
    submit: ref('requests.deny', request.id),
    title: 'Deny the request',
    submitLabel: 'Deny',
    text: `“${request.chatbotName}” is not shared with team ${shorten(request.teamName)}. ${request.requesterName} is told, and may ask again.`,
    fields: [reasonField('answer', `${shorten(request.requesterName)} reads it; may be left empty`, answer)],
  }
}

/** A longer one can only come from elsewhere than the form; shown again, the field holds as much as one can (H7). */
const reasonField = (name: string, hint: string, typed: string | undefined): Field => ({
  kind: 'long',
  name,
  label: 'Reason',
  hint,
  maxLength: (typed?.length ?? 0) > REASON_LENGTH ? LIMITS.fieldText : REASON_LENGTH,
  ...(typed && { value: cut(typed, LIMITS.fieldText) }),
})

/** How it is to be shared; the level is required (F91). */
export const chosenShare = (values: FormValues): Share | Refusal =>
  readShare(values) ?? refuse({ code: 'optionMissing', option: 'Level' }, 'level')

/** What was typed into a field, with its end trimmed; null: nothing. */
export const wordsIn = (typed: FormValues[string] | undefined): string | null =>
  typeof typed === 'string' && !isBlank(typed) ? typed.trim() : null

/** What was submitted, as far as the forms can show it again. */
export const typedIn = ({ level, reason, knowledge }: FormValues) => ({
  ...(typeof level === 'string' && isLevel(level) && { level }),
  ...(typeof reason === 'string' && { reason }),
  knowledge: Array.isArray(knowledge) && knowledge.includes('knowledge'),
})
