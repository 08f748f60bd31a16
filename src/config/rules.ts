import type { z } from 'zod'
import type { VARIABLES } from './variables'

/** What was set, parsed; absent when not set. */
export type Values = { [Name in keyof typeof VARIABLES]?: z.output<(typeof VARIABLES)[Name]['schema']> }

/** Combinations that cannot work. Each returns the variable at fault and the sentence to print, or nothing. */
type Rule = (values: Values) => { name: keyof Values; problem: string } | undefined

const RULES: readonly Rule[] = [
  (v) =>
    v.SLACK_BOT_TOKEN && !v.SLACK_APP_TOKEN && !v.SLACK_SIGNING_SECRET
      ? {
          name: 'SLACK_APP_TOKEN',
          problem: 'or SLACK_SIGNING_SECRET is needed, because SLACK_BOT_TOKEN is set',
        }
      : undefined,
  needs('SLACK_APP_TOKEN', 'SLACK_BOT_TOKEN'),
  needs('SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET'),
  needs('SLACK_CLIENT_SECRET', 'SLACK_CLIENT_ID'),
  needs('SLACK_CLIENT_ID', 'SLACK_SIGNING_SECRET'),
  needs('SLACK_CLIENT_ID', 'PUBLIC_URL'),
  (v) =>
    v.SLACK_SIGNING_SECRET && !v.SLACK_BOT_TOKEN && !v.SLACK_CLIENT_ID
      ? {
          name: 'SLACK_BOT_TOKEN',
          problem: 'or SLACK_CLIENT_ID is needed, because SLACK_SIGNING_SECRET is set',
        }
      : undefined,
  needs('SMTP_URL', 'MAIL_FROM'),
  needs('SMTP_URL', 'PUBLIC_URL'),
  needs('MODEL_URL', 'MODEL_NAME'),
  ...(['MODEL_NAME', 'MODEL_API_KEY', 'MODEL_CONTEXT_TOKENS', 'MODEL_PRICES'] as const).map((name) =>
    needs(name, 'MODEL_URL'),
  ),
  (v) =>
    v.EMBEDDING_MODEL && !v.MODEL_URL && !v.EMBEDDING_URL
      ? { name: 'EMBEDDING_URL', problem: 'or MODEL_URL is needed, because EMBEDDING_MODEL is set' }
      : undefined,
  needs('EMBEDDING_URL', 'EMBEDDING_MODEL'),
  needs('EMBEDDING_DIMENSIONS', 'EMBEDDING_MODEL'),
  needs('EMBEDDING_API_KEY', 'EMBEDDING_URL'),
  ...(['S3_URL', 'S3_REGION', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const).map((name) =>
    needs(name, 'S3_BUCKET'),
  ),
  needs('S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'),
  needs('S3_SECRET_ACCESS_KEY', 'S3_ACCESS_KEY_ID'),
  needs('S3_URL', 'S3_ACCESS_KEY_ID'),
  needs('STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'),
  needs('STRIPE_SECRET_KEY', 'PUBLIC_URL'),
  ...(['STRIPE_WEBHOOK_SECRET', 'STRIPE_PRICE_BASIC', 'STRIPE_PRICE_PRO', 'STRIPE_API_URL'] as const).map(
    (name) => needs(name, 'STRIPE_SECRET_KEY'),
  ),
  needs('METRICS_PORT', 'OPERATOR_TOKEN'),
  (v) =>
    v.DATABASE_URL && (v.SLACK_BOT_TOKEN || v.SLACK_CLIENT_ID) && !v.ENCRYPTION_KEYS
      ? {
          name: 'ENCRYPTION_KEYS',
          problem: 'is needed, because DATABASE_URL and Slack are set and tokens are stored encrypted',
        }
      : undefined,
  (v) =>
    (v.SANDBOX?.includes('slack') && (v.SLACK_BOT_TOKEN || v.SLACK_CLIENT_ID)) ||
    (v.SANDBOX?.includes('discord') && v.DISCORD_BOT_TOKEN) ||
    (v.SANDBOX?.includes('mail') && v.SMTP_URL) ||
    (v.SANDBOX?.includes('stripe') && v.STRIPE_SECRET_KEY)
      ? { name: 'SANDBOX', problem: 'must not name what is set up for real' }
      : undefined,
]

/** @returns one entry for every broken rule. */
export function brokenRules(values: Values) {
  return RULES.flatMap((rule) => rule(values) ?? [])
}

function needs(given: keyof Values, needed: keyof Values): Rule {
  return (values) =>
    values[given] !== undefined && values[needed] === undefined
      ? { name: needed, problem: `is needed, because ${given} is set` }
      : undefined
}
