import type { ChosenFile } from '../driver'
import { flatten } from './components'
import { changed, type OpenForm } from './context'
import { submittedData } from './filled-form'
import { sendInteraction } from './interactions'
import type { Person } from './person'
import { interactionType } from './protocol'
import { choicesOf } from './seen'
import type { Channel } from './types'

/** The form in front of a person. Throws an Error when there is none. */
function formInFront(person: Person): { form: OpenForm; channel: Channel } {
  const form = person.context.forms.get(person.userId)
  if (!form) throw new Error(`${person.user.global_name} has no form open`)
  return { form, channel: person.channelOf(form.channelId) }
}

export async function submit(
  person: Person,
  values: Record<string, string | string[]>,
  files: Record<string, ChosenFile[]>,
): Promise<void> {
  const { context, userId } = person
  const { form, channel } = formInFront(person)
  const data = submittedData(form, { values, files }, person.reader(form))
  const message = form.messageId === undefined ? undefined : channel.messages.get(form.messageId)
  const sent = { type: interactionType.modalSubmit, userId, channel, data, ...(message && { message }) }
  const { state } = await sendInteraction(context, sent)
  // A form that was not answered stays open, so that nothing typed is lost.
  if (state === 'answered' && context.forms.get(userId) === form) context.forms.delete(userId)
  changed(context)
}

/** Fields for people, roles and channels search in the client itself, without asking the bot. */
export function suggestInForm(person: Person, field: string, typed: string) {
  const { form, channel } = formInFront(person)
  const input = flatten(form.modal.components).find((component) => component.custom_id === field)
  if (!input) throw new Error(`the form has no field ${field}`)
  const start = typed.toLowerCase()
  return choicesOf(input, person.reader(channel)).filter(({ label }) => label.toLowerCase().includes(start))
}
