import { createSandboxClock } from '../../sandbox/clock'
import { type DiscordSandbox, startDiscordSandbox } from '../../sandbox/discord'
import { type Child, runChild } from '../support/child'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { until } from '../support/until'
import { userId } from './support'

// A killed process is replaced when its lease has ended, five seconds later.
jest.setTimeout(60_000)

const SHARDS = 4
const guilds = Array.from({ length: SHARDS }, (_, shard) => String(BigInt(SHARDS * 1_000 + shard) << 22n))
const sam = userId('discord', 'Sam Stranger')

let database: TestDatabase
let sandbox: DiscordSandbox
const children: Child[] = []
beforeAll(async () => {
  database = await createTestDatabase()
  sandbox = await startDiscordSandbox({ clock: createSandboxClock(), limits: false, shards: SHARDS })
  for (const id of guilds) sandbox.guilds.create({ id, name: `Guild ${id}`, ownerId: sam })
  await database.dataSource.query(KNOW_SAM)
  for (const id of guilds) await database.dataSource.query(CONNECT, [id])
})
afterEach(async () => {
  for (const child of children) child.signal('SIGKILL')
  await Promise.all(children.map(({ ended }) => ended))
})
afterAll(async () => {
  await sandbox.close()
  await database.close()
})

/** An account with a team whose owner Sam is; every server is connected. */
const KNOW_SAM = `
INSERT INTO account (id, name, created_at) VALUES ('account', 'Acme', now());
INSERT INTO workspace (id, account_id, name, created_at) VALUES ('workspace', 'account', 'Acme', now());
INSERT INTO person (id, name, created_at) VALUES ('sam', 'Sam', now());
WITH team AS (
  INSERT INTO team (id, account_id, workspace_id, name, created_at)
  VALUES ('team', 'account', 'workspace', 'Alpha', now())
)
INSERT INTO membership (id, account_id, workspace_id, team_id, person_id, role, joined_at)
  VALUES ('membership', 'account', 'workspace', 'team', 'sam', 'owner', now());
INSERT INTO chat_identity (id, person_id, platform, tenant, user_id, name, locale, time_zone, linked_at,
  last_active_at)
  VALUES ('sam', 'sam', 'discord', 'discord', '${sam}', 'Sam', 'en', 'UTC', now(), now());
INSERT INTO workspace_user (workspace_id, person_id, account_id, role, joined_at)
  VALUES ('workspace', 'sam', 'account', 'chatUser', now())`
const CONNECT = `
INSERT INTO connection (id, account_id, workspace_id, platform, tenant, name, default_team_id, created_at)
VALUES ($1, 'account', 'workspace', 'discord', $1, 'Server', 'team', now())`

async function start(): Promise<Child> {
  const child = runChild('src/main.ts', ['discord'], {
    env: {
      DATABASE_URL: database.url,
      DISCORD_BOT_TOKEN: sandbox.botToken,
      DISCORD_API_URL: sandbox.apiUrl,
      ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
      LOG_LEVEL: 'info',
    },
  })
  children.push(child)
  await child.prints(/is ready/)
  return child
}

/** Everything that the bot has answered to Sam so far, in the servers and privately. */
function answers(): number {
  const seen = guilds.flatMap((id) =>
    sandbox
      .as(sam, id)
      .channels()
      .flatMap(({ messages }) => messages),
  )
  return new Set(seen.filter(({ fromBot }) => fromBot).map(({ id }) => id)).size
}

let expected: number

/** Sam types it in every server; resolves when there is an answer for each, and throws when there are more. */
async function typeEverywhere(text: string): Promise<void> {
  expected += SHARDS
  await Promise.all(guilds.map((id) => sandbox.as(sam, id).type(text)))
  await until(() => answers() >= expected, { timeoutMs: 15_000, what: `answers to ${text}` })
  expect(answers()).toBe(expected)
}

const holders = async () => {
  const rows: { shards: number }[] = await database.dataSource.query(
    `SELECT count(*)::int AS shards FROM discord_shard WHERE leased_until > now() AND of = ${SHARDS} GROUP BY holder`,
  )
  return rows.map(({ shards }) => shards).sort()
}

test('of two discord processes each answers for half of the servers; either may be paused or killed, and every question has one answer', async () => {
  expected = answers()
  const [first, second] = await Promise.all([start(), start()])
  await until(async () => (await holders()).join() === '2,2')
  const mention = `<@${sandbox.applicationId}> what is open?`
  await typeEverywhere('/whoami')
  await typeEverywhere(mention)

  // The other one takes over what it holds; when it goes on, it finds that out before it listens again.
  first.signal('SIGSTOP')
  await typeEverywhere(mention)
  first.signal('SIGCONT')
  await until(async () => (await holders()).join() === '2,2')
  await typeEverywhere(mention)

  second.signal('SIGKILL')
  await second.ended
  await typeEverywhere(mention)
  await typeEverywhere('/whoami')

  first.signal('SIGTERM')
  expect(await first.ended).toBe(0)
  expect(await holders()).toEqual([])
})
