import { revokeToken } from '../installation'
import type { Method } from '../method'

export const authMethods: Record<string, Method> = {
  /** https://docs.slack.dev/reference/methods/auth.test */
  'auth.test': {
    tier: 'special',
    token: 'bot',
    scopes: [],
    run: ({ slack, workspace }) => ({
      url: `https://${workspace.domain}.slack.com/`,
      team: workspace.teamName,
      user: slack.app.name.toLowerCase(),
      team_id: workspace.teamId,
      user_id: slack.app.botUserId,
      bot_id: slack.app.botId,
      is_enterprise_install: false,
    }),
  },
  /** https://docs.slack.dev/reference/methods/auth.revoke */
  'auth.revoke': {
    tier: 3,
    token: 'bot',
    scopes: [],
    run({ slack, workspace, args }) {
      if (String(args.test) !== 'true') revokeToken(slack, workspace)
      return { revoked: String(args.test) !== 'true' }
    },
  },
  /** https://docs.slack.dev/reference/methods/apps.connections.open */
  'apps.connections.open': {
    tier: 1,
    token: 'app',
    scopes: ['connections:write'],
    run: ({ slack }) => ({ url: slack.origin.replace('http', 'ws') + slack.issueTicket() }),
  },
}
