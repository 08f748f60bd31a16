import type { Json } from './json'

/** A Web API answer with `ok: false`; `code` is one the method documents. */
export class ApiRefusal extends Error {
  constructor(
    readonly code: string,
    readonly more: Json = {},
  ) {
    super(code)
  }
}

/** What was wrong with the blocks or the view: https://docs.slack.dev/apis/web-api/#responses */
export const withMessages = (messages: string[]): Json => ({ response_metadata: { messages } })
