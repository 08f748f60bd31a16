import { type Actor, deliverOrTell, interactionBase, issueResponseUrl, issueTrigger } from './interactions'
import { messageObject } from './messages'
import type { Channel, Message } from './state'

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
  { channel, message }: { channel: Channel; message: Message },
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
