import type { MessageShortcut } from '@slack/bolt'
import type { Names } from './names'
import { actingUser, installationOf, type Received, readTyped, received } from './receive'
import { senderOf, tenantOf } from './sender'

/**
 * Somebody chose an entry of ours in the menu of a message.
 * https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload
 */
export async function receiveShortcut(body: MessageShortcut, names: Names): Promise<Received> {
  const installation = installationOf(body)
  const { message, channel } = body
  const sender = senderOf(installation, actingUser(body))
  const author = await authorOf(message, (userId) => names.of({ tenant: tenantOf(installation), userId }))
  const threadTs: unknown = message.thread_ts
  return received(installation, sender, `shortcut:${body.trigger_id}`, {
    origin: {
      channelId: channel.id,
      responseUrl: body.response_url,
      askedTs: message.ts,
      ...(typeof threadTs === 'string' && { threadTs }),
    },
    happening: {
      kind: 'menu',
      menu: body.callback_id,
      message: { id: message.ts, author, text: readTyped(message.text ?? '') },
    },
  })
}

/** Bots name themselves in their messages. */
async function authorOf(
  { user, username }: MessageShortcut['message'],
  nameOf: (userId: string) => Promise<string | undefined>,
): Promise<string> {
  if (typeof username === 'string') return username
  return (user && (await nameOf(user).catch(() => undefined))) || user || ''
}
