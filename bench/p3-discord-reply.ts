import { registerDiscordCommands } from '../adapters/discord'
import { world } from '../sandbox/world'
import { declaredCommands } from '../src/declared-commands'
import { type Figure, inTurns, stopping } from './support/bench'
import { execute } from './support/database'
import type { DiscordLoad, DiscordReady } from './support/discord-sandbox'
import { type Peer, startPeer } from './support/peer'
import { cpuMs } from './support/process'
import { startProduct } from './support/product'
import { atLeast, count, judged, median, told } from './support/rows'
import { seedTeams } from './support/seed'

const LINE = '/team leave'
const TYPISTS = 32

/** P3: a Discord command to its reply, against bare discord.js replying with the same; each bot on a Discord of its own. */
export const discordReply: Figure = ({ databases, seconds, rounds }) =>
  stopping(async (started) => {
    const databaseUrl = await databases.create('p3')
    await seedTeams(databaseUrl, 10)
    await execute(databaseUrl, JOIN_DISCORD)

    const whole = await openDiscord(started)
    const product = await startProduct('discord', {
      DATABASE_URL: databaseUrl,
      DISCORD_BOT_TOKEN: whole.ready.botToken,
      DISCORD_API_URL: whole.ready.apiUrl,
    })
    started.push(product)
    const { lastReply } = await whole.type(1, product.pid)
    const reply = JSON.parse(lastReply).data
    if (!lastReply.includes('Leave team')) throw new Error(`not the expected reply: ${lastReply}`)

    const handled = await openDiscord(started)
    const ours = await startPeer('ours/discord-reply.ts', handled.ready)
    started.push(ours)
    const plain = await openDiscord(started)
    const { botToken: token, apiUrl } = plain.ready
    await registerDiscordCommands({ token, apiUrl, registry: declaredCommands() })
    const bare = await startPeer('bare/discord-reply.ts', { ...plain.ready, reply })
    started.push(bare)

    const measured = await inTurns(rounds, {
      whole: () => whole.type(seconds, product.pid),
      handled: () => handled.type(seconds, ours.pid),
      plain: () => plain.type(seconds, bare.pid),
    })
    const [a, b, c] = [summary(measured.whole), summary(measured.handled), summary(measured.plain)]
    const ratio = (one: Summary) => one.perSecond / c.perSecond
    return [
      judged(
        'P3',
        'command → reply, without the look into the database / bare discord.js, same reply',
        ratio(b),
        `${ratio(b).toFixed(2)}× (${describe(b)} / ${describe(c)})`,
        atLeast(0.85, '×'),
      ),
      told('P3', 'as deployed, identified', `${ratio(a).toFixed(2)}× (${describe(a)})`),
    ]
  })

type Typed = DiscordLoad & { cpuMicros: number }

async function openDiscord(started: Pick<Peer, 'stop'>[]) {
  const discord = await startPeer<DiscordReady>('support/discord-sandbox.ts', {})
  started.push(discord)
  return {
    ready: discord.ready,
    async type(seconds: number, botPid: number): Promise<Typed> {
      const before = cpuMs(botPid) ?? Number.NaN
      const load = await discord.ask<DiscordLoad>({ line: LINE, typists: TYPISTS, seconds })
      return { ...load, cpuMicros: (((cpuMs(botPid) ?? Number.NaN) - before) * 1_000) / load.interactions }
    },
  }
}

const summary = (rounds: readonly Typed[]) => ({
  perSecond: median(rounds.map((round) => round.perSecond)),
  p99Ms: median(rounds.map((round) => round.p99Ms)),
  cpuMicros: median(rounds.map((round) => round.cpuMicros)),
})

type Summary = ReturnType<typeof summary>

const describe = ({ perSecond, p99Ms, cpuMicros }: Summary) =>
  `${count(perSecond)}/s, p99 ${count(p99Ms)} ms, ${count(cpuMicros)} µs CPU`

/** The people of the sandbox are the first admins of the seed, and the server belongs to their account. */
const PEOPLE = world.people.flatMap((person) => ('discord' in person ? [person.discord] : []))
const JOIN_DISCORD = `
INSERT INTO connection (id, account_id, workspace_id, platform, tenant, name, created_at)
  SELECT 'discord', account_id, id, 'discord', '${world.discord.guildId}', 'Discord', now() FROM workspace LIMIT 1;
INSERT INTO chat_identity (id, person_id, platform, tenant, user_id, name, locale, time_zone, linked_at, last_active_at)
  SELECT 'discord' || n, 'a' || lpad((n - 1)::text, 25, '0'), 'discord', 'discord', user_id, 'Adam', 'en', 'UTC', now(), now()
  FROM unnest(ARRAY['${PEOPLE.join("','")}']) WITH ORDINALITY AS joined(user_id, n);`
