import { later } from './later'
import type { Received } from './receive'
import { isDirect } from './spot'
import { errorCode, NotInstalled, type Outlet } from './web'

/**
 * Says in a private conversation that work goes on; Slack takes it away when something is said.
 * https://docs.slack.dev/reference/methods/assistant.threads.setStatus
 */
export async function showStatus(outlet: Outlet, to: Received): Promise<void> {
  const { channelId, threadTs, askedTs } = to.origin
  const thread_ts = threadTs ?? askedTs
  if (!isDirect(channelId) || thread_ts === undefined) return
  await outlet
    .token(to.tenant)
    .then((token) =>
      outlet.web.assistant.threads.setStatus({
        token,
        channel_id: channelId,
        thread_ts,
        status: 'is thinking…',
      }),
    )
    .catch(ignoreRefused)
}

/** What is only an addition to an answer may be missing from it. */
export function ignoreRefused(error: unknown): undefined {
  if (error instanceof NotInstalled || errorCode(error) !== undefined || later(error)) return undefined
  throw error
}
