import type { Interactive } from './blocks/elements'
import type { Option } from './blocks/text-object'
import { type Actor, deliverOrTell, interactionBase, issueResponseUrl, issueTrigger } from './interactions'
import type { Json } from './json'
import { messageObject } from './message-object'
import { allBlocks } from './messages'
import { blocksOf, channelFor, type Place } from './place'
import { findControl, offeredOptions } from './read-blocks'
import type { StateValues } from './state'
import { chooseSuggested } from './suggestions'
import { initialValues, viewObject } from './views'

/** Clicks a button or picks from a menu: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export async function pressControl(
  actor: Actor,
  place: Place,
  controlId: string,
  value: string | undefined,
): Promise<void> {
  const found = findControl(blocksOf(place), controlId)
  if (!found) throw new Error(`there is nothing to press called ${controlId}`)
  const { block, element } = found
  const picked = await pick(actor, place, element, value)
  const values = valuesOf(place)
  if (values[block.block_id]?.[element.action_id]) {
    values[block.block_id] = {
      ...values[block.block_id],
      [element.action_id]: { type: element.type, ...picked },
    }
  }
  // An input tells the app only where it was asked to: https://docs.slack.dev/reference/block-kit/blocks/input-block
  if (block.type === 'input' && !block.dispatch_action) return
  const action = {
    action_id: element.action_id,
    block_id: block.block_id,
    type: element.type,
    ...(element.type === 'button' ? { text: element.text } : {}),
    ...picked,
    action_ts: actor.slack.ids.ts(),
  }
  const payload = {
    type: 'block_actions',
    ...interactionBase(actor),
    ...surroundings(actor, place, values),
    trigger_id: issueTrigger(actor),
    actions: [action],
  }
  const label = element.type === 'button' ? element.text.text : element.action_id
  await deliverOrTell(actor, channelFor(actor, place), `“${label}”`, { kind: 'interactive', payload })
}

const valuesOf = (place: Place): StateValues =>
  'view' in place ? place.view.values : initialValues(allBlocks(place.message))

function surroundings(actor: Actor, place: Place, values: StateValues): Json {
  const { slack, workspace } = actor
  if ('view' in place) {
    const view = viewObject(slack, workspace, place.view)
    return { container: { type: 'view', view_id: place.view.id }, view }
  }
  const { message, channel } = place
  const isEphemeral = message.onlyFor !== undefined
  const container = {
    type: 'message',
    message_ts: message.ts,
    channel_id: channel.id,
    is_ephemeral: isEphemeral,
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
  }
  return {
    container,
    channel: { id: channel.id, name: channel.name },
    // Ephemeral messages are not sent back: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
    ...(isEphemeral ? {} : { message: messageObject(workspace, message) }),
    state: { values },
    response_url: issueResponseUrl(actor, channel, message.ts),
  }
}

/** The part of an action, or of `state.values`, that says what was chosen. */
async function pick(
  actor: Actor,
  place: Place,
  element: Interactive,
  value: string | undefined,
): Promise<Json> {
  switch (element.type) {
    case 'button':
      return element.value === undefined ? {} : { value: element.value }
    case 'static_select':
    case 'radio_buttons':
    case 'overflow':
      return { selected_option: offered(element, value) }
    case 'multi_static_select':
    case 'checkboxes':
      return { selected_options: [offered(element, value)] }
    case 'external_select':
      return { selected_option: await chooseSuggested(actor, place, element.action_id, value ?? '') }
    case 'multi_external_select':
      return { selected_options: [await chooseSuggested(actor, place, element.action_id, value ?? '')] }
    case 'users_select':
      return { selected_user: value ?? null }
    case 'multi_users_select':
      return { selected_users: value === undefined ? [] : [value] }
    case 'datepicker':
      return { selected_date: value ?? null }
    default:
      return { value: value ?? null }
  }
}

export function offered(element: Interactive, value: string | undefined): Option {
  const options = offeredOptions(element) ?? []
  const found = options.find((option) => option.value === value || option.text.text === value)
  if (found) return found
  const names = options.map((option) => option.value).join(', ')
  throw new Error(`"${value}" is not offered by ${element.action_id}; it has ${names}`)
}
