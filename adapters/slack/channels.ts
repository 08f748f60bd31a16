import { createMemory } from './memory'
import type { Received } from './receive'
import { isDirect } from './spot'
import type { Outlet } from './web'

/** Of commands, presses and forms Slack does not say whether another organisation reads along, as it does of messages. */
export interface Channels {
  /** The same, with what Slack knows about the channel it happened in. Never throws. */
  locate(received: Received): Promise<Received>
}

const keptMs = 10 * 60_000
const doubtedMs = 30_000

export function createChannels(outlet: Outlet, now: () => number): Channels {
  const remember = createMemory<boolean>(now)

  /** https://docs.slack.dev/reference/methods/conversations.info */
  async function isShared(tenant: string, channel: string): Promise<boolean> {
    const { channel: found } = await outlet.web.conversations.info({
      token: await outlet.token(tenant),
      channel,
    })
    return found?.is_ext_shared !== false
  }

  return {
    async locate(received) {
      const { tenant, origin, interaction } = received
      const { channelId } = origin
      if (channelId === '' || isDirect(channelId)) return received
      const shared = await remember(`${tenant}:${channelId}`, () =>
        isShared(tenant, channelId).then(
          (value) => ({ value, keptMs }),
          // Who may not look, as in a private channel without the bot, must expect the worst (B14).
          () => ({ value: true, keptMs: doubtedMs }),
        ),
      )
      return { ...received, interaction: { ...interaction, place: { ...interaction.place, shared } } }
    },
  }
}
