import type { Registry } from './chat'
import type { Clock } from './clock'
import type { Config } from './config'
import type { SandboxPage } from './web'

export interface SandboxMode {
  /** The configuration with every missing part replaced by the sandbox's. */
  config: Config
  /** Can be moved forward from the page; `onAdvance` is called after each move. */
  clock: Clock & { onAdvance(listener: () => void): () => void }
  page: SandboxPage
  /** Lets the sandbox's people install Rolecall; false when Slack is the real one. */
  setTheScene(claimCode: string): Promise<boolean>
  close(): Promise<void>
}

/**
 * Starts the stand-ins that the configuration asks for, on loopback.
 * `slackName` gives the word under which Slack registers the first word of a command.
 */
export async function startSandboxMode(
  config: Config,
  registry: Registry,
  slackName: (word: string) => string,
): Promise<SandboxMode> {
  // Not needed, and not small, wherever real tokens are set.
  const { startSandbox, setTheScene }: typeof import('../sandbox') = require('../sandbox')
  const has = (part: Config['sandbox'][number]) => config.sandbox.includes(part)
  const { slack, discord, mail, clock, page, close } = await startSandbox({
    slack: has('slack'),
    discord: has('discord'),
    mail: has('mail'),
    commands: listCommands(registry, slackName),
    shortcuts: listShortcuts(registry),
  })
  return {
    config: {
      ...config,
      ...(slack && {
        slack: {
          botToken: slack.botToken,
          appToken: slack.appToken,
          signingSecret: null,
          oauth: null,
          apiUrl: slack.apiUrl,
        },
      }),
      ...(discord && { discord: { botToken: discord.botToken, apiUrl: discord.apiUrl } }),
      ...(mail && { mail: { smtpUrl: mail.smtpUrl, from: 'Rolecall <rolecall@sandbox.test>' } }),
    },
    clock,
    page,
    setTheScene: async (claimCode) => {
      if (slack) await setTheScene({ slack, ...(discord && { discord }) }, claimCode)
      return slack !== undefined
    },
    close,
  }
}

export function listCommands(registry: Registry, slackName: (word: string) => string) {
  return [...registry.commands.values()].map(({ name, description, options }) => ({
    name: name.replace(/^\S+/, slackName),
    description,
    options: Object.entries(options).map(([option, declared]) => ({
      name: option,
      description: declared.description,
      required: declared.required ?? false,
      ...('choices' in declared && { choices: declared.choices.map(({ value }) => value) }),
    })),
  }))
}

export const listShortcuts = ({ menus }: Registry) =>
  [...menus.values()].map(({ name, label }) => ({ callbackId: name, label }))
