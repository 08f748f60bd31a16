import type { ChosenFile } from '../driver'
import { isRecord } from './blocks/validate'
import { readView } from './content'
import { chooseFiles, fillIn, refuseUnfinished } from './fill-in'
import { inputsOf } from './forms'
import { type Actor, deliverOrTell, interactionBase, issueTrigger, tell } from './interactions'
import type { Json } from './json'
import { channelFor } from './place'
import { ApiRefusal } from './refusal'
import type { View } from './state'
import { closeForms, pushForm, refillView, viewObject } from './views'

/** Fills in and submits the form on top: https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
export async function submitForm(
  actor: Actor,
  view: View,
  entered: Record<string, string | string[]>,
  files: Record<string, ChosenFile[]>,
): Promise<void> {
  view.errors = {}
  for (const [id, value] of Object.entries(entered)) await fillIn(actor, view, id, value)
  for (const [id, chosen] of Object.entries(files)) chooseFiles(actor, view, id, chosen)
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

/** https://docs.slack.dev/surfaces/modals#modifying */
function followAnswer(actor: Actor, view: View, answer: Json): void {
  const { slack, workspace, user } = actor
  try {
    switch (answer.response_action) {
      case 'errors':
        showErrors(actor, view, isRecord(answer.errors) ? answer.errors : {})
        return
      case 'update':
        refillView(slack, view, readView(answer.view, 'modal', slack.app.scopes))
        return
      case 'push':
        if (!pushForm(slack, workspace, user.id, readView(answer.view, 'modal', slack.app.scopes))) {
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
