import type { Json } from './json'

export interface Delivery {
  kind: 'slash_commands' | 'interactive' | 'events_api'
  payload: Json
  /** Events only. `reason` as in `x-slack-retry-reason`. */
  retry?: { attempt: number; reason: string }
}

export type Outcome =
  | { acked: true; answer: unknown }
  | { acked: false; reason: 'timeout' | 'refused' | 'unreachable' }

/** Hands something to the app and waits for its acknowledgement. */
export type Deliver = (delivery: Delivery) => Promise<Outcome>
