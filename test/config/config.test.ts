import { ConfigError, configTable, parseConfig } from '../../src/config'
import { VARIABLES } from '../../src/config/variables'

const MODEL = { MODEL_URL: 'https://ai.example.com/v1/', MODEL_API_KEY: 'sk-1', MODEL_NAME: 'small' }
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
    sandbox: ['slack', 'discord', 'mail', 'stripe'],
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

test('no model, no search by meaning and files in PostgreSQL, unless configured', () => {
  expect(parseConfig({})).toMatchObject({ model: null, embedding: null, s3: null })
})

test('a model has an address without a slash at the end, a context, and prices in whole millionths', () => {
  expect(parseConfig(MODEL).model).toEqual({
    url: 'https://ai.example.com/v1',
    apiKey: 'sk-1',
    name: 'small',
    contextTokens: 16_000,
    prices: null,
  })
  const more = { ...MODEL, MODEL_CONTEXT_TOKENS: '128000', MODEL_PRICES: 'EUR 0.29/1000' }
  expect(parseConfig(more).model).toMatchObject({
    contextTokens: 128_000,
    prices: { currency: 'EUR', inputMicros: 290_000, outputMicros: 1_000_000_000 },
  })
})

test("the model's key is not given to another endpoint that makes vectors", () => {
  const embedding = { EMBEDDING_MODEL: 'vectors' }
  expect(parseConfig({ ...MODEL, ...embedding }).embedding).toEqual({
    url: 'https://ai.example.com/v1',
    apiKey: 'sk-1',
    name: 'vectors',
    dimensions: null,
  })
  const elsewhere = { ...embedding, EMBEDDING_URL: 'http://127.0.0.1:11434/v1', EMBEDDING_DIMENSIONS: '512' }
  expect(parseConfig({ ...MODEL, ...elsewhere }).embedding).toEqual({
    url: 'http://127.0.0.1:11434/v1',
    apiKey: null,
    name: 'vectors',
    dimensions: 512,
  })
  expect(parseConfig({ ...elsewhere, EMBEDDING_API_KEY: 'sk-2' })).toMatchObject({
    model: null,
    embedding: { apiKey: 'sk-2' },
  })
})

test('files go to Amazon by the role of the machine, or to another storage with keys', () => {
  expect(parseConfig({ S3_BUCKET: 'docs' }).s3).toEqual({
    url: null,
    bucket: 'docs',
    region: 'us-east-1',
    keys: null,
  })
  const other = { S3_URL: 'http://127.0.0.1:9000/', S3_ACCESS_KEY_ID: 'AK', S3_SECRET_ACCESS_KEY: 'SK' }
  expect(parseConfig({ S3_BUCKET: 'docs', S3_REGION: 'auto', ...other }).s3).toEqual({
    url: 'http://127.0.0.1:9000',
    bucket: 'docs',
    region: 'auto',
    keys: { accessKeyId: 'AK', secretAccessKey: 'SK' },
  })
})

