import type { Answer, PostedMessage } from '../../src/chat'
import type { Received } from './receive'
import { say } from './say'
import { isDirect } from './spot'
import { ignoreRefused } from './status'
import type { Outlet } from './web'

/** https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts */
const mostPrompts = 4

/** Says the card; in the assistant view people then find the prompts to choose from. */
export async function offerPrompts(
  outlet: Outlet,
  to: Received,
  { card, prompts }: Extract<Answer, { kind: 'prompts' }>,
): Promise<PostedMessage | undefined> {
  const posted = await say(outlet, to, card, 'private')
  const { channelId, threadTs } = to.origin
  const [first, ...more] = prompts.slice(0, mostPrompts).map(({ title, message }) => ({ title, message }))
  if (!first || !isDirect(channelId) || threadTs === undefined) return posted
  const token = await outlet.token(to.tenant)
  await outlet.web.assistant.threads
    .setSuggestedPrompts({ token, channel_id: channelId, thread_ts: threadTs, prompts: [first, ...more] })
    .catch(ignoreRefused)
  return posted
}
