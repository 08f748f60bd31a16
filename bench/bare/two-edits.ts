import { webApi } from '@slack/bolt'
import { REST, Routes } from 'discord.js'
import type { BothReady } from '../support/both-platforms'
import { runPeer } from '../support/peer'

/** Where the two copies of one card stand. */
export interface Copies {
  slack: { channel: string; ts: string }
  discord: { channelId: string; messageId: string }
}

/** The bodies of `chat.update` and of Discord's edit of a message. */
export interface Edits {
  update: object
  patch: object
}

export type EditQuestion =
  | { do: 'post'; to: { slack: string; discord: string } }
  | { do: 'edit'; copies: Copies; edits: Edits; sideBySide: boolean }

/** The two platform calls alone, by the platforms' own clients in a process that does nothing else. */
runPeer<BothReady, EditQuestion>(async ({ slack, discord }) => {
  const web = new webApi.WebClient(slack.botToken, { slackApiUrl: slack.apiUrl })
  const rest = new REST({ version: '10', api: discord.apiUrl }).setToken(discord.botToken)

  async function post(to: { slack: string; discord: string }): Promise<Copies> {
    const text = 'Pending'
    const opened = await web.conversations.open({ users: to.slack })
    const channel = opened.channel?.id ?? ''
    const { ts = '' } = await web.chat.postMessage({ channel, text })
    const direct = await rest.post(Routes.userChannels(), { body: { recipient_id: to.discord } })
    const { id: channelId } = direct as { id: string }
    const message = await rest.post(Routes.channelMessages(channelId), { body: { content: text } })
    return { slack: { channel, ts }, discord: { channelId, messageId: (message as { id: string }).id } }
  }

  async function edit({ copies, edits, sideBySide }: Extract<EditQuestion, { do: 'edit' }>) {
    const { channelId, messageId } = copies.discord
    const update = () => web.apiCall('chat.update', { ...edits.update, ...copies.slack })
    const patch = () => rest.patch(Routes.channelMessage(channelId, messageId), { body: edits.patch })
    const startedAt = performance.now()
    const first = update()
    if (!sideBySide) await first
    await Promise.all([first, patch()])
    return { tookMs: performance.now() - startedAt }
  }

  return {
    ready: {},
    answer: async (question) => (question.do === 'post' ? post(question.to) : edit(question)),
  }
})
