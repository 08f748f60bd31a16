import { findMessage, until } from '../../../sandbox/driver'
import { type Answer, replace, say } from '../../../src/chat'
import { everyKindOfField } from '../contract-views'
import { createScene } from '../scene'
import { type DiscordHarness, startDiscordHarness } from './harness'

describe('answers on Discord', () => {
  let harness: DiscordHarness
  const scene = createScene(async (registry, receive) => {
    harness = await startDiscordHarness(registry, receive)
    return harness
  })
  beforeAll(scene.open)
  afterEach(() => harness.clearFaults())
  afterAll(scene.close)

  const command = scene.type('/team invite ann@acme.test')
  const seen = (title: string) => until(harness.olivia, () => findMessage(harness.olivia, title))
  const slowly = (answer: Answer) =>
    scene.play(async (_, responder) => {
      await responder.defer()
      return responder.answer(answer)
    }, command)

  it('gives a slow public answer its own message and takes the private placeholder away', async () => {
    const posted = await slowly(say({ title: 'Slow and public' }, 'channel'))
    const message = await until(harness.adam, () => findMessage(harness.adam, 'Slow and public'))
    expect(posted).toMatchObject({ messageId: message.id })
    const all = harness.olivia.channels().flatMap((channel) => channel.messages)
    expect(all.filter(({ text }) => text === '' || /thinking|Working/.test(text))).toEqual([])
  })

  it('waits for its own deferral before it answers', async () => {
    await scene.play(async (_, responder) => {
      const deferring = responder.defer()
      await Promise.all([deferring, responder.answer(say({ title: 'Right behind' }))])
    }, command)
    expect(await seen('Right behind')).toMatchObject({ private: true })
  })

  it('points to a direct answer from where it was asked for', async () => {
    await scene.play((_, responder) => responder.answer(say({ title: 'In private' }, 'direct')), command)
    const pointer = await seen('Sent to you in a direct message')
    expect(pointer).toMatchObject({ private: true, channel: harness.channel })
    expect(pointer.controls).toMatchObject([{ kind: 'link', label: 'Open it' }])
  })

  it('shows a direct answer on the spot to somebody who takes no direct messages (B12)', async () => {
    harness.blockDirectMessages(harness.olivia)
    const posted = await scene.play(
      (_, responder) => responder.answer(say({ title: 'Not by mail' }, 'direct')),
      command,
    )
    expect(posted).toBeUndefined()
    expect(await seen('Not by mail')).toMatchObject({ private: true, channel: harness.channel })
  })

  it('replaces nothing where no message was pressed, but says it privately', async () => {
    await scene.play((_, responder) => responder.answer(replace({ title: 'Nothing to replace' })), command)
    expect(await seen('Nothing to replace')).toMatchObject({ private: true })
  })

  it('leaves a card alone that was redrawn while the press was at work (B4)', async () => {
    const card = await scene.showInChannel({
      title: 'Invitation of Maya',
      buttons: [{ label: 'Resend', press: 'invites.resend:01J' }],
    })
    await scene.play(
      async ({ place }, responder) => {
        await responder.defer()
        const message = {
          platform: 'discord',
          tenant: place.tenant ?? '',
          channelId: card.channel,
          messageId: card.id,
        } as const
        const redrawn = { title: 'Maya has accepted' }
        await harness.adapter.messenger.edit(message, redrawn, { locale: 'en', timeZone: 'Etc/UTC', now: 0 })
        await responder.answer(say({ title: 'Too late to resend' }))
      },
      scene.press(card, 'Resend'),
    )
    await seen('Too late to resend')
    expect(findMessage(harness.adam, 'Invitation of Maya')).toBeUndefined()
    expect(findMessage(harness.adam, 'Maya has accepted')).toMatchObject({ id: card.id, controls: [] })
  })

  it('answers a duplicate delivery nowhere and without an error (B2)', async () => {
    harness.duplicateDeliveries(2)
    await scene.playTimes(3, (_, responder) => responder.answer(say({ title: 'Once only' })), command)
    const all = harness.olivia.channels().flatMap((channel) => channel.messages)
    expect(all.filter(({ text }) => text.includes('Once only'))).toHaveLength(1)
    expect(harness.logged).toContain('info Discord takes no answer to this interaction')
  })

  it('answers an interaction that is over nowhere and without an error', async () => {
    harness.sandbox.faults.failNext('POST /interactions', 404, 1, {
      message: 'Unknown interaction',
      code: 10_062,
    })
    let answered: unknown = 'not yet'
    await scene.play(async (_, responder) => {
      await responder.defer()
      answered = await responder.answer(say({ title: 'Nobody listens' }, 'channel'))
      // The platform of the sandbox still waits; a person would see its own notice after three seconds.
      await finishFor(harness)
    }, command)
    expect(answered).toBeUndefined()
    expect(findMessage(harness.olivia, 'Nobody listens')).toBeUndefined()
  })

  it('throws what is our own fault, and can still show the error that follows (B8)', async () => {
    const tooMany = Array.from({ length: 6 }, (_, n) => ({ label: `B${n}`, press: `b:${n}` }))
    await scene.play(async (_, responder) => {
      const broken: Answer = { kind: 'say', card: { title: 'Broken', buttons: tooMany }, audience: 'private' }
      await expect(responder.answer(broken)).rejects.toThrow('Invalid Form Body')
      await responder.answer(say({ title: 'Something went wrong' }))
    }, command)
    await seen('Something went wrong')
  })

  it('refuses to open a form after a deferral, naming what to declare', async () => {
    await scene.play(async (_, responder) => {
      await responder.defer()
      await expect(responder.answer({ kind: 'form', form: everyKindOfField })).rejects.toThrow(
        'first: "form"',
      )
      await responder.answer(say({ title: 'No form then' }))
    }, command)
    await seen('No form then')
  })

  describe('to a message', () => {
    const mention = () =>
      harness.olivia.type(`<@${harness.sandbox.applicationId}> who is in Alpha?`, harness.channel)

    it('hears a mention without the mention itself, and answers below it', async () => {
      const { happening, sender } = await scene.play(async (interaction, responder) => {
        await responder.defer()
        await responder.answer(say({ title: 'Maya is' }, 'channel'))
        return interaction
      }, mention)
      expect(happening).toMatchObject({ kind: 'message', text: 'who is in Alpha?', addressed: true })
      expect(sender).toMatchObject({ name: 'Olivia Owner', userId: harness.olivia.userId })
      const reply = await until(harness.adam, () => findMessage(harness.adam, 'Maya is'))
      expect(reply).toMatchObject({ channel: harness.channel, pings: [] })
    })

    it('answers privately in a direct message', async () => {
      await scene.play((_, responder) => responder.answer(say({ title: 'Between us' })), mention)
      expect((await seen('Between us')).channel).not.toBe(harness.channel)
      expect(findMessage(harness.adam, 'Between us')).toBeUndefined()
    })

    it('says so when it cannot write privately (B12)', async () => {
      harness.blockDirectMessages(harness.olivia)
      await scene.play((_, responder) => responder.answer(say({ title: 'Secret' })), mention)
      await seen('I cannot write to you privately')
      expect(findMessage(harness.adam, 'Secret')).toBeUndefined()
    })
  })
})

/** Ends the command in the sandbox, whose first response was made to fail. */
async function finishFor({ sandbox }: DiscordHarness): Promise<void> {
  const call = sandbox.calls.findLast(({ route }) => route.startsWith('POST /interactions'))
  await fetch(new URL(`${sandbox.apiUrl}/v10${call?.path.replace(/^.*?(?=\/interactions)/, '')}`), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ type: 5, data: { flags: 64 } }),
  })
}
