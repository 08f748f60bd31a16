import { createSlackAdapter } from '../../../adapters/slack'
import { findMessage, until } from '../../../sandbox/driver'
import { otherTeamId, type SlackChatter } from '../../../sandbox/slack'
import { fix, openForm, type Responder, ref, replace, say, TryLater } from '../../../src/chat'
import { until as eventually } from '../../support/until'
import { contractRegistry, everyKindOfField } from '../contract-views'
import { reader } from '../scene'
import { createStage } from '../stage'
import { type SlackHarness, startSlackHarness } from './harness'

const { receive, play } = createStage()
const keep = async <T>(interaction: T) => interaction
const answer = (given: Parameters<Responder['answer']>[0]) => (_: unknown, responder: Responder) =>
  responder.answer(given)

describe('what only Slack has', () => {
  let harness: SlackHarness
  let olivia: SlackChatter

  beforeEach(async () => {
    harness = await startSlackHarness('socket', contractRegistry, receive)
    olivia = harness.sandbox.as('U0OLIVIA')
  })
  afterEach(() => harness.stop())

  const command = (channel = harness.channel) => olivia.type('/team invite ann', channel)

  async function publishHome() {
    const button = { label: 'My teams', press: ref('home.teams') }
    await play(answer(say({ title: 'Welcome', buttons: [button] })), () => olivia.openHome())
    const seen = await until(olivia, () => olivia.home())
    return { seen, press: () => olivia.press(seen.id, seen.controls[0]?.id ?? '') }
  }

  it('publishes the Home tab and replaces it at a press', async () => {
    const { seen, press } = await publishHome()
    expect(seen.text).toContain('Welcome')
    await play(answer(replace({ title: 'Your teams' })), press)
    await until(olivia, () => (olivia.home()?.text.includes('Your teams') ? true : undefined))
  })

  it('answers a press in the Home tab with a form, and the form with a direct message', async () => {
    const { press } = await publishHome()
    await play(answer(openForm(everyKindOfField)), press)
    const values = { name: 'Alpha', role: 'member' }
    await play(answer(say({ title: 'Saved' })), () => olivia.submit(values))
    const seen = await until(olivia, () => findMessage(olivia, 'Saved'))
    expect(seen.channel).toBe('D0OLIVIA')
  })

  it('answers a mention in its thread (B9)', async () => {
    await play(answer(say({ title: 'Here I am' }, 'channel')), () =>
      olivia.type('hello', harness.channel).then(async () => {
        const asked = await until(olivia, () => findMessage(olivia, 'hello'))
        await olivia.reply(asked.id, '@Rolecall are you there?')
      }),
    )
    const seen = await until(olivia, () => findMessage(olivia, 'Here I am'))
    expect(seen.raw).toHaveProperty('thread_ts')
  })

  it('acknowledges a command before anybody works on it (B1)', async () => {
    const work = gate()
    const played = play(
      () => work.passed,
      async () => {},
    )
    await command()
    work.open()
    await played
  })

  it('answers in place of an ephemeral message whose work took long (B4)', async () => {
    const button = { label: 'Go', press: ref('work.start') }
    await play(answer(say({ title: 'Only you', buttons: [button] })), command)
    const seen = await until(olivia, () => findMessage(olivia, 'Only you'))
    await play(
      async (_, responder) => {
        await responder.defer()
        await until(olivia, () => findMessage(olivia, 'Working…'))
        await responder.answer(say({ title: 'Went' }))
      },
      () => olivia.press(seen.id, seen.controls[0]?.id ?? ''),
    )
    const after = await until(olivia, () => findMessage(olivia, 'Went'))
    expect(after.id).toBe(seen.id)
  })

  it('shows another form in place of a submitted one', async () => {
    await play(answer(openForm(everyKindOfField)), command)
    expect(olivia.form()?.submit).toBe('Save')
    const second = { ...everyKindOfField, title: 'Once more' }
    const values = { name: 'Alpha', role: 'member' }
    await play(answer(openForm(second)), () => olivia.submit(values))
    await until(olivia, () => (olivia.form()?.title === 'Once more' ? true : undefined))
  })

  it('shows a form again with its errors above the fields when work on it took long', async () => {
    await play(answer(openForm(everyKindOfField)), command)
    await play(
      async (_, responder) => {
        await responder.defer()
        await responder.answer(fix(everyKindOfField, { name: 'Alpha is taken' }))
      },
      () => olivia.submit({ name: 'Alpha', role: 'member' }),
    )
    await until(olivia, () => (olivia.form()?.title === 'Team settings' ? true : undefined))
    expect(JSON.stringify(olivia.form()?.raw)).toContain('Alpha is taken')
  })

  it('does not mind that a form was closed while work went on', async () => {
    await play(answer(openForm(everyKindOfField)), command)
    await play(
      async (_, responder) => {
        await responder.defer()
        await until(olivia, () => (olivia.form()?.title === 'One moment' ? true : undefined))
        olivia.close()
        await responder.answer(say({ title: 'Saved anyway' }))
      },
      () => olivia.submit({ name: 'Alpha', role: 'member' }),
    )
    await until(olivia, () => findMessage(olivia, 'Saved anyway'))
  })

  it('still finds the asker when the response address is used up', async () => {
    await play(async (_, responder) => {
      for (let count = 1; count <= 6; count++) await responder.answer(say({ title: `Answer ${count}` }))
    }, command)
    const seen = await until(olivia, () => findMessage(olivia, 'Answer 6'))
    expect(seen).toMatchObject({ private: true, channel: harness.channel })
  })

  it('speaks to a channel the bot is not in through the response address', async () => {
    const posted = await play(answer(say({ title: 'From outside' }, 'channel')), () => command('C0PROJECTS'))
    const adam = harness.sandbox.as('U0ADAM')
    await until(adam, () => findMessage(adam, 'From outside'))
    expect(posted).toBeUndefined()
  })

  it('answers where the app has no token, so that nobody is left without a word (B8)', async () => {
    harness.sandbox.install(otherTeamId)
    const other = harness.sandbox.as('U0OLIVIA', otherTeamId)
    const { place } = await play(
      async (interaction, responder) => {
        await responder.answer(say({ title: 'Not connected yet' }))
        return interaction
      },
      () => other.type('/team invite ann'),
    )
    expect(place.tenant).toBe(otherTeamId)
    await until(other, () => findMessage(other, 'Not connected yet'))
  })

  it('reports that its token was revoked (B15)', async () => {
    harness.sandbox.faults.revokeToken()
    await eventually(() => harness.disconnections.length > 0)
    expect(harness.disconnections).toEqual([{ tenant: 'T0ACME001', why: 'tokensRevoked' }])
    const to = harness.chatUser(olivia)
    const sent = await harness.adapter.messenger.direct(to, { title: 'Too late' }, reader, 'key')
    expect(sent).toEqual({ ok: false, why: 'disconnected' })
  })

  it.each([
    ['asks to wait', { http: 429, retryAfterSeconds: 7 }, 7_000],
    ['is down', { http: 503 }, 5_000],
    ['has an inner error', { error: 'internal_error' }, 5_000],
  ] as const)('tells a job to try later when Slack %s (B11)', async (_, failure, afterMs) => {
    harness.sandbox.faults.failNext('chat.postMessage', 1, failure)
    const to = harness.chatUser(olivia)
    const sent = harness.adapter.messenger.direct(to, { title: 'Later' }, reader, 'key')
    await expect(sent).rejects.toThrow(TryLater)
    await expect(sent).rejects.toMatchObject({ afterMs })
  })

  it('reads what Slack knows of a person, and an address only where it is confirmed (R22)', async () => {
    const { profiles } = harness.adapter
    const user = (userId: string) => ({ platform: 'slack', tenant: 'T0ACME001', userId }) as const
    expect(await profiles.profile(user('U0OLIVIA'))).toEqual({
      name: 'Olivia Owner',
      bot: false,
      guest: false,
      stranger: false,
      managesTenant: true,
      confirmedEmail: 'olivia@acme.test',
      locale: 'en-GB',
      timeZone: 'Europe/London',
    })
    expect(await profiles.profile(user('U0SAM'))).not.toHaveProperty('confirmedEmail')
    expect(await profiles.profile(user('U0GUS'))).toMatchObject({ guest: true })
    expect(await profiles.profile(user('U0CONNIE'))).toMatchObject({ stranger: true })
    expect(await profiles.profile(user('U0ROLECALL'))).toMatchObject({ bot: true })
  })

  it('comes back by itself when Slack asks for a fresh connection or cuts it', async () => {
    for (const fault of ['refreshSockets', 'dropSockets'] as const) {
      harness.sandbox.faults[fault]()
      await reconnected(harness)
      const { happening } = await play(keep, command)
      expect(happening.kind).toBe('command')
    }
  })

  it('waits for what is under way before it stops, and takes nothing new', async () => {
    const order: string[] = []
    const work = gate()
    const begun = gate()
    const played = play(async (_, responder) => {
      begun.open()
      await work.passed
      await responder.answer(say({ title: 'Finished' }))
      order.push('answered')
    }, command)
    await begun.passed
    const stopped = harness.adapter.stop().then(() => order.push('stopped'))
    work.open()
    await Promise.all([played, stopped])
    expect(order).toEqual(['answered', 'stopped'])
    expect(harness.adapter.connected).toBe(false)
  })
})

