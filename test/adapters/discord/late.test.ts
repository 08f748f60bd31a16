import { type APIMessage, DiscordAPIError, MessageFlags } from 'discord.js'
import type { InteractionCalls } from '../../../adapters/discord/calls'
import { type Answerable, createScreen } from '../../../adapters/discord/screen'
import { findMessage } from '../../../sandbox/driver'
import { type Receive, say } from '../../../src/chat'
import { until } from '../../support/until'
import { registry } from './fixtures'
import { type DiscordHarness, startDiscordHarness } from './harness'

const UNKNOWN = 10_062
const ACKNOWLEDGED = 40_060

describe('a command that arrives late', () => {
  let harness: DiscordHarness | undefined
  afterEach(() => harness?.stop())

  /** Four seconds after everybody else. */
  const startLate = async (receive: Receive) => {
    harness = await startDiscordHarness(registry, receive, { clock: { now: () => Date.now() + 4_000 } })
    return harness
  }

  it('does not run when Discord has called it failed, since the person has tried again (B2)', async () => {
    const ran: string[] = []
    const { sandbox, olivia, channel, logged } = await startLate(async ({ key }, responder) => {
      ran.push(key)
      await responder.answer(say({ title: 'Heard' }))
    })
    sandbox.faults.failNext('/callback', 404, 1, { code: UNKNOWN, message: 'Unknown interaction' })
    void olivia.type('/team invite ann@acme.test', channel)
    await until(() => logged.includes('info Discord takes no answer to this interaction'))
    await olivia.type('/team invite ann@acme.test', channel)
    await until(() => findMessage(olivia, 'Heard'))
    expect(ran).toHaveLength(1)
  })

  it('runs when it is only the clock of this machine that is ahead, and opens forms behind a button', async () => {
    const opens: unknown[] = []
    const { sandbox, olivia, channel } = await startLate(async (_, responder) => {
      opens.push(responder.opensForms)
      await responder.answer(say({ title: 'Heard' }))
    })
    await olivia.type('/team invite ann@acme.test', channel)
    expect(await until(() => findMessage(olivia, 'Heard'))).toMatchObject({ private: true })
    expect(opens).toEqual([false])
    expect(sandbox.calls.filter(({ route }) => route.includes('/callback'))).toHaveLength(1)
  })

  it('is finished by who takes over, when a process that has begun it is gone', async () => {
    let isFirst = true
    let dying = () => {}
    const { sandbox, olivia, channel } = await startLate(async (_, responder) => {
      if (!isFirst) return void (await responder.answer(say({ title: 'Finished' })))
      isFirst = false
      await new Promise<void>((resolve) => {
        dying = resolve
      })
    })
    sandbox.faults.duplicateEvents(1)
    await olivia.type('/team invite ann@acme.test', channel)
    await until(() => findMessage(olivia, 'Finished'))
    dying()
  })
})

const refusing = (code: number): Pick<InteractionCalls, 'respond'> => ({
  respond: () =>
    Promise.reject(
      new DiscordAPIError({ code, message: '' }, code, 400, 'POST', '', { files: [], body: {} }),
    ),
})

/** Whether an interaction would run to which Discord says this, showing `original`. */
const claims = (code: number, original: Partial<APIMessage>) => {
  const calls = { ...refusing(code), readOriginal: async () => original } as unknown as InteractionCalls
  return createScreen({ id: '1' } as Answerable, calls, () => {}).claim()
}

test('only what waits for an answer is taken up again: not what was answered, nor what Discord refuses', async () => {
  const waiting = { flags: MessageFlags.Ephemeral | MessageFlags.Loading }
  expect(await claims(ACKNOWLEDGED, waiting)).toBe(true)
  expect(await claims(ACKNOWLEDGED, { flags: MessageFlags.Ephemeral })).toBe(false)
  expect(await claims(UNKNOWN, waiting)).toBe(false)
  expect(await claims(0, waiting)).toBe(false)
})
