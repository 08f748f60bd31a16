import type { Command, Registry } from '../../src/chat'

/**
 * Slack keeps some names for itself and refuses a manifest that claims them, so these go by another one.
 * https://slack.com/help/articles/201259356-Slash-commands-in-Slack
 */
const slackNames: Readonly<Record<string, string>> = { invite: 'invitation' }

/** The command's first word as people type it on Slack, without slash. */
export const slackName = (word: string) => slackNames[word] ?? word

/** The first word as features know it; both names are understood. */
export const featureName = (word: string) =>
  Object.keys(slackNames).find((name) => slackNames[name] === word) ?? word

export const scopes: readonly string[] = [
  'app_mentions:read',
  'assistant:write',
  'channels:history',
  'channels:read',
  'chat:write',
  'chat:write.public',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:write',
  'mpim:history',
  'mpim:read',
  'usergroups:read',
  'usergroups:write',
  'users:read',
  'users:read.email',
]

const events = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'assistant_thread_started',
  'message.channels',
  'message.groups',
  'message.im',
  'message.mpim',
  'tokens_revoked',
]

const description = 'Team roles, approvals and chatbots that answer from your documents'

/** https://docs.slack.dev/reference/app-manifest */
const mostHint = 1_000

/**
 * The app manifest that makes Slack offer what the registry declares.
 * Without `requestUrl` the app connects by Socket Mode.
 */
export function slackManifest(
  registry: Registry,
  options: { name?: string; requestUrl?: string; redirectUrls?: readonly string[] } = {},
): object {
  const { name = 'Rolecall', requestUrl, redirectUrls } = options
  const url = requestUrl === undefined ? {} : { request_url: requestUrl }
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: { name, description },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      assistant_view: { assistant_description: description },
      bot_user: { display_name: name, always_online: true },
      slash_commands: slashCommands(registry).map((command) => ({
        ...command,
        ...(requestUrl !== undefined && { url: requestUrl }),
        should_escape: true,
      })),
      ...shortcuts(registry),
    },
    oauth_config: { scopes: { bot: [...scopes] }, ...(redirectUrls && { redirect_urls: [...redirectUrls] }) },
    settings: {
      event_subscriptions: { ...url, bot_events: events },
      interactivity: {
        is_enabled: true,
        ...url,
        ...(requestUrl && { message_menu_options_url: requestUrl }),
      },
      org_deploy_enabled: true,
      socket_mode_enabled: requestUrl === undefined,
      token_rotation_enabled: false,
    },
  }
}

/** In the menu of every message. */
function shortcuts(registry: Registry) {
  const entries = [...registry.menus.values()].map(({ name, label }) => ({
    name: label,
    type: 'message',
    callback_id: name,
    description: label,
  }))
  return entries.length > 0 ? { shortcuts: entries } : {}
}

/** One slash command for each first word. */
function slashCommands(registry: Registry) {
  const groups = new Map<string, Command[]>()
  for (const command of registry.commands.values()) {
    const word = command.name.split(' ')[0] as string
    groups.set(word, [...(groups.get(word) ?? []), command])
  }
  return [...groups].map(([word, commands]) => ({
    command: `/${slackName(word)}`,
    description: commands.length === 1 ? (commands[0] as Command).description : describeGroup(word, commands),
    ...usageHint(commands),
  }))
}

function describeGroup(word: string, commands: readonly Command[]): string {
  const actions = commands.map((command) => subcommand(command) || 'home')
  return `${word[0]?.toUpperCase()}${word.slice(1)}: ${actions.join(', ')}`
}

function usageHint(commands: readonly Command[]): { usage_hint?: string } {
  const full = commands.map(usage).filter(Boolean).join(' | ')
  const hint = full.length <= mostHint ? full : commands.map(subcommand).filter(Boolean).join(' | ')
  return hint === '' ? {} : { usage_hint: hint }
}

function usage(command: Command): string {
  const words = Object.entries(command.options).map(([name, option]) =>
    option.required ? name : `[${name}]`,
  )
  return [subcommand(command), ...words].filter(Boolean).join(' ')
}

const subcommand = (command: Command) => command.name.split(' ')[1] ?? ''
