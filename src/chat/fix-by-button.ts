import { ulid } from 'ulid'
import type { Clock } from '../clock'
import { type Answer, openForm, say } from './answer'
import type { Visit } from './context'
import { type Refusal, refuse } from './refusal'
import type { ChatUser } from './text'
import type { Button, Form } from './view'
import { ref } from './view'

/** The press of the Edit button, followed by the draft's id. */
export const DRAFT_PRESS = 'form.edit'

/** Keeps submitted values until the person edits them; not in memory, because another process may get the click. */
export interface DraftStore {
  save(id: string, owner: ChatUser, form: Form, at: number): Promise<void>
  /** Null when there is none, or it is somebody else's. */
  load(id: string, owner: ChatUser): Promise<Form | null>
}

export interface Drafts {
  offer(fix: Extract<Answer, { kind: 'fix' }>, visit: Visit): Promise<Answer>
  /** The next form of a sequence, behind a button. */
  goOn(form: Form, visit: Visit): Promise<Answer>
  reopen(ids: readonly string[], visit: Visit): Promise<Answer | Refusal>
}

/** Discord shows no errors in a form and opens none after a form: a private card with the errors and an Edit button does both. */
export function createDrafts(store: DraftStore, clock: Clock): Drafts {
  async function keep(form: Form, visit: Visit): Promise<Button> {
    const id = ulid(clock.now())
    await store.save(id, visit.sender, form, visit.at)
    return { label: 'Edit', press: ref(DRAFT_PRESS, id), style: 'primary' }
  }

  return {
    async offer({ form, errors }, visit) {
      const kept = form.fields.some((field) => 'value' in field && field.value !== undefined)
      const label = (name: string) => form.fields.find((field) => field.name === name)?.label ?? name
      return say({
        tone: 'warning',
        title: 'Please check what you entered',
        fields: Object.entries(errors).map(([name, error]) => ({ name: label(name), value: error })),
        context: `Nothing was changed.${kept ? ' What you typed is kept for an hour.' : ''}`,
        buttons: [await keep(form, visit)],
      })
    },
    async goOn(form, visit) {
      const button = await keep(form, visit)
      const { title, text } = form
      return say({ title, ...(text !== undefined && { text }), buttons: [{ ...button, label: 'Continue' }] })
    },
    async reopen([id = ''], visit) {
      const form = await store.load(id, visit.sender)
      return form ? openForm(form) : refuse({ code: 'notFound', what: 'draft' })
    },
  }
}
