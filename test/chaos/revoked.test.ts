import type { Platform } from '../../sandbox/driver'
import { world } from '../../sandbox/world'
import type { Player } from '../journeys/player'
import { join, letMembersBuild } from '../journeys/scenes'
import { DIRECTIONS, personOf } from '../journeys/support'
import { until } from '../support/until'
import { approve, askToShare } from './deeds'
import { note } from './note'
import { serve } from './serve'
import { sized } from './size'
import { begin, endings, giveRole, lookAround, SWEEP_MS, type TwoPlaces, untilDueMs } from './two-places'

jest.setTimeout(sized(60_000, 300_000))
// What goes wrong once in many times is what these tests are for.
jest.retryTimes(0)

/** More than are tried meanwhile. */
const MANY = 1_000
/** Commands under way at the moment. */
const AT_ONCE = sized(5, 20)

/** What a workspace or server can do to us, and how we come back; resolves to who makes the worker look now. */
const LEAVING = {
  slack: {
    leave: ({ sandbox }: TwoPlaces) => sandbox.slack.faults.revokeToken(),
    // One token is configured, so whoever reinstalls configures the new one.
    comeBack: async (stage: TwoPlaces) => {
      await stage.app.stop()
      const environment = {
        ...stage.environment,
        SLACK_BOT_TOKEN: stage.sandbox.slack.install(world.slack.teamId),
      }
      const app = await serve({ ...stage, environment })
      endings[endings.indexOf(stage.app.stop)] = app.stop
      return app.wakeAll
    },
  },
  discord: {
    leave: ({ sandbox }: TwoPlaces) => sandbox.discord.guilds.kickBot(world.discord.guildId),
    comeBack: async ({ sandbox, app }: TwoPlaces) => {
      sandbox.discord.guilds.addBot(world.discord.guildId)
      return app.wakeAll
    },
  },
} as const

const TOLD = ['from Member to Admin', 'approved your request to share']

/** Messages and redraws fail there until the faults are cleared, so that what is owed waits. */
function makeWait({ sandbox }: TwoPlaces, far: Platform): void {
  if (far === 'slack') {
    for (const method of ['chat.postMessage', 'chat.update'])
      sandbox.slack.faults.failNext(method, MANY, { http: 500 })
  } else sandbox.discord.faults.failNext(/ \/channels\/:channel\/messages/, 500, MANY)
}

/** What somebody was told with these words; whoever cannot be told in chat is told by mail. */
const toldOf = ({ sandbox }: TwoPlaces, { chatter, finds }: Player, words: string) => {
  const { email } = personOf(chatter.name)
  const mails = sandbox.mail.mails().filter(({ to }) => to.includes(email))
  return [...finds(words), ...mails.filter(({ subject, text }) => `${subject} ${text}`.includes(words))]
}

test.each(DIRECTIONS)(
  'Q2 B15 $far throws us out amid commands and things owed: $near goes on, and once back all are told once and no card lies',
  async ({ near, far }) => {
    const stage = await begin({ near, far })
    const { olivia, sam, sandbox, query } = stage
    const adam = stage.at(far, 'Adam Admin')
    await letMembersBuild(olivia)
    await join({ ...stage, claimCode: async () => '' }, olivia, adam, 'admin')
    await askToShare(sam)
    await stage.settled()

    makeWait(stage, far)
    await giveRole(olivia, 'Sam Stranger', 'Admin')
    await until(async () => (await query('SELECT FROM outbox WHERE last_error IS NOT NULL')).length > 0)
    const typed = Array.from({ length: AT_ONCE }, (_, number) =>
      adam.chatter.type(`/team invite guest-${number}@acme.test`),
    )
    LEAVING[far].leave(stage)
    const away = async () => (await query('SELECT FROM connection WHERE ended_at IS NOT NULL')).length
    await until(async () => (await away()) === 1)
    await Promise.all(typed)
    await approve(olivia)
    // The redraw comes to its turn while we are away: what it misses is made up for later.
    sandbox[far].faults.clear()
    sandbox.clock.advance((await untilDueMs(stage)) + SWEEP_MS)
    await stage.app.wakeAll()
    await stage.settled()

    const wake = await LEAVING[far].comeBack(stage)
    await until(async () => (await away()) === 0)
    sandbox.clock.advance((await untilDueMs(stage)) + SWEEP_MS)
    await wake()
    expect(await lookAround(stage, wake)).toEqual({ halves: [], untrue: [] })
    expect(TOLD.map((words) => toldOf(stage, sam, words).length)).toEqual(TOLD.map(() => 1))
    expect(olivia.finds('is no longer connected')).toHaveLength(1)
    const invited = await query(`SELECT FROM invitation WHERE invitee_name LIKE 'guest-%'`)
    expect(guestMails(stage)).toHaveLength(invited.length)
    await sam.types('/team overview')
    await sam.sees('Your role')
    note(
      'B15',
      `${far} throws us out amid ${AT_ONCE} commands, and lets us in again`,
      `${invited.length} done wholly, the others not; all told once, no untrue card`,
    )
  },
)

const guestMails = ({ sandbox }: TwoPlaces) =>
  sandbox.mail.mails().filter(({ to }) => to.some((address) => address.startsWith('guest-')))
