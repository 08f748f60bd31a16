import { createSdkLogger, type Log } from './logger'
import { createProfileReader } from './messenger'
import { scopes } from './register'
import { tenantOf } from './sender'
import { createOutlet, errorCode } from './web'

export interface SlackOAuthOptions {
  clientId: string
  clientSecret: string
  /** Where Slack sends the browser back to; the app's settings must list it. */
  redirectUrl: string
  /** Another server that speaks Slack's Web API; ends with `/api/`. */
  apiUrl?: string
  clock: { now(): number }
  log: Log
}

/** Codes that somebody made up, used before, or was too slow with. */
const refused = new Set(['invalid_code', 'code_already_used', 'code_expired'])

/** Installing by OAuth: https://docs.slack.dev/authentication/installing-with-oauth */
export function createSlackOAuth(options: SlackOAuthOptions) {
  const { clientId, clientSecret, redirectUrl, apiUrl = 'https://slack.com/api/', clock, log } = options
  const outlet = createOutlet({
    apiUrl,
    tokenFor: async () => null,
    now: () => clock.now(),
    logger: createSdkLogger(log),
  })

  return {
    authorizeUrl(state: string): string {
      const page = new URL('/oauth/v2/authorize', apiUrl)
      page.searchParams.set('client_id', clientId)
      page.searchParams.set('scope', scopes.join(','))
      page.searchParams.set('redirect_uri', redirectUrl)
      page.searchParams.set('state', state)
      return page.href
    },

    /**
     * What https://docs.slack.dev/reference/methods/oauth.v2.access grants: for an organisation as a whole the enterprise
     * is the tenant (B16). Null when Slack does not take the code. @throws when it cannot be asked, or does not know us
     */
    async exchange(code: string) {
      if (code === '') return null
      const granted = await outlet.web.oauth.v2
        .access({ client_id: clientId, client_secret: clientSecret, code, redirect_uri: redirectUrl })
        .catch((error: unknown) => {
          const why = errorCode(error) ?? 'is out of reach'
          if (refused.has(why)) return null
          // Without its cause, which holds what was sent: the client secret.
          throw new Error(`Slack ${why}`)
        })
      if (granted === null) return null
      const { access_token: botToken, team, enterprise, is_enterprise_install, authed_user } = granted
      const orgWide = is_enterprise_install === true
      const tenant = tenantOf({ teamId: team?.id, enterpriseId: enterprise?.id, orgWide })
      const installerUserId = authed_user?.id
      if (!botToken || !tenant || !installerUserId) throw new Error('Slack grants no bot token')
      return {
        tenant,
        name: (orgWide ? enterprise?.name : team?.name) ?? tenant,
        botToken,
        installerUserId,
        /** Asks with the new token. */
        profiles: createProfileReader({ ...outlet, token: async () => botToken }),
      }
    },
  }
}
