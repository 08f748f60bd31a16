import { StartError } from '../start-error'
import { ask } from './ask'
import type { Check } from './check'
import { remarkOnTransport } from './slack-transport'

/** Of the token, as Slack's own client reads them: https://docs.slack.dev/tools/node-slack-sdk/reference/web-api/interfaces/WebAPICallResult */
const SCOPES_HEADER = 'x-oauth-scopes'

export const checkSlack: Check = async ({ slack, http }, { slackScopes }) => {
  if (!slack) return 'not set'
  if (!slack.botToken) return `by OAuth${await remarkOnTransport(slack, http)}`
  const { body, headers } = await ask(`${slack.apiUrl ?? 'https://slack.com/api/'}auth.test`, {
    method: 'POST',
    headers: { authorization: `Bearer ${slack.botToken}` },
  })
  if (body.ok !== true) {
    throw new StartError(`SLACK_BOT_TOKEN is refused (${body.error}): copy it anew from Install App`)
  }
  const granted = headers.get(SCOPES_HEADER)?.split(/, */)
  const missing = granted ? slackScopes.filter((scope) => !granted.includes(scope)) : []
  if (missing.length > 0) {
    throw new StartError(
      `the app lacks ${missing.join(', ')}: paste the manifest of \`npx rolecall register\` at Features, App Manifest, and install the app again`,
    )
  }
  const transport = await remarkOnTransport(slack, http)
  return `${body.user} in ${body.team}${granted ? ', with every scope' : ''}${transport}`
}
