import Stripe from 'stripe'

export interface Endpoint {
  secretKey: string
  /** Null: Stripe itself. */
  apiUrl: string | null
}

const TIMEOUT_MS = 20_000

/** Requests that fail on their way are made twice more with the same key, so that nothing happens twice. */
export function openClient({ secretKey, apiUrl }: Endpoint): Stripe {
  return new Stripe(secretKey, {
    // The one that the types of this version of the package describe; events come in it when the webhook is made with it.
    apiVersion: API_VERSION,
    maxNetworkRetries: 2,
    timeout: TIMEOUT_MS,
    telemetry: false,
    ...(apiUrl !== null && addressOf(new URL(apiUrl))),
  })
}

export const API_VERSION = '2026-10-28.endive'

const addressOf = ({ protocol, hostname, port }: URL) => ({
  host: hostname,
  protocol: protocol === 'http:' ? ('http' as const) : ('https' as const),
  ...(port !== '' && { port }),
})
