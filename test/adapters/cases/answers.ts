import { type Chatter, findMessage, type SeenMessage, until } from '../../../sandbox/driver'
import { type Interaction, openForm, type Responder, ref, replace, say } from '../../../src/chat'
import { everyKindOfField } from '../contract-views'
import type { Scene } from '../scene'

export function describeAnswers(scene: Scene): void {
  it('shows a private answer to the asker alone', async () => {
    const posted = await scene.play(
      (_, responder) => responder.answer(say({ title: 'For your eyes' })),
      scene.type('/team invite ann@acme.test'),
    )
    const seen = await until(scene.harness.olivia, () => findMessage(scene.harness.olivia, 'For your eyes'))
    expect(seen).toMatchObject({ private: true, channel: scene.harness.channel, fromBot: true })
    expect(findMessage(scene.harness.adam, 'For your eyes')).toBeUndefined()
    expect(posted).toBeUndefined()
  })

  it('shows a channel answer to everybody and says where it stands', async () => {
    const posted = await scene.play(
      (_, responder) => responder.answer(say({ title: 'For all of you' }, 'channel')),
      scene.type('/team invite ann@acme.test'),
    )
    const seen = await until(scene.harness.adam, () => findMessage(scene.harness.adam, 'For all of you'))
    expect(seen.private).toBe(false)
    expect(posted).toMatchObject({ channelId: scene.harness.channel, messageId: seen.id })
  })

  it('shows a direct answer in a direct message and says where it stands', async () => {
    const posted = await scene.play(
      (_, responder) => responder.answer(say({ title: 'Just between us' }, 'direct')),
      scene.type('/team invite ann@acme.test'),
    )
    const seen = await until(scene.harness.olivia, () => findMessage(scene.harness.olivia, 'Just between us'))
    expect(directChannel(scene.harness.olivia)).toBe(seen.channel)
    const { olivia } = scene.harness
    const pointer = await until(olivia, () => findMessage(olivia, 'Sent to you in a direct message'))
    expect(pointer).toMatchObject({ private: true, channel: scene.harness.channel })
    expect(pointer.controls).toMatchObject([{ kind: 'link', label: 'Open it' }])
    expect(pointer.controls[0]?.id).toContain(seen.channel)
    expect(posted).toMatchObject({ channelId: seen.channel, messageId: seen.id })
    expect(findMessage(scene.harness.adam, 'Just between us')).toBeUndefined()
  })

  it('replaces the pressed message (B4)', async () => {
    const seen = await scene.showInChannel({
      title: 'Decide about Maya',
      buttons: [{ label: 'Approve', press: ref('requests.approve') }],
    })
    await scene.play(
      (_, responder) => responder.answer(replace({ title: 'Approved by Olivia' })),
      scene.press(seen, 'Approve'),
    )
    const after = await until(scene.harness.adam, () => findMessage(scene.harness.adam, 'Approved by Olivia'))
    expect(after).toMatchObject({ id: seen.id, controls: [] })
    expect(findMessage(scene.harness.adam, 'Decide about Maya')).toBeUndefined()
  })

  it('replaces the message a form was opened from', async () => {
    const seen = await scene.showInChannel({
      title: 'Decide with a reason',
      buttons: [{ label: 'Deny', press: ref('requests.deny') }],
    })
    await scene.play(
      (_, responder) => responder.answer(openForm(everyKindOfField)),
      scene.press(seen, 'Deny'),
    )
    await scene.play(
      (_, responder) => responder.answer(replace({ title: 'Denied with a reason' })),
      scene.submit({ Name: 'No', Role: 'member' }),
    )
    const after = await until(scene.harness.adam, () =>
      findMessage(scene.harness.adam, 'Denied with a reason'),
    )
    expect(after.id).toBe(seen.id)
  })

  it('takes the controls out of a pressed message while work goes on (B4)', async () => {
    const seen = await scene.showInChannel({
      title: 'Slow to decide',
      buttons: [{ label: 'Start', press: ref('work.start') }],
    })
    const meanwhile = await scene.play(
      async (_, responder) => {
        await responder.defer()
        const working = await until(scene.harness.adam, () =>
          idle(findMessage(scene.harness.adam, 'Slow to decide')),
        )
        await responder.answer(replace({ title: 'Decided at last' }))
        return working
      },
      scene.press(seen, 'Start'),
    )
    expect(meanwhile.text).toContain('Working')
    const after = await until(scene.harness.adam, () => findMessage(scene.harness.adam, 'Decided at last'))
    expect(after.id).toBe(seen.id)
  })

  it('gives the controls back when a slow press only has something to say (B3)', async () => {
    const seen = await scene.showInChannel({
      title: 'Not for everybody',
      buttons: [{ label: 'Try', press: ref('work.try') }],
    })
    await scene.play(
      async (_, responder) => {
        await responder.defer()
        await responder.answer(say({ title: 'You may not' }))
      },
      scene.press(seen, 'Try'),
    )
    await until(scene.harness.olivia, () => findMessage(scene.harness.olivia, 'You may not'))
    const after = await until(scene.harness.adam, () => findMessage(scene.harness.adam, 'Not for everybody'))
    expect(after.controls).toMatchObject([{ label: 'Try', disabled: false }])
  })

  it('answers a slow command and a slow form', async () => {
    await scene.play(slowly('The slow command is done'), scene.type('/team invite ann@acme.test'))
    await until(scene.harness.olivia, () => findMessage(scene.harness.olivia, 'The slow command is done'))
    await scene.openFormFor(everyKindOfField)
    await scene.play(slowly('The slow form is done'), scene.submit({ Name: 'Alpha', Role: 'member' }))
    await until(scene.harness.olivia, () => findMessage(scene.harness.olivia, 'The slow form is done'))
  })
}

const slowly = (title: string) => async (_: Interaction, responder: Responder) => {
  await responder.defer()
  await responder.answer(say({ title }))
}

const idle = (seen: SeenMessage | undefined) =>
  seen?.controls.every((control) => control.disabled || control.kind === 'link') ? seen : undefined

const directChannel = (chatter: Chatter) => chatter.channels().find((channel) => channel.direct)?.id
