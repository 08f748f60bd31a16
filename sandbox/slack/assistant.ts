import { appAuthor } from './app'
import type { Block } from './blocks/blocks'
import { sendEvent } from './events'
import type { Actor } from './interactions'
import { addMessage } from './messages'
import type { Channel, Message } from './state'

/**
 * Opens the app's assistant view, where a thread begins with a message that nobody wrote.
 * https://docs.slack.dev/reference/events/assistant_thread_started
 */
export async function openAssistant(actor: Actor, direct: Channel, from: Channel): Promise<string> {
  const { slack, workspace, user } = actor
  if (!slack.app.scopes.includes('assistant:write')) throw new Error('the app has no assistant view')
  const root = addMessage(slack, direct, {
    ...appAuthor(slack.app),
    text: 'New Assistant Thread',
    assistant: { prompts: [] },
  })
  await sendEvent(slack, workspace, {
    type: 'assistant_thread_started',
    assistant_thread: {
      user_id: user.id,
      context: { channel_id: from.id, team_id: workspace.teamId, enterprise_id: null },
      channel_id: direct.id,
      thread_ts: root.ts,
    },
    event_ts: slack.ids.ts(),
  })
  return root.ts
}

/** How the client draws the start of an assistant thread: its title, and the prompts to choose from. */
export function assistantBlocks({ assistant, text }: Message): Block[] {
  if (!assistant) return []
  const { title, promptsTitle, prompts } = assistant
  const elements = prompts.map((prompt, at) => ({
    type: 'button' as const,
    action_id: `prompt-${at + 1}`,
    text: { type: 'plain_text' as const, text: prompt.title },
  }))
  return [
    { type: 'header', block_id: 'title', text: { type: 'plain_text', text: title ?? text } },
    ...(promptsTitle === undefined ? [] : [plainLine(promptsTitle)]),
    ...(elements.length > 0 ? [{ type: 'actions' as const, block_id: 'prompts', elements }] : []),
  ]
}

const plainLine = (text: string): Block => ({
  type: 'section',
  block_id: 'prompts-title',
  text: { type: 'plain_text', text },
})

/** What choosing the control of a suggested prompt says; undefined for any other control. */
export const promptOf = ({ assistant }: Message, controlId: string): string | undefined =>
  assistant?.prompts.find((_, at) => controlId === `prompt-${at + 1}`)?.message