test('people pay at Stripe when it is set up; without it nothing is charged', () => {
  expect(parseConfig({}).stripe).toBeNull()
  const stripe = { STRIPE_SECRET_KEY: 'sk_1', STRIPE_WEBHOOK_SECRET: 'whsec_1', STRIPE_PRICE_PRO: 'price_1' }
  const config = parseConfig({
    ...stripe,
    PUBLIC_URL: 'https://a.example',
    STRIPE_API_URL: 'http://127.0.0.1:1/',
  })
  expect(config.stripe).toEqual({
    secretKey: 'sk_1',
    webhookSecret: 'whsec_1',
    apiUrl: 'http://127.0.0.1:1',
    priceIds: { basic: null, pro: 'price_1' },
  })
  expect(config.sandbox).toEqual(['slack', 'discord', 'mail'])
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
  ['MODEL_URL', 'https://u:geheim@ai.example.com/v1', /^MODEL_URL must be an http or https address without/],
  ['MODEL_URL', 'geheim', /^MODEL_URL must be an http or https address without user name, .* Example: /],
  ['MODEL_API_KEY', 'ge heim', /^MODEL_API_KEY must not contain spaces\. Example: /],
  ['MODEL_NAME', 'gpt 4', /^MODEL_NAME must not contain spaces, but is "gpt 4"\. Example: /],
  [
    'MODEL_CONTEXT_TOKENS',
    '128k',
    /^MODEL_CONTEXT_TOKENS must be a whole number from 4096 to 10000000, but is/,
  ],
  ['MODEL_PRICES', '0.15/0.60', /^MODEL_PRICES must be a currency and the prices of a million tokens in and/],
  [
    'MODEL_PRICES',
    'USD 0.1234567/1',
    /^MODEL_PRICES must be a currency and .* Example: MODEL_PRICES=USD 0\./,
  ],
  ['EMBEDDING_URL', 'https://e.example/?key=geheim', /^EMBEDDING_URL must be an http or https address/],
  ['EMBEDDING_DIMENSIONS', '0', /^EMBEDDING_DIMENSIONS must be a whole number from 1 to 16000, but is "0"/],
  ['S3_BUCKET', 'my bucket', /^S3_BUCKET must be the name of a bucket, but is "my bucket"\. Example: /],
  ['S3_URL', 's3://bucket', /^S3_URL must be an http or https address without user name, .* Example: /],
  ['S3_REGION', 'Frankfurt am Main', /^S3_REGION must be the name of a region, but is "Frankfurt am Main"/],
  ['S3_SECRET_ACCESS_KEY', 'ge heim', /^S3_SECRET_ACCESS_KEY must not contain spaces\. Example: /],
  ['STRIPE_SECRET_KEY', 'pk_live_geheim', /^STRIPE_SECRET_KEY must start with "sk_" or "rk_"\. Example: /],
  ['STRIPE_WEBHOOK_SECRET', 'geheim', /^STRIPE_WEBHOOK_SECRET must start with "whsec_"\. Example: /],
  ['STRIPE_PRICE_PRO', 'prod_1', /^STRIPE_PRICE_PRO must start with "price_", but is "prod_1"\. Example: /],
  ['ENCRYPTION_KEYS', 'k1:geheim', /^ENCRYPTION_KEYS must be a list of id:key, each key 32 bytes/],
  ['ENCRYPTION_KEYS', `${KEY},${KEY}`, /^ENCRYPTION_KEYS must be a list of id:key, .* each id given once/],
  ['SANDBOX', 'teams', /^SANDBOX must be "off" or a list of slack, discord, mail and stripe, but is "teams"/],
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
  [{ MODEL_URL: 'http://127.0.0.1:1/v1' }, /^MODEL_NAME is needed, because MODEL_URL is set/],
  [{ MODEL_NAME: 'm' }, /^MODEL_URL is needed, because MODEL_NAME is set\. Example: MODEL_URL=https:/],
  [{ MODEL_API_KEY: 'sk-1' }, /^MODEL_URL is needed, because MODEL_API_KEY is set/],
  [{ MODEL_PRICES: 'USD 1/2' }, /^MODEL_URL is needed, because MODEL_PRICES is set/],
  [{ EMBEDDING_MODEL: 'e' }, /^EMBEDDING_URL or MODEL_URL is needed, because EMBEDDING_MODEL is set/],
  [{ EMBEDDING_URL: 'http://127.0.0.1:1' }, /^EMBEDDING_MODEL is needed, because EMBEDDING_URL is set/],
  [
    { ...MODEL, EMBEDDING_MODEL: 'e', EMBEDDING_API_KEY: 'sk-1' },
    /^EMBEDDING_URL is needed, because EMBEDDING_API_KEY is set/,
  ],
  [
    { STRIPE_SECRET_KEY: 'sk_1', PUBLIC_URL: 'https://a.example' },
    /^STRIPE_WEBHOOK_SECRET is needed, because STRIPE_SECRET_KEY is set/,
  ],
  [
    { STRIPE_SECRET_KEY: 'sk_1', STRIPE_WEBHOOK_SECRET: 'whsec_1' },
    /^PUBLIC_URL is needed, because STRIPE_SECRET_KEY is set/,
  ],
  [{ STRIPE_PRICE_PRO: 'price_1' }, /^STRIPE_SECRET_KEY is needed, because STRIPE_PRICE_PRO is set/],
  [{ S3_REGION: 'eu-central-1' }, /^S3_BUCKET is needed, because S3_REGION is set/],
  [
    { S3_BUCKET: 'docs', S3_ACCESS_KEY_ID: 'AK' },
    /^S3_SECRET_ACCESS_KEY is needed, because S3_ACCESS_KEY_ID/,
  ],
  [{ S3_BUCKET: 'docs', S3_URL: 'http://127.0.0.1:1' }, /^S3_ACCESS_KEY_ID is needed, because S3_URL is set/],
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

test('operators need a token that nobody guesses, and figures need operators', () => {
  expect(parseConfig({})).toMatchObject({ operatorToken: null, metricsPort: null })
  const operatorToken = 'o'.repeat(24)
  expect(parseConfig({ OPERATOR_TOKEN: operatorToken, METRICS_PORT: '9464' })).toMatchObject({
    operatorToken,
    metricsPort: 9464,
  })
  expect(problemsOf({ OPERATOR_TOKEN: 'geheim' })).toEqual([
    expect.stringMatching(
      /^OPERATOR_TOKEN must have at least 24 characters\. Example: OPERATOR_TOKEN=\S{24,}$/,
    ),
  ])
  expect(problemsOf({ METRICS_PORT: '9464' })).toEqual([
    expect.stringMatching(/^OPERATOR_TOKEN is needed, because METRICS_PORT is set\. Example: /),
  ])
})
