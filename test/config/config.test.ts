import { ConfigError, configTable, parseConfig } from '../../src/config'
import { VARIABLES } from '../../src/config/variables'

const KEY = `k1:${Buffer.alloc(32, 1).toString('base64')}`

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    parseConfig(environment)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

test('nothing set: loopback, port 3000, embedded database, the whole sandbox', () => {
  expect(parseConfig({})).toMatchObject({
    http: { host: '127.0.0.1', port: 3000, portIsFixed: false, publicUrl: null },
    databaseUrl: null,
    slack: null,
    discord: null,
    sandbox: ['slack', 'discord', 'mail'],
    dataFolder: '.rolecall',
  })
})

test('an empty variable counts as not set', () => {
  expect(parseConfig({ PORT: '', SLACK_BOT_TOKEN: ' ' })).toEqual(parseConfig({}))
})

test('a real platform brings no pretended one beside it, unless asked for', () => {
  const discord = { DISCORD_BOT_TOKEN: 'a.b.c' }
  expect(parseConfig(discord).sandbox).toEqual([])
  expect(parseConfig({ ...discord, SANDBOX: 'slack, mail' }).sandbox).toEqual(['slack', 'mail'])
  expect(parseConfig({ SANDBOX: 'off' }).sandbox).toEqual([])
})

test('Slack over Socket Mode, over HTTP, and by OAuth', () => {
  const common = { SLACK_BOT_TOKEN: 'xoxb-1' }
  expect(parseConfig({ ...common, SLACK_APP_TOKEN: 'xapp-1' }).slack).toMatchObject({ appToken: 'xapp-1' })
  expect(parseConfig({ ...common, SLACK_SIGNING_SECRET: 's'.repeat(32) }).slack).toMatchObject({
    botToken: 'xoxb-1',
    appToken: null,
    oauth: null,
  })
  const oauth = {
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 'shh',
    SLACK_SIGNING_SECRET: 's'.repeat(32),
    PUBLIC_URL: 'https://rolecall.example.com/',
  }
  expect(parseConfig(oauth).slack).toMatchObject({
    botToken: null,
    oauth: { clientId: '1.2', clientSecret: 'shh' },
  })
  expect(parseConfig(oauth).http.publicUrl).toBe('https://rolecall.example.com')
})

test.each([
  ['PORT', '80a', 'PORT must be a whole number from 0 to 65535, but is "80a". Example: PORT=8080'],
  ['PORT', '70000', 'PORT must be a whole number from 0 to 65535, but is "70000". Example: PORT=8080'],
  ['HOST', 'my host', 'HOST must be an address to listen on, but is "my host". Example: HOST=0.0.0.0'],
  ['PUBLIC_URL', 'rolecall.example.com', /^PUBLIC_URL must be an http or https address, but is "rolecall/],
  ['DATABASE_URL', 'mysql://u:geheim@h/d', /^DATABASE_URL must be a postgres:\/\/ address\. Example: /],
  [
    'REDIS_URL',
    'http://127.0.0.1:6379',
    /^REDIS_URL must be a redis:\/\/ or rediss:\/\/ address\. Example: /,
  ],
  ['SLACK_BOT_TOKEN', 'xapp-geheim', /^SLACK_BOT_TOKEN must start with "xoxb-"\. Example: /],
  ['SLACK_APP_TOKEN', 'xoxb-geheim', /^SLACK_APP_TOKEN must start with "xapp-"\. Example: /],
  ['SLACK_SIGNING_SECRET', 'geheim', /^SLACK_SIGNING_SECRET must have at least 16 characters\. Example: /],
  ['SLACK_CLIENT_ID', '1 2', /^SLACK_CLIENT_ID must not contain spaces, but is "1 2"\. Example: /],
  ['SLACK_CLIENT_SECRET', 'ge heim', /^SLACK_CLIENT_SECRET must not contain spaces\. Example: /],
  ['SLACK_API_URL', 'slack.com', /^SLACK_API_URL must be an http or https address, but is "slack\.com"/],
  [
    'DISCORD_BOT_TOKEN',
    'Bot a.geheim.c',
    /^DISCORD_BOT_TOKEN must be three parts with dots, without the word/,
  ],
  ['DISCORD_API_URL', 'x', /^DISCORD_API_URL must be an http or https address, but is "x"\. Example: /],
  ['SMTP_URL', 'mail.example.com:25', /^SMTP_URL must be an smtp:\/\/ or smtps:\/\/ address\. Example: /],
  ['MAIL_FROM', 'Rolecall', /^MAIL_FROM must be a mail address, but is "Rolecall"\. Example: /],
  ['ENCRYPTION_KEYS', 'k1:geheim', /^ENCRYPTION_KEYS must be a list of id:key, each key 32 bytes/],
  ['ENCRYPTION_KEYS', `${KEY},${KEY}`, /^ENCRYPTION_KEYS must be a list of id:key, .* each id given once/],
  ['SANDBOX', 'teams', /^SANDBOX must be "off" or a list of slack, discord and mail, but is "teams"/],
  ['LOG_LEVEL', 'loud', /^LOG_LEVEL must be fatal, error, warn, .* but is "loud"\. Example: LOG_LEVEL=debug/],
])('%s=%s is refused with a sentence that names it and a valid example', (name, value, sentence) => {
  const problems = problemsOf({ [name]: value })
  expect(problems).toEqual([typeof sentence === 'string' ? sentence : expect.stringMatching(sentence)])
  expect(problems.join()).not.toContain('geheim')
})

test.each([
  [
    { SLACK_BOT_TOKEN: 'xoxb-1' },
    /^SLACK_APP_TOKEN or SLACK_SIGNING_SECRET is needed, because SLACK_BOT_TOKEN/,
  ],
  [{ SLACK_APP_TOKEN: 'xapp-1' }, /^SLACK_BOT_TOKEN is needed, because SLACK_APP_TOKEN is set\. Example: /],
  [
    { SLACK_SIGNING_SECRET: 's'.repeat(32) },
    /^SLACK_BOT_TOKEN or SLACK_CLIENT_ID is needed, because SLACK_SIGN/,
  ],
  [{ SLACK_CLIENT_SECRET: 's' }, /^SLACK_CLIENT_ID is needed, because SLACK_CLIENT_SECRET is set/],
  [{ SMTP_URL: 'smtp://mail.example.com', PUBLIC_URL: 'https://a.example' }, /^MAIL_FROM is needed/],
  [{ SMTP_URL: 'smtp://mail.example.com', MAIL_FROM: 'a@b.example' }, /^PUBLIC_URL is needed/],
  [{ DISCORD_BOT_TOKEN: 'a.b.c', SANDBOX: 'discord' }, /^SANDBOX must not name what is set up for real/],
  [
    { DATABASE_URL: 'postgres://h/d', SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' },
    /^ENCRYPTION_KEYS is needed, because DATABASE_URL and Slack are set/,
  ],
])('a combination that cannot work is refused: %j', (environment, sentence) => {
  expect(problemsOf(environment)).toEqual([expect.stringMatching(sentence)])
})

test('every problem is told at once', () => {
  expect(problemsOf({ PORT: 'x', REDIS_URL: 'y', LOG_LEVEL: 'z' })).toHaveLength(3)
})

test('every example in the table is itself valid', () => {
  for (const [name, variable] of Object.entries(VARIABLES)) {
    expect([name, variable.schema.safeParse(variable.example).success]).toEqual([name, true])
    expect(configTable()).toContain(`| \`${name}\` |`)
  }
})
