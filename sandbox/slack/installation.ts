import { sendEvent } from './events'
import type { Slack, Workspace } from './state'

/** The bot token of the workspace; installing again gives the same one. */
export function install(slack: Slack, workspace: Workspace): string {
  if (workspace.botToken !== undefined) return workspace.botToken
  workspace.botToken = `xoxb-${workspace.teamId}-${slack.ids.secret()}`
  slack.changed()
  return workspace.botToken
}

/** https://docs.slack.dev/reference/events/tokens_revoked */
export function revokeToken(slack: Slack, workspace: Workspace): void {
  if (workspace.botToken === undefined) return
  slack.revokedTokens.add(workspace.botToken)
  delete workspace.botToken
  slack.changed()
  const tokens = { oauth: [], bot: [slack.app.botUserId] }
  void sendEvent(slack, workspace, { type: 'tokens_revoked', tokens, event_ts: slack.ids.ts() })
}

/** https://docs.slack.dev/reference/events/app_uninstalled */
export function uninstall(slack: Slack, workspace: Workspace): void {
  revokeToken(slack, workspace)
  void sendEvent(slack, workspace, { type: 'app_uninstalled', event_ts: slack.ids.ts() })
}
