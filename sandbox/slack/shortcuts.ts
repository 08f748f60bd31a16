import { type Actor, deliverOrTell, interactionBase, issueResponseUrl, issueTrigger } from './interactions'
import { messageObject } from './message-object'
import type { MessagePlace } from './place'
import type { Channel } from './state'

/** Runs a shortcut from the lightning menu: https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload */
export async function runShortcut(actor: Actor, where: Channel, callbackId: string): Promise<void> {
  const payload = {
    type: 'shortcut',
    ...interactionBase(actor),
    callback_id: callbackId,
    trigger_id: issueTrigger(actor),
    action_ts: actor.slack.ids.ts(),
  }
  await deliverOrTell(actor, where, 'The shortcut', { kind: 'interactive', payload })
}

/** Runs a shortcut from the menu of a message. */
export async function runMessageShortcut(
  actor: Actor,
  { channel, message }: MessagePlace,
  callbackId: string,
): Promise<void> {
  const payload = {
    type: 'message_action',
    ...interactionBase(actor),
    callback_id: callbackId,
    trigger_id: issueTrigger(actor),
    action_ts: actor.slack.ids.ts(),
    message_ts: message.ts,
    channel: { id: channel.id, name: channel.name },
    message: messageObject(actor.workspace, message),
    response_url: issueResponseUrl(actor, channel, message.ts),
  }
  await deliverOrTell(actor, channel, 'The shortcut', { kind: 'interactive', payload })
}

/** Chooses an entry of the menu of a message by what it says there. */
export async function chooseShortcut(actor: Actor, place: MessagePlace, label: string): Promise<void> {
  const { shortcuts } = actor.slack.app
  const chosen = shortcuts.find((shortcut) => shortcut.label === label)
  if (!chosen) throw new Error(`the menu of a message has no "${label}"`)
  if (place.message.onlyFor !== undefined) throw new Error('a message for one person alone has no menu')
  await runMessageShortcut(actor, place, chosen.callbackId)
}
