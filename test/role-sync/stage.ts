import { createRoleMirror as createDiscordMirror } from '../../adapters/discord/roles'
import { createSdkLogger } from '../../adapters/slack/logger'
import { createRoleMirror as createSlackMirror } from '../../adapters/slack/roles'
import { createOutlet } from '../../adapters/slack/web'
import { createSandboxClock } from '../../sandbox/clock'
import { type DiscordSandbox, startDiscordSandbox } from '../../sandbox/discord'
import { type SlackSandbox, startSlackSandbox } from '../../sandbox/slack'
import { world } from '../../sandbox/world'
import type { Platform, RoleMirror } from '../../src/chat'
import { MINUTE_MS } from '../../src/clock'
import { createRolecall, type Rolecall, type TestUser } from '../support/rolecall'
import { type SeededTeam, seedPerson, seedTeam } from '../support/seed'
import { discordPlace, type Place, slackPlace } from './places'

export interface Stage extends SeededTeam {
  rolecall: Rolecall
  slack: SlackSandbox
  discord: DiscordSandbox
  places: Readonly<Record<Platform, Place>>
  connectionOf(platform: Platform): Promise<string>
  /** Somebody new, in the place and in the workspace; with `role` in the team, too. */
  join(
    platform: Platform,
    name: string,
    role?: 'admin' | 'member',
  ): Promise<{ personId: string; user: TestUser }>
  /** Chooses what is mirrored there, as whoever may. */
  mirror(platform: Platform, what: readonly string[], by?: TestUser): Promise<void>
  /** Everything owed is delivered, everything due is done. */
  settle(): Promise<void>
  /** And again as soon as somebody would look against drift. */
  later(minutes?: number): Promise<void>
  close(): Promise<void>
}

/** The whole product with the real adapters of roles, against both sandboxes. */
export async function setStage(): Promise<Stage> {
  const clock = createSandboxClock()
  const slack = await startSlackSandbox({
    clock,
    commands: [],
    limits: { tiers: { 1: Infinity, 2: Infinity, 3: Infinity, 4: Infinity, special: Infinity } },
  })
  const discord = await startDiscordSandbox({ clock, limits: false })
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  const outlet = createOutlet({
    apiUrl: slack.apiUrl,
    tokenFor: async () => slack.botToken,
    now: clock.now,
    logger: createSdkLogger(log),
  })
  const mirrors: Readonly<Record<Platform, RoleMirror>> = {
    slack: createSlackMirror(outlet),
    discord: createDiscordMirror({ token: discord.botToken, apiUrl: discord.apiUrl }),
  }
  const rolecall = await createRolecall(undefined, {}, { roleMirrors: (platform) => mirrors[platform] })
  const team = { ...(await seedTeam(rolecall)), guild: world.discord.guildId }
  const { db } = rolecall
  // The sandbox's own server is the one that is connected.
  await db.query(`UPDATE connection SET tenant = $1 WHERE platform = 'discord'`, [team.guild])
  const places = { slack: slackPlace(slack), discord: discordPlace(discord) }

  /** Discord's ids are numbers. */
  async function numbered(user: TestUser): Promise<TestUser> {
    const userId = String(910_000_000_000_000_000n + BigInt(++people))
    await db.query('UPDATE chat_identity SET user_id = $2 WHERE user_id = $1', [user.id.userId, userId])
    return rolecall.user({ ...user.id, userId }, { name: user.name }, team.guild)
  }

  async function enter(platform: Platform, user: TestUser): Promise<TestUser> {
    const known = platform === 'discord' ? await numbered(user) : user
    await places[platform].enter(known)
    return known
  }

  const stage: Stage = {
    ...{ ...team, rolecall, slack, discord, places },
    owner: await enter('slack', team.owner),
    admin: await enter('slack', team.admin),
    member: await enter('discord', team.member),
    async join(platform, name, role) {
      const { personId, user } = await seedPerson(rolecall, team, { name, platform, ...(role && { role }) })
      return { personId, user: await enter(platform, user) }
    },
    async connectionOf(platform) {
      const [{ id }] = await db.query('SELECT id FROM connection WHERE platform = $1', [platform])
      return id
    },
    async mirror(platform, what, by = stage.owner) {
      await by.press(`roleSync.ask:${await stage.connectionOf(platform)}`)
      await by.submit({ what: [...what] })
      await stage.settle()
    },
    async settle() {
      await rolecall.deliver()
      await rolecall.sweep()
      await rolecall.deliver()
    },
    async later(minutes = 11) {
      rolecall.clock.advance(minutes * MINUTE_MS)
      await stage.settle()
    },
    async close() {
      await Promise.all([slack.close(), discord.close()])
      await rolecall.close()
    },
  }
  return stage
}

let people = 0
