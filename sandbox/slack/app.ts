import { world } from '../world'
import type { MessageShortcut, SlackApp, SlackCommand } from './state'

/** What the manifest asks for: https://docs.slack.dev/reference/scopes */
const defaultScopes = [
  'app_mentions:read',
  'assistant:write',
  'channels:history',
  'channels:join',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'im:history',
  'im:read',
  'im:write',
  'reactions:write',
  'usergroups:read',
  'usergroups:write',
  'users:read',
  'users:read.email',
]

/**
 * Commands that Slack keeps for itself; a manifest with one of them is refused for an invalid name.
 * https://slack.com/help/articles/201259356-Use-built-in-slash-commands
 */
export const builtInCommands = new Set(
  `active apps archive away call collapse dm dnd expand feed feedback help invite join kick leave
   me mpdm msg mute open part prefs pro remind remove rename search shortcuts shrug star status
   topic unarchive who`.split(/\s+/),
)

export function createApp(
  commands: SlackCommand[],
  shortcuts: MessageShortcut[] = [],
  scopes: string[] = defaultScopes,
): SlackApp {
  for (const { name } of commands) refuseCommandName(name)
  refuseShortcuts(shortcuts)
  return {
    appId: world.slack.appId,
    botId: world.slack.botId,
    botUserId: world.slack.botUserId,
    name: 'Rolecall',
    clientId: '1000000000001.2000000000002',
    clientSecret: 'sandbox-slack-client-secret',
    signingSecret: 'sandbox-slack-signing-secret',
    appToken: 'xapp-1-A0ROLECALL-1-sandbox',
    scopes,
    commands,
    shortcuts,
  }
}

/** https://docs.slack.dev/interactivity/implementing-slash-commands#creating_commands */
function refuseCommandName(name: string): void {
  if (builtInCommands.has(name)) {
    throw new Error(`Slack refuses an app with /${name}: invalid name, because the command is built in`)
  }
  if (!/^[a-z0-9_-]{1,32}$/.test(name)) {
    throw new Error(`Slack refuses an app with /${name}: a command is 1 to 32 of a-z, 0-9, "-" and "_"`)
  }
}

/** https://docs.slack.dev/reference/app-manifest#features */
function refuseShortcuts(shortcuts: MessageShortcut[]): void {
  if (shortcuts.length > 10) throw new Error('Slack refuses an app with more than 10 shortcuts')
  for (const { callbackId, label } of shortcuts) {
    if (label.length > 24) throw new Error(`Slack refuses the shortcut "${label}": more than 24 characters`)
    if (callbackId.length > 255) throw new Error(`Slack refuses the shortcut "${label}": its id is too long`)
  }
}

/** Whom messages of the app come from. */
export const appAuthor = (app: SlackApp) => ({ user: app.botUserId, botId: app.botId, appId: app.appId })
