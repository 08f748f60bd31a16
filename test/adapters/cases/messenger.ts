import { findMessage, until } from '../../../sandbox/driver'
import { reader, type Scene } from '../scene'

export function describeMessenger(scene: Scene): void {
  it('posts privately and edits what was posted, outside of an interaction', async () => {
    const { messenger } = scene.harness.adapter
    const to = scene.harness.chatUser(scene.harness.adam)
    const sent = await messenger.direct(to, { title: 'You are invited' }, reader, '01JKEY')
    if (!sent.ok) throw new Error(sent.why)
    const seen = await until(scene.harness.adam, () => findMessage(scene.harness.adam, 'You are invited'))
    expect(sent.posted).toMatchObject({ channelId: seen.channel, messageId: seen.id })
    await messenger.edit(sent.posted, { title: 'You have accepted' }, reader)
    const after = await until(scene.harness.adam, () => findMessage(scene.harness.adam, 'You have accepted'))
    expect(after.id).toBe(seen.id)
  })

  it('says that a message is gone when there is nothing to edit', async () => {
    const { messenger } = scene.harness.adapter
    const to = scene.harness.chatUser(scene.harness.adam)
    const sent = await messenger.direct(to, { title: 'Soon gone' }, reader, '01JGONE')
    if (!sent.ok) throw new Error(sent.why)
    const missing = { ...sent.posted, messageId: sent.posted.messageId.replace(/^\d{4}/, '1234') }
    expect(await messenger.edit(missing, { title: 'Nowhere' }, reader)).toEqual({ ok: false, why: 'gone' })
  })

  it('says that somebody takes no private messages (B12)', async () => {
    scene.harness.blockDirectMessages(scene.harness.adam)
    const to = scene.harness.chatUser(scene.harness.adam)
    const sent = await scene.harness.adapter.messenger.direct(to, { title: 'Unwanted' }, reader, '01JBLOCK')
    expect(sent).toEqual({ ok: false, why: 'blocked' })
    expect(findMessage(scene.harness.adam, 'Unwanted')).toBeUndefined()
  })

  it('reads the profile of a person and knows of nobody else (R22)', async () => {
    const profile = await scene.harness.adapter.profiles.profile(scene.harness.chatUser(scene.harness.olivia))
    expect(profile).toMatchObject({ bot: false, guest: false, stranger: false })
    const nobody = { ...scene.harness.chatUser(scene.harness.olivia), userId: '900000000000000999' }
    expect(await scene.harness.adapter.profiles.profile(nobody)).toBeNull()
  })
}
