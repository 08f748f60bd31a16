import { noResponse } from '../../sandbox/discord'
import type { Chatter } from '../../sandbox/driver'
import { freePort } from '../../src/db/cluster'
import { install, join } from '../journeys/scenes'
import { openStage } from '../journeys/support'
import type { Child } from '../support/child'
import { until } from '../support/until'
import { type Fleet, startFleet } from './fleet'
import { findHalves } from './halves'
import { note } from './note'
import { sized } from './size'

jest.setTimeout(180_000)
// What goes wrong once in many times is what these tests are for.
jest.retryTimes(0)

const ROUNDS = Array.from({ length: sized(1, 10) }, (_, number) => number + 1)
/** Under way at the moment of the signal. */
const AT_ONCE = sized(10, 20)
const MAY_TAKE_MS = 10_000

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

/** Somebody invites many at once; `act` happens when the first of them have been answered. Resolves to their addresses. */
async function inviteMany(platform: 'slack' | 'discord', act: () => Promise<void>): Promise<string[]> {
  const player = stage.at(platform, platform === 'slack' ? 'Olivia Owner' : 'Adam Admin')
  const addresses = Array.from({ length: AT_ONCE }, () => {
    invited += 1
    return `guest-${invited}@acme.test`
  })
  const before = player.finds('Invited 1 person').length
  const typed = addresses.map((address) => player.chatter.type(`/team invite ${address}`))
  await until(() => player.finds('Invited 1 person').length > before, { timeoutMs: 30_000 })
  await act()
  await Promise.all(typed)
  return addresses
}

/** Ends a process as a deployment does: it has to be gone in time, with 0. Resolves to how long it took. */
async function terminate(child: Child): Promise<number> {
  const at = performance.now()
  child.signal('SIGTERM')
  expect({ code: await child.ended, said: child.output() }).toMatchObject({ code: 0 })
  const tookMs = performance.now() - at
  expect(tookMs).toBeLessThan(MAY_TAKE_MS)
  return tookMs
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
    const { chatter } = stage.slack('Olivia Owner')
    const failed = countSaid(chatter, 'failed with the error')
    const before = countSaid(chatter, 'Invited 1 person')
    stage.sandbox.slack.faults.delay(50)
    let tookMs = 0
    const addresses = await inviteMany('slack', async () => {
      tookMs = await terminate(web)
    })
    stage.sandbox.slack.faults.clear()
    web = successor
    await until(() => countSaid(chatter, 'Invited 1 person') === before + AT_ONCE, { timeoutMs: 30_000 })
    expect(await amongInvited(addresses)).toHaveLength(AT_ONCE)
    expect(countSaid(chatter, 'failed with the error')).toBe(failed)
    note('Q6', `SIGTERM to web under ${AT_ONCE} interactions`, `gone in ${seconds(tookMs)}, all answered`)
  },
)

test.each(ROUNDS)(
  'Q6 discord ends while it serves: what it has begun is done and answered, the rest is not begun (%i)',
  async () => {
    const { chatter } = stage.discord('Adam Admin')
    const [answered, missed] = [countSaid(chatter, 'Invited 1 person'), countSaid(chatter, noResponse)]
    stage.sandbox.discord.faults.delay(50)
    let tookMs = 0
    const addresses = await inviteMany('discord', async () => {
      tookMs = await terminate(discord)
    })
    stage.sandbox.discord.faults.clear()
    discord = await fleet.add('discord')
    const done = await amongInvited(addresses)
    const [heard, unheard] = [
      countSaid(chatter, 'Invited 1 person') - answered,
      countSaid(chatter, noResponse) - missed,
    ]
    expect({ done: done.length, heard, unheard }).toEqual({ done: heard, heard, unheard: AT_ONCE - heard })
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

const countSaid = (chatter: Chatter, text: string) =>
  chatter.channels().flatMap(({ messages }) => messages.filter((message) => message.text.includes(text)))
    .length

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`
