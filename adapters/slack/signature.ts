import { createHmac, timingSafeEqual } from 'node:crypto'

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
const oldestMs = 5 * 60_000
/** Clocks differ a little; Slack's runs well. */
const futureMs = 60_000

/** How long a signature could be accepted again. */
export const replayableMs = oldestMs + futureMs

/** Whether Slack signed this body, at a time near `nowMs`. */
export function isSigned(
  signingSecret: string,
  { timestamp, signature }: { timestamp: string; signature: string },
  body: Buffer,
  nowMs: number,
): boolean {
  const ageMs = nowMs - Number(timestamp) * 1_000
  if (!/^\d{1,12}$/.test(timestamp) || ageMs > oldestMs || ageMs < -futureMs) return false
  const digest = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(body).digest('hex')
  const expected = Buffer.from(`v0=${digest}`)
  const given = Buffer.from(signature)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
