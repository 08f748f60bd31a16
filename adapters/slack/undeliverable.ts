import type { Undeliverable } from '../../src/chat'
import { disconnected } from './disconnected'

/** Errors that trying again does not help: https://docs.slack.dev/reference/methods/chat.postMessage#errors */
export const undeliverable: Readonly<Record<string, Undeliverable>> = {
  cannot_dm_bot: 'blocked',
  user_disabled: 'blocked',
  user_not_found: 'blocked',
  user_not_visible: 'blocked',
  user_restricted: 'blocked',
  restricted_action: 'blocked',
  channel_not_found: 'gone',
  is_archived: 'gone',
  message_not_found: 'gone',
  cant_update_message: 'gone',
  not_in_channel: 'gone',
  ...disconnected,
}
