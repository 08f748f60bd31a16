import { noResponse } from '../../sandbox/discord'
import { freePort } from '../../src/db/cluster'
import { install, join } from '../journeys/scenes'
import { openStage } from '../journeys/support'
import type { Child } from '../support/child'
import { until } from '../support/until'
import { type Fleet, startFleet } from './fleet'
import { findHalves } from './halves'
import { note, seconds } from './note'
import { sized } from './size'
import { terminate } from './terminate'

jest.setTimeout(180_000)
// What goes wrong once in many times is what these tests are for.
jest.retryTimes(0)

const ROUNDS = Array.from({ length: sized(1, 10) }, (_, number) => number + 1)
/** Under way at the moment of the signal. */
const AT_ONCE = sized(10, 20)
/** Longer than it takes to see that something is done; Discord waits three seconds. */
const SLOW_MS = 500

let stage: Awaited<ReturnType<typeof openStage>>
let fleet: Fleet
let web: Child
let discord: Child
let worker: Child
beforeAll(async () => {
  stage = await openStage()
  fleet = await startFleet({ ...stage.environment, PLAN_BASIC: 'seats 100000' })
  const joined = { ...stage, claimCode: async () => fleet.claimCode }
  await install(joined, { near: 'slack', far: 'discord' })
  await join(joined, stage.slack('Olivia Owner'), stage.discord('Adam Admin'), 'admin')
  ;[web, discord, worker] = [fleet.child('web'), fleet.child('discord'), fleet.child('worker')]
})
afterAll(async () => {
  await fleet.end()
  await stage.close()
})

let invited = 0

/** Somebody invites many at once; `act` happens at that moment, unless told when the first has been answered. Resolves to their addresses. */
async function inviteMany(
  platform: 'slack' | 'discord',
  act: () => Promise<unknown>,
  moment?: (addresses: string[]) => Promise<boolean>,
): Promise<string[]> {
  const player = stage.at(platform, platform === 'slack' ? 'Olivia Owner' : 'Adam Admin')
  const addresses = Array.from({ length: AT_ONCE }, () => {
    invited += 1
    return `guest-${invited}@acme.test`
  })
  const before = player.finds('Invited 1 person').length
  const typed = addresses.map((address) => player.chatter.type(`/team invite ${address}`))
  const heard = () => player.finds('Invited 1 person').length > before
  await until(() => (moment ? moment(addresses) : heard()), { timeoutMs: 30_000 })
  await act()
  await Promise.all(typed)
  return addresses
}

const amongInvited = async (addresses: readonly string[]): Promise<unknown[]> => {
  const rows = await stage.query('SELECT invitee_name FROM invitation WHERE invitee_name = ANY($1)', [
    addresses,
  ])
  return rows.map(({ invitee_name }) => invitee_name)
}

test.each(ROUNDS)(
  'Q6 web ends while others are served: another one takes what it had not taken, and all are answered (%i)',
  async () => {
    const successor = await fleet.add('web', { PORT: String(await freePort()) })
    const olivia = stage.slack('Olivia Owner')
    const failed = olivia.finds('failed with the error').length
    const before = olivia.finds('Invited 1 person').length
    stage.sandbox.slack.faults.delay(50)
    let tookMs = 0
    const addresses = await inviteMany('slack', async () => {
      tookMs = await terminate(web)
    })
    stage.sandbox.slack.faults.clear()
    web = successor
    await until(() => olivia.finds('Invited 1 person').length === before + AT_ONCE, { timeoutMs: 30_000 })
    expect(await amongInvited(addresses)).toHaveLength(AT_ONCE)
    expect(olivia.finds('failed with the error').length).toBe(failed)
    note('Q6', `SIGTERM to web under ${AT_ONCE} interactions`, `gone in ${seconds(tookMs)}, all answered`)
  },
)

/** Discord answers slowly; `end` happens when something is done and cannot have been answered yet. Resolves to what came of it. */
async function endDiscord(end: () => Promise<unknown>) {
  const adam = stage.discord('Adam Admin')
  const [answered, missed] = [adam.finds('Invited 1 person').length, adam.finds(noResponse).length]
  stage.sandbox.discord.faults.delay(SLOW_MS)
  const addresses = await inviteMany('discord', end, async (all) => (await amongInvited(all)).length > 0)
  stage.sandbox.discord.faults.clear()
  const heard = adam.finds('Invited 1 person').length - answered
  const unheard = adam.finds(noResponse).length - missed
  return { done: (await amongInvited(addresses)).length, heard, unheard }
}

test.each(ROUNDS)(
  'Q6 discord ends while it serves: what it has begun is done and answered, the rest is not begun (%i)',
  async () => {
    let tookMs = 0
    const found = await endDiscord(async () => {
      tookMs = await terminate(discord)
    })
    discord = await fleet.add('discord')
    const { heard, unheard } = found
    expect(found).toEqual({ done: heard, heard, unheard: AT_ONCE - heard })
    note(
      'Q6',
      `SIGTERM to discord under ${AT_ONCE} interactions`,
      `gone in ${seconds(tookMs)}, ${heard} answered, ${unheard} not begun`,
    )
  },
)

test.each(ROUNDS)(
  'Q6 worker ends while it sends: its successor sends the rest, and nothing is sent twice (%i)',
  async () => {
    let tookMs = 0
    const addresses = await inviteMany('slack', async () => {
      tookMs = await terminate(worker)
    })
    worker = await fleet.add('worker')
    await until(async () => (await amongInvited(addresses)).length === AT_ONCE, { timeoutMs: 30_000 })
    await stage.settled()
    const mails = stage.sandbox.mail.mails()
    const times = addresses.map((address) => mails.filter(({ to }) => to.includes(address)).length)
    expect(times).toEqual(addresses.map(() => 1))
    expect(await findHalves(stage.query)).toEqual([])
    note('Q6', `SIGTERM to worker under ${AT_ONCE} mails`, `gone in ${seconds(tookMs)}, each sent once`)
  },
)

// The last test of this file: nothing takes its place.
test('Q6 the same look after the same moment finds that a discord which is gone at once has done what it never answered', async () => {
  const found = await endDiscord(async () => {
    discord.signal('SIGKILL')
    await discord.ended
  })
  expect(found.done).toBeGreaterThan(found.heard)
  note('Q6', 'SIGKILL to discord instead', `${found.done} done, of which ${found.heard} answered`)
})
