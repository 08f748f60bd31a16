import { existsSync } from 'node:fs'
import { type EmbeddingConfig, embeddingOf, type ModelConfig, modelOf } from './config/model-config'
import { type StripeConfig, stripeOf } from './config/payment-config'
import { type PlansConfig, plansOf } from './config/plan-config'
import { brokenRules, type Values } from './config/rules'
import { type S3Config, s3Of } from './config/s3-config'
import { type EncryptionKey, type SandboxPart, VARIABLES, type Variable } from './config/variables'
import { EX_CONFIG, StartError } from './start-error'

export type { EmbeddingConfig, ModelConfig } from './config/model-config'
export type { ModelPrices } from './config/model-variables'
export type { StripeConfig } from './config/payment-config'
export type { PlansConfig } from './config/plan-config'
export type { S3Config } from './config/s3-config'
export type { EncryptionKey, SandboxPart } from './config/variables'

/** How this process runs; read from the environment once. Null: not configured. */
export interface Config {
  http: {
    host: string
    port: number
    /** PORT was set: another port is no substitute. */
    portIsFixed: boolean
    /** Without a slash at the end; null: wherever the server turns out to listen. */
    publicUrl: string | null
  }
  databaseUrl: string | null
  redisUrl: string | null
  slack: SlackConfig | null
  discord: { botToken: string; apiUrl: string | null } | null
  mail: { smtpUrl: string; from: string } | null
  /** Null: chatbots quote. */
  model: ModelConfig | null
  /** Null: documents are found by their words. */
  embedding: EmbeddingConfig | null
  /** Null: files are kept in PostgreSQL. */
  s3: S3Config | null
  /** What each plan allows a workspace. */
  plans: PlansConfig
  /** Who sends invoices: lines of name and address; none: not configured. */
  seller: readonly string[]
  /** Null: nothing is charged. */
  stripe: StripeConfig | null
  /** Null: there is nothing for operators to see. */
  operatorToken: string | null
  /** Where a process without web tells how it is; null: nowhere. */
  metricsPort: number | null
  /** The first encrypts. */
  encryptionKeys: readonly EncryptionKey[] | null
  /** What `rolecall start` replaces by the sandbox. */
  sandbox: readonly SandboxPart[]
  logLevel: string
  dataFolder: string
}

/** `appToken`: Socket Mode; without it Slack comes over HTTP, proven by `signingSecret`. */
export interface SlackConfig {
  botToken: string | null
  appToken: string | null
  signingSecret: string | null
  oauth: { clientId: string; clientSecret: string } | null
  apiUrl: string | null
}

/** The environment cannot be used; each problem is a sentence that names the variable and a valid example. */
export class ConfigError extends StartError {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'), EX_CONFIG)
  }
}

/**
 * Variables of the process, after those of a `.env` file in the working folder; empty ones count as not set.
 * @throws ConfigError with every problem at once.
 */
export function readConfig(): Config {
  if (existsSync('.env')) process.loadEnvFile()
  return parseConfig(process.env)
}

/** @throws ConfigError */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = []
  const parsed = Object.entries<Variable>(VARIABLES).flatMap(([name, variable]) => {
    const text = environment[name]?.trim()
    if (!text) return []
    const result = variable.schema.safeParse(text)
    if (result.success) return [[name, result.data]]
    const shown = variable.secret ? '' : `, but is "${text}"`
    problems.push(`${name} ${result.error.issues[0]?.message}${shown}. Example: ${name}=${variable.example}`)
    return []
  })
  const values: Values = Object.fromEntries(parsed)
  if (problems.length === 0) {
    for (const { name, problem } of brokenRules(values)) {
      problems.push(`${name} ${problem}. Example: ${name}=${VARIABLES[name].example}`)
    }
  }
  if (problems.length > 0) throw new ConfigError(problems)
  return assemble(values)
}

function assemble(values: Values): Config {
  const config: Config = {
    http: {
      host: values.HOST ?? '127.0.0.1',
      port: values.PORT ?? 3000,
      portIsFixed: values.PORT !== undefined,
      publicUrl: values.PUBLIC_URL ?? null,
    },
    databaseUrl: values.DATABASE_URL ?? null,
    redisUrl: values.REDIS_URL ?? null,
    slack: slackOf(values),
    discord: values.DISCORD_BOT_TOKEN
      ? { botToken: values.DISCORD_BOT_TOKEN, apiUrl: values.DISCORD_API_URL ?? null }
      : null,
    mail: values.SMTP_URL && values.MAIL_FROM ? { smtpUrl: values.SMTP_URL, from: values.MAIL_FROM } : null,
    model: modelOf(values),
    embedding: embeddingOf(values),
    s3: s3Of(values),
    plans: plansOf(values),
    seller: values.INVOICE_FROM ?? [],
    stripe: stripeOf(values),
    operatorToken: values.OPERATOR_TOKEN ?? null,
    metricsPort: values.METRICS_PORT ?? null,
    encryptionKeys: values.ENCRYPTION_KEYS ?? null,
    sandbox: [],
    logLevel: values.LOG_LEVEL ?? 'info',
    dataFolder: values.ROLECALL_DATA ?? '.rolecall',
  }
  return { ...config, sandbox: values.SANDBOX ?? standIns(config) }
}

function slackOf(values: Values): SlackConfig | null {
  if (!values.SLACK_BOT_TOKEN && !values.SLACK_CLIENT_ID) return null
  return {
    botToken: values.SLACK_BOT_TOKEN ?? null,
    appToken: values.SLACK_APP_TOKEN ?? null,
    signingSecret: values.SLACK_SIGNING_SECRET ?? null,
    oauth:
      values.SLACK_CLIENT_ID && values.SLACK_CLIENT_SECRET
        ? { clientId: values.SLACK_CLIENT_ID, clientSecret: values.SLACK_CLIENT_SECRET }
        : null,
    apiUrl: values.SLACK_API_URL ?? null,
  }
}

// A real platform means real people: nobody gets a pretended one beside it without asking.
function standIns(config: Config): SandboxPart[] {
  if (config.slack || config.discord) return []
  return [
    ...(['slack', 'discord'] as const),
    ...(config.mail ? [] : (['mail'] as const)),
    ...(config.stripe ? [] : (['stripe'] as const)),
  ]
}

/** The README's table of variables, in Markdown. */
export function configTable(): string {
  const rows = Object.entries<Variable>(VARIABLES).map(([name, variable]) => {
    const preset = variable.default ?? 'not set'
    return `| \`${name}\` | ${variable.means} | ${preset} | \`${variable.example}\` |`
  })
  return ['| Variable | Meaning | Default | Example |', '|---|---|---|---|', ...rows].join('\n')
}
