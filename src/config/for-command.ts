import { type Config, ConfigError } from '../config'

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1'])

/** What a command needs beyond a configuration that is right in itself. @throws ConfigError */
export function requireFor(command: string, config: Config): void {
  const problems = [...(command === 'start' ? forStart(config) : forPart(command, config))]
  if (problems.length > 0) throw new ConfigError(problems)
}

function* forStart(config: Config) {
  if (config.sandbox.length > 0 && !LOOPBACK.has(config.http.host)) {
    yield `HOST must be 127.0.0.1 while the sandbox stands in for ${config.sandbox.join(', ')}: there anybody can ` +
      'be anybody. Set SLACK_BOT_TOKEN or DISCORD_BOT_TOKEN, or SANDBOX=off. Example: HOST=127.0.0.1'
  }
  if (!config.slack && !config.discord && config.sandbox.length === 0) yield NO_PLATFORM
}

function* forPart(command: string, config: Config) {
  if (!config.databaseUrl) {
    yield `DATABASE_URL is needed for \`rolecall ${command}\`, because several processes share one database; ` +
      '`rolecall start` brings its own. Example: DATABASE_URL=postgres://rolecall:secret@db.example.com/rolecall'
  }
  if (command === 'discord' && !config.discord) {
    yield 'DISCORD_BOT_TOKEN is needed for `rolecall discord`. Example: DISCORD_BOT_TOKEN=MTE0.Gabcde.0123456789'
  } else if (!config.slack && !config.discord) yield NO_PLATFORM
}

const NO_PLATFORM =
  'SLACK_BOT_TOKEN or DISCORD_BOT_TOKEN is needed: there is no platform to serve. ' +
  'Example: SLACK_BOT_TOKEN=xoxb-1111-2222-abcd'
