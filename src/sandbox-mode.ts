import { coinsPerUnit, type Plan, type Prices, UNIT_MICROS } from './billing'
import type { Registry } from './chat'
import type { Clock } from './clock'
import type { Config, StripeConfig } from './config'
import type { SandboxPage } from './web'

export interface SandboxMode {
  /** The configuration with every missing part replaced by the sandbox's. */
  config: Config
  /** Can be moved forward from the page; `onAdvance` is called after each move. */
  clock: Clock & { onAdvance(listener: () => void): () => void }
  page: SandboxPage
  /** Where people can pay, answers cost something; null: as configured. */
  prices: Prices | null
  /** Lets the sandbox's people install Rolecall; false when Slack is the real one. */
  setTheScene(claimCode: string): Promise<boolean>
  close(): Promise<void>
}

/**
 * Starts the stand-ins that the configuration asks for, on loopback.
 * `slackName` gives the word under which Slack registers the first word of a command; at `webhookUrl` payments are told.
 */
export async function startSandboxMode(
  config: Config,
  registry: Registry,
  slackName: (word: string) => string,
  webhookUrl: string,
): Promise<SandboxMode> {
  // Not needed, and not small, wherever real tokens are set.
  const { startSandbox, setTheScene }: typeof import('../sandbox') = require('../sandbox')
  const has = (part: Config['sandbox'][number]) => config.sandbox.includes(part)
  const prices = has('stripe') && !config.model ? SMALL_MODEL : null
  const pro = withPrice(config.plans.pro)
  const currency = (prices ?? config.model?.prices ?? SMALL_MODEL).currency
  const { slack, discord, mail, stripe, clock, page, close } = await startSandbox({
    slack: has('slack'),
    discord: has('discord'),
    mail: has('mail'),
    stripe: has('stripe') && { name: pro.name, amount: coinsOf(pro, currency), currency },
    commands: listCommands(registry, slackName),
    shortcuts: listShortcuts(registry),
  })
  stripe?.tellAt(webhookUrl)
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
      ...(stripe && { stripe: stripeConfig(stripe), plans: { ...config.plans, pro } }),
    },
    clock,
    page,
    prices,
    setTheScene: async (claimCode) => {
      if (slack) await setTheScene({ slack, ...(discord && { discord }) }, claimCode)
      return slack !== undefined
    },
    close,
  }
}

/** What a small model costs, so that there is something to pay for. */
const SMALL_MODEL: Prices = { currency: 'USD', inputMicros: 150_000, outputMicros: 600_000 }

/** What is sold costs something. */
const withPrice = (plan: Plan): Plan =>
  plan.monthlyPriceMicros > 0n ? plan : { ...plan, monthlyPriceMicros: 49n * UNIT_MICROS }

const coinsOf = ({ monthlyPriceMicros }: Plan, currency: string) =>
  Number((monthlyPriceMicros * coinsPerUnit(currency)) / UNIT_MICROS)

const stripeConfig = ({ secretKey, webhookSecret, apiUrl, priceIds }: StripeConfig): StripeConfig => ({
  ...{ secretKey, webhookSecret, apiUrl, priceIds },
})

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
