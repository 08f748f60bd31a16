/** What Slack says where the app is not in the workspace any more: https://docs.slack.dev/reference/methods/auth.test#errors */
export const disconnected = {
  account_inactive: 'disconnected',
  app_uninstalled: 'disconnected',
  invalid_auth: 'disconnected',
  not_authed: 'disconnected',
  org_login_required: 'disconnected',
  team_access_not_granted: 'disconnected',
  token_expired: 'disconnected',
  token_revoked: 'disconnected',
} as const
