import type { InputBlock } from './blocks/blocks'
import { isRecord } from './blocks/validate'
import { readView } from './content'
import { inputsOf, readValue } from './forms'
import { type Actor, deliverOrTell, interactionBase, issueTrigger, tell } from './interactions'
import { channelFor } from './place'
import { offered } from './press'
import { ApiRefusal } from './refusal'
import type { Json, View } from './state'
import { chooseSuggested } from './suggestions'
import { closeForms, pushForm, refillView, viewObject } from './views'

/** Fills in and submits the form on top: https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
export async function submitForm(
  actor: Actor,
  view: View,
  entered: Record<string, string | string[]>,
): Promise<void> {
  view.errors = {}
  for (const [id, value] of Object.entries(entered)) await fillIn(actor, view, id, value)
  refuseUnfinished(view)
  actor.slack.changed()
  if (Object.keys(view.errors).length > 0) return
  const outcome = await deliverOrTell(actor, channelFor(actor, { view }), 'Submitting the form', {
    kind: 'interactive',
    payload: {
      type: 'view_submission',
      ...interactionBase(actor),
      trigger_id: issueTrigger(actor),
      view: viewObject(actor.slack, actor.workspace, view),
      response_urls: [],
    },
  })
  if (outcome.acked) followAnswer(actor, view, isRecord(outcome.answer) ? outcome.answer : {})
}

async function fillIn(actor: Actor, view: View, id: string, value: string | string[]): Promise<void> {
  const input = inputsOf(view).find((each) => each.block_id === id || each.element.action_id === id)
  if (!input) throw new Error(`the form has no field ${id}`)
  const { element } = input
  const values = [value].flat()
  const entry = await entryFor(actor, view, element, values)
  view.values[input.block_id] = { [element.action_id]: { type: element.type, ...entry } }
}

async function entryFor(
  actor: Actor,
  view: View,
  element: InputBlock['element'],
  values: string[],
): Promise<Json> {
  const [first = ''] = values
  const suggested = (value: string) => chooseSuggested(actor, { view }, element.action_id, value)
  switch (element.type) {
    case 'static_select':
    case 'radio_buttons':
      return { selected_option: first === '' ? null : offered(element, first) }
    case 'multi_static_select':
    case 'checkboxes':
      return { selected_options: values.map((value) => offered(element, value)) }
    case 'external_select':
      return { selected_option: first === '' ? null : await suggested(first) }
    case 'multi_external_select':
      return { selected_options: await Promise.all(values.map(suggested)) }
    case 'users_select':
      return { selected_user: first === '' ? null : first }
    case 'multi_users_select':
      return { selected_users: values }
    case 'datepicker':
      return { selected_date: first === '' ? null : first }
    default:
      return { value: first === '' ? null : first }
  }
}

/** What Slack's own client refuses to send: https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
function refuseUnfinished(view: View): void {
  for (const input of inputsOf(view)) {
    const { element, block_id } = input
    const value = readValue(view.values[block_id]?.[element.action_id] ?? {})
    if (value === undefined) {
      if (!input.optional) view.errors[block_id] = 'Please complete this required field.'
      continue
    }
    if (element.type === 'email_text_input' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(String(value))) {
      view.errors[block_id] = 'Please enter a valid email address.'
    }
    if (element.type !== 'plain_text_input') continue
    const { min_length = 0, max_length = 3_000 } = element
    if (value.length < min_length) view.errors[block_id] = `Please enter at least ${min_length} characters.`
    if (value.length > max_length) view.errors[block_id] = `Please enter at most ${max_length} characters.`
  }
}

/** https://docs.slack.dev/surfaces/modals#modifying */
function followAnswer(actor: Actor, view: View, answer: Json): void {
  const { slack, workspace, user } = actor
  try {
    switch (answer.response_action) {
      case 'errors':
        showErrors(actor, view, isRecord(answer.errors) ? answer.errors : {})
        return
      case 'update':
        refillView(slack, view, readView(answer.view, 'modal'))
        return
      case 'push':
        if (!pushForm(slack, workspace, user.id, readView(answer.view, 'modal'))) {
          throw new ApiRefusal('push_limit_reached')
        }
        return
      case 'clear':
        closeForms(slack, workspace, user.id, workspace.forms.get(user.id) ?? [])
        return
      default:
        closeForms(slack, workspace, user.id, [view])
    }
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error
    const reason = `${error.code} ${JSON.stringify(error.more)}`
    tell(actor, channelFor(actor, { view }), `We had some trouble connecting. Try again? (${reason})`)
  }
}

/** Errors stand at input blocks only: https://docs.slack.dev/surfaces/modals#displaying_errors */
function showErrors({ slack }: Actor, view: View, errors: Json): void {
  const inputs = new Set(inputsOf(view).map((input) => input.block_id))
  const stray = Object.keys(errors).filter((blockId) => !inputs.has(blockId))
  if (stray.length > 0 || Object.keys(errors).length === 0) {
    throw new ApiRefusal('invalid_arguments', { errors: `no input block ${stray.join(', ')}` })
  }
  view.errors = Object.fromEntries(Object.entries(errors).map(([id, text]) => [id, String(text)]))
  slack.changed()
}

/** Closes the form on top; the app hears of it where it asked to. */
export function closeForm(actor: Actor, view: View): void {
  const { slack, workspace, user } = actor
  closeForms(slack, workspace, user.id, [view])
  if (!view.source.notify_on_close) return
  void slack.deliver({
    kind: 'interactive',
    payload: {
      type: 'view_closed',
      ...interactionBase(actor),
      view: viewObject(slack, workspace, view),
      is_cleared: false,
    },
  })
}
