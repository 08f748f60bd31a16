import type { Chatter } from '../../sandbox/driver'
import { install, join } from '../journeys/scenes'
import { DIRECTIONS, openStage } from '../journeys/support'
import { until } from '../support/until'
import { findHalves } from './halves'
import { note } from './note'
import { serve } from './serve'
import { sized } from './size'

jest.setTimeout(sized(60_000, 300_000))
// What goes wrong once in many times is what these tests are for.
jest.retryTimes(0)

const COPIES = 10
const COMMANDS = sized(4, 25)

let end = async () => {}
afterEach(() => end())

async function begin({ near, far }: (typeof DIRECTIONS)[number]) {
  const empty = await openStage()
  const stage = { ...empty, environment: { ...empty.environment, PLAN_BASIC: 'seats 100000' } }
  const app = await serve(stage)
  end = async () => {
    await app.stop()
    await stage.close()
  }
  await install({ ...stage, claimCode: async () => (await app.claimCode()) ?? '' }, { near, far })
  const [olivia, sam] = [stage.at(near, 'Olivia Owner'), stage.at(far, 'Sam Stranger')]
  await join({ ...stage, claimCode: async () => '' }, olivia, sam, 'admin')
  return { ...stage, app, olivia, sam }
}

test.each(DIRECTIONS)(
  'R19 H3 in $near and $far everything comes eleven times and out of order, and happens once, whole',
  async (direction) => {
    const { olivia, sam, ...stage } = await begin(direction)
    const { slack, discord, mail } = stage.sandbox
    const before = mail.mails().length
    slack.faults.duplicate(COPIES)
    discord.faults.duplicateEvents(COPIES)
    discord.faults.reorderEvents(true)
    slack.faults.reverseNext(COMMANDS)
    await Promise.all([olivia, sam].flatMap(({ chatter }) => inviteMany(chatter)))

    const sent = () =>
      stage.query(`SELECT data ->> 'name' AS name FROM audit_entry WHERE action = 'invitation.sent'`)
    await until(async () => (await sent()).length >= 1 + 2 * COMMANDS, { timeoutMs: 30_000 })
    await stage.settled()
    expect(await findHalves(stage.query)).toEqual([])
    expect(new Set((await sent()).map(({ name }) => name)).size).toBe((await sent()).length)
    expect(mail.mails().length - before).toBe(2 * COMMANDS)
    note(
      'R19',
      `${2 * COMMANDS} commands, each ${COPIES + 1} times and out of order`,
      `${2 * COMMANDS} changes, ${2 * COMMANDS} mails`,
    )
  },
)

const inviteMany = (chatter: Chatter) =>
  Array.from({ length: COMMANDS }, (_, number) =>
    chatter.type(`/team invite ${chatter.platform}-${number}@acme.test`),
  )
