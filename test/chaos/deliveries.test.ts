import type { Chatter } from '../../sandbox/driver'
import { MINUTE_MS } from '../../src/clock'
import { createOwnChatbot, install, join } from '../journeys/scenes'
import { DIRECTIONS, openStage } from '../journeys/support'
import { until } from '../support/until'
import { findHalves } from './halves'
import { note } from './note'
import { sabotage } from './sabotage'
import { serve } from './serve'
import { sized } from './size'

jest.setTimeout(sized(60_000, 300_000))
// What goes wrong once in many times is what these tests are for.
jest.retryTimes(0)

const COPIES = 10
/** Of each of two people, at once. More would only be told that we are very busy. */
const COMMANDS = 4
const WAVES = sized(1, 6)

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

type Stage = Awaited<ReturnType<typeof begin>>

/** Both of them invite many and build a chatbot, and everything comes again and again; resolves to what came of it. */
async function actAmidCopies({ olivia, sam, ...stage }: Stage) {
  const { slack, discord, mail, clock } = stage.sandbox
  const before = mail.mails().length
  slack.faults.duplicate(COPIES)
  discord.faults.duplicateEvents(COPIES)
  discord.faults.reorderEvents(true)
  for (let wave = 1; wave <= WAVES; wave += 1) {
    slack.faults.reverseNext(COMMANDS)
    await Promise.all([olivia, sam].flatMap(({ chatter }) => inviteMany(chatter, wave)))
    await until(async () => (await invited()).different === 2 * COMMANDS * wave, { timeoutMs: 30_000 })
    await stage.settled()
    // Slack lets an app say a hundred things a minute, and each copy is answered.
    clock.advance(MINUTE_MS)
  }
  await Promise.all(
    [olivia, sam].map((player) => createOwnChatbot(player, `Helper-${player.chatter.platform}`)),
  )

  await stage.settled()
  return {
    halves: await findHalves(stage.query),
    ...(await invited()),
    mails: mail.mails().length - before,
    chatbots: (await stage.query('SELECT FROM chatbot')).length,
  }

  async function invited() {
    const rows = await stage.query(
      `SELECT data ->> 'name' AS name FROM audit_entry WHERE action = 'invitation.sent' AND data ->> 'name' LIKE '%-%'`,
    )
    return { sent: rows.length, different: new Set(rows.map(({ name }) => name)).size }
  }
}

const INVITED = 2 * COMMANDS * WAVES
const EXPECTED = { halves: [], sent: INVITED, different: INVITED, mails: INVITED, chatbots: 2 }

test.each(DIRECTIONS)(
  'R19 H3 in $near and $far everything comes eleven times and out of order, and happens once, whole',
  async (direction) => {
    const found = await actAmidCopies(await begin(direction))
    expect(found).toEqual(EXPECTED)
    note(
      'R19',
      `${INVITED + 2} commands, each ${COPIES + 1} times and out of order`,
      `${found.sent + found.chatbots} changes, ${found.mails} mails`,
    )
  },
)

/** Each delivery gets a key of its own, as if nobody had thought of them. */
const FORGET_KEYS = `
  CREATE FUNCTION forget() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN NEW.key := NEW.key || ' ' || gen_random_uuid(); RETURN NEW; END $$;
  CREATE TRIGGER forget BEFORE INSERT ON interaction FOR EACH ROW EXECUTE FUNCTION forget()`

test('R19 where keys are forgotten, the same look finds what has no other guard done more than once', async () => {
  const stage = await begin(DIRECTIONS[0])
  await sabotage(stage, FORGET_KEYS)
  const found = await actAmidCopies(stage)
  // Of invitations only one can wait for the same person: a guard of their own, so keys are not all that keeps them single.
  expect(found).toEqual({ ...EXPECTED, chatbots: expect.any(Number) })
  expect(found.chatbots).toBeGreaterThan(EXPECTED.chatbots)
  note(
    'R19',
    'the same, where keys are forgotten',
    `${found.chatbots} chatbots instead of ${EXPECTED.chatbots}`,
  )
})

const inviteMany = (chatter: Chatter, wave: number) =>
  Array.from({ length: COMMANDS }, (_, number) =>
    chatter.type(`/team invite ${chatter.platform}-${wave}-${number}@acme.test`),
  )