describe('connecting', () => {
  const connect = (more: { apiUrl: string; appToken: string }) =>
    createSlackAdapter({
      ...more,
      tokenFor: async () => null,
      clock: { now: () => 0 },
      log: { info: () => {}, warn: () => {}, error: () => {} },
      registry: contractRegistry,
    })

  it('fails when Slack refuses the token', async () => {
    const harness = await startSlackHarness('socket', contractRegistry, receive)
    const adapter = connect({ apiUrl: harness.sandbox.apiUrl, appToken: 'xapp-guessed' })
    await expect(adapter.start(receive)).rejects.toThrow('invalid_auth')
    await harness.stop()
  })

  it('starts unconnected while Slack is out of reach', async () => {
    const adapter = connect({ apiUrl: 'http://127.0.0.1:1/api/', appToken: 'xapp-1' })
    await adapter.start(receive)
    expect(adapter.connected).toBe(false)
    await adapter.stop()
  })

  it('needs an app token or a signing secret', () => {
    const options = { tokenFor: async () => null, clock: { now: () => 0 }, registry: contractRegistry }
    const log = { info: () => {}, warn: () => {}, error: () => {} }
    expect(() => createSlackAdapter({ ...options, log })).toThrow('app token or a signing secret')
  })
})

function gate() {
  let open = () => {}
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, passed }
}

/** Resolves when the adapter has lost its connection and has one again. */
async function reconnected({ adapter }: SlackHarness): Promise<void> {
  await eventually(() => !adapter.connected)
  await eventually(() => adapter.connected)
}
