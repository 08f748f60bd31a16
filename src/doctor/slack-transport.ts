import { createHmac } from 'node:crypto'
import { systemClock } from '../clock'
import type { Config, SlackConfig } from '../config'
import { StartError } from '../start-error'
import { ask } from './ask'

const PATH = '/slack/events'
const TIMEOUT_MS = 10_000
const MANIFEST = 'paste the manifest of `npx rolecall register` at Features, App Manifest'

/**
 * Whether commands, buttons and events find their way here, as far as Slack lets anybody see: no token of the app may read
 * its request URLs.
 */
export async function remarkOnTransport(slack: SlackConfig, http: Config['http']): Promise<string> {
  if (slack.appToken) return remarkOnSocket(slack, slack.appToken)
  if (slack.signingSecret && http.publicUrl) return remarkOnRequests(slack.signingSecret, http.publicUrl)
  return '; PUBLIC_URL is not set, and Slack needs an address that it reaches'
}

/** With Socket Mode on, everything comes over it. https://docs.slack.dev/reference/methods/apps.connections.open */
async function remarkOnSocket({ apiUrl }: SlackConfig, token: string): Promise<string> {
  const { body } = await ask(`${apiUrl ?? 'https://slack.com/api/'}apps.connections.open`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  })
  if (body.ok === true) return '; commands and buttons come by Socket Mode'
  throw new StartError(
    `SLACK_APP_TOKEN opens no connection (${body.error}): it needs connections:write (Basic Information, App-Level Tokens), and the app Socket Mode (Settings, Socket Mode): ${MANIFEST}`,
  )
}

/**
 * Asks as Slack does when a request URL is saved: whoever answers has the same signing secret, and gets the body unchanged.
 * https://docs.slack.dev/reference/events/url_verification
 */
async function remarkOnRequests(signingSecret: string, publicUrl: string): Promise<string> {
  const url = `${publicUrl}${PATH}`
  const challenge = 'rolecall-doctor'
  const body = JSON.stringify({ type: 'url_verification', challenge })
  const timestamp = String(Math.floor(systemClock.now() / 1_000))
  const digest = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')
  const headers = {
    'content-type': 'application/json',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${digest}`,
  }
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  const answered = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' }).catch(
    () => null,
  )
  if (answered === null)
    return `; nothing answers at ${url} yet: start \`rolecall web\`, and let its proxy pass that path`
  if (answered.status === 401)
    throw new StartError(
      `${url} takes no request signed with SLACK_SIGNING_SECRET: does \`rolecall web\` run with the same, does the proxy pass the body unchanged, and is the clock right?`,
    )
  if (answered.status !== 200 || !(await answered.text()).includes(challenge))
    throw new StartError(
      `${url} answers ${answered.status}, but not as Rolecall does: let the proxy pass it to \`rolecall web\``,
    )
  return `; signed requests are answered at ${url}, which the app's manifest must name: ${MANIFEST} if commands do not arrive`
}
