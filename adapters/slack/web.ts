import { type Logger, webApi } from '@slack/bolt'
import type { Reader } from '../../src/chat'
import { type Crowd, createCrowd } from './crowd'
import { postJson } from './post'

/** What the adapter needs to speak in any installed workspace. */
export interface Outlet {
  web: webApi.WebClient
  /** @throws NotInstalled */
  token(tenant: string): Promise<string>
  /** For whom text is worded where Slack does not tell: it shows times in the reader's own zone anyway. */
  reader(locale?: string): Reader
  /** The answers that grow at this moment. */
  crowd: Crowd
  /** Aborted when the process is about to end. */
  ending: AbortSignal
}

/** No token for this workspace: the app was never installed there, or is gone. */
export class NotInstalled extends Error {
  constructor(tenant: string) {
    super(`Slack workspace ${tenant} is not installed`)
    this.name = 'NotInstalled'
  }
}

/** Slack answers within seconds or not at all. */
const timeoutMs = 10_000

export function createOutlet(options: {
  apiUrl: string
  tokenFor(tenant: string): Promise<string | null>
  now(): number
  logger: Logger
  ending?: AbortSignal
}): Outlet {
  const { apiUrl: slackApiUrl, tokenFor, now, logger, ending = new AbortController().signal } = options
  return {
    // Retrying is the caller's: a person is not kept waiting, and a job has its own schedule.
    web: new webApi.WebClient(undefined, {
      slackApiUrl,
      logger,
      timeout: timeoutMs,
      rejectRateLimitedCalls: true,
      retryConfig: { retries: 0 },
    }),
    async token(tenant) {
      const token = await tokenFor(tenant)
      if (token === null) throw new NotInstalled(tenant)
      return token
    },
    reader: (locale = 'en-US') => ({ locale, timeZone: 'Etc/UTC', now: now() }),
    crowd: createCrowd(),
    ending,
  }
}

/** The code of `ok: false`; undefined for everything else that can go wrong. */
export const errorCode = (error: unknown): string | undefined =>
  error instanceof webApi.WebAPIPlatformError ? error.data.error : undefined

/**
 * Posts to a response address.
 * @returns false when it is used up or expired: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 */
export async function respondTo(responseUrl: string, body: object): Promise<boolean> {
  const response = await postJson(responseUrl, body, timeoutMs).catch(() => undefined)
  if (!response || response.status < 200 || response.status > 299) return false
  return !response.text.includes('"ok":false')
}
