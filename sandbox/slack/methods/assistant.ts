import { z } from 'zod'
import { findMessage, replaceMessage } from '../messages'
import type { Call, Method } from '../method'
import { ApiRefusal } from '../refusal'
import type { AssistantThread, Channel, Message } from '../state'
import { after } from '../timers'

/** https://docs.slack.dev/reference/methods/assistant.threads.setStatus#usage-info */
const statusLifetimeMs = 2 * 60_000
const maxLoadingMessages = 10

/** Up to four: https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts#usage-info */
const prompts = z
  .array(z.object({ title: z.string().min(1), message: z.string().min(1) }))
  .min(1)
  .max(4)

interface ThreadRoot {
  channel: Channel
  message: Message
}

function channelOfThread({ slack, workspace, args }: Call): Channel {
  const channel = workspace.channels.get(String(args.channel_id ?? ''))
  if (!channel?.members.has(slack.app.botUserId)) throw new ApiRefusal('channel_not_found')
  return channel
}

function threadRoot(call: Call): ThreadRoot {
  const channel = channelOfThread(call)
  const message = findMessage(channel, String(call.args.thread_ts ?? ''))
  if (!message) throw new ApiRefusal('invalid_thread_ts')
  return { channel, message }
}

/** Changes what the assistant view shows of a thread; without `thread_ts`, of the latest. */
function changeAssistant(call: Call, change: Partial<AssistantThread>): void {
  const latest = () => {
    const channel = channelOfThread(call)
    const message = channel.messages.findLast(({ assistant }) => assistant !== undefined)
    if (!message) throw new ApiRefusal('message_not_found')
    return { channel, message }
  }
  const { channel, message } = call.args.thread_ts === undefined ? latest() : threadRoot(call)
  if (!message.assistant) throw new ApiRefusal('invalid_thread_ts')
  const assistant = { ...message.assistant, ...change }
  replaceMessage(call.slack, channel, message, { ...message, assistant })
}

/** Shows the status until the app answers, changes it, or lets too much time pass. */
function showStatus({ slack }: Call, { channel, message }: ThreadRoot, text: string): void {
  const { status: _before, ...quiet } = message
  const status = { text }
  replaceMessage(slack, channel, message, text === '' ? quiet : { ...quiet, status })
  after(slack.clock, statusLifetimeMs, () => {
    const root = findMessage(channel, message.ts)
    if (root?.status !== status) return
    const { status: _old, ...silent } = root
    replaceMessage(slack, channel, root, silent)
  })
}

export const assistantMethods: Record<string, Method> = {
  /** https://docs.slack.dev/reference/methods/assistant.threads.setStatus */
  'assistant.threads.setStatus': {
    tier: 'special',
    token: 'bot',
    scopes: ['chat:write|assistant:write'],
    run(call) {
      const { status, loading_messages } = call.args
      const isTooMuch = Array.isArray(loading_messages) && loading_messages.length > maxLoadingMessages
      if (typeof status !== 'string' || isTooMuch) throw new ApiRefusal('invalid_arguments')
      showStatus(call, threadRoot(call), status)
      return {}
    },
  },
  /** https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts */
  'assistant.threads.setSuggestedPrompts': {
    tier: 4,
    token: 'bot',
    scopes: ['assistant:write'],
    run(call) {
      const parsed = prompts.safeParse(call.args.prompts)
      if (!parsed.success) throw new ApiRefusal('invalid_arguments')
      const { title } = call.args
      changeAssistant(call, {
        prompts: parsed.data,
        ...(typeof title === 'string' ? { promptsTitle: title } : {}),
      })
      return {}
    },
  },
  /** https://docs.slack.dev/reference/methods/assistant.threads.setTitle */
  'assistant.threads.setTitle': {
    tier: 4,
    token: 'bot',
    scopes: ['assistant:write'],
    run(call) {
      const { title, thread_ts } = call.args
      if (typeof title !== 'string' || title === '') throw new ApiRefusal('invalid_arguments')
      if (thread_ts === undefined) throw new ApiRefusal('invalid_thread_ts')
      changeAssistant(call, { title })
      return {}
    },
  },
}
