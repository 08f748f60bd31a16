import { findMessage, until } from '../../../sandbox/driver'
import { type Interaction, type Responder, ref } from '../../../src/chat'
import { keep, reader, type Scene } from '../scene'

export function describeReceiving(scene: Scene): void {
  it('is connected', () => {
    expect(scene.harness.adapter.connected).toBe(true)
  })

  it('hands over the command, its words, who speaks and where', async () => {
    const { happening, sender, place } = await scene.play(
      keep,
      scene.type('/team invite ann@acme.test role:admin'),
    )
    expect(happening).toMatchObject({ kind: 'command', command: 'team invite' })
    expect(wordsOf(happening)).toContain('ann@acme.test')
    expect(wordsOf(happening)).toContain('admin')
    expect(sender).toMatchObject(scene.harness.chatUser(scene.harness.olivia))
    expect(place).toMatchObject({ platform: scene.harness.adapter.platform, direct: false, shared: false })
  })

  it('hands over a pressed button by its reference', async () => {
    const seen = await scene.showInChannel({
      title: 'Waiting for you',
      buttons: [{ label: 'Accept', press: ref('invites.accept', '01J') }],
    })
    const { happening, sender } = await scene.play(keep, scene.press(seen, 'Accept'))
    expect(happening).toEqual({ kind: 'press', press: 'invites.accept:01J' })
    expect(sender.userId).toBe(scene.harness.olivia.userId)
  })

  it('hands over what was chosen in the menu of a row', async () => {
    const options = [
      { label: 'Make admin', press: ref('members.role', '01J', 'admin') },
      { label: 'Make member', press: ref('members.role', '01J', 'member') },
    ]
    const seen = await scene.showInChannel({
      title: 'Members of Alpha',
      rows: [{ text: 'Maya', menu: { label: 'Change role', options } }],
    })
    const menu = seen.controls.find((control) => control.kind === 'menu')
    const wanted = menu?.options?.find((each) => each.label === 'Make member')
    const { happening } = await scene.play(keep, scene.press(seen, menu?.label ?? '', wanted?.value))
    expect(happening).toEqual({ kind: 'press', press: 'members.role:01J:member' })
  })

  it('gives every delivery of one happening the same key (B2)', async () => {
    scene.harness.duplicateDeliveries(2)
    const arriving = scene.harness.dropsDuplicates ? 1 : 3
    const keys = await scene.playTimes(arriving, keyOf, scene.type('/team invite ann@acme.test'))
    scene.harness.clearFaults()
    expect(keys).toEqual(Array(arriving).fill(keys[0]))
    const [another] = await scene.playTimes(1, keyOf, scene.type('/team invite ann@acme.test'))
    expect(keys).not.toContain(another)
  })

  it('hears a private message of a person and not its own (B18)', async () => {
    await scene.harness.adapter.messenger.direct(
      scene.harness.chatUser(scene.harness.olivia),
      { title: 'Say something' },
      reader,
      '01JHEAR',
    )
    const seen = await until(scene.harness.olivia, () => findMessage(scene.harness.olivia, 'Say something'))
    const { happening, place } = await scene.play(keep, () =>
      scene.harness.olivia.type('hello there', seen.channel),
    )
    expect(happening).toMatchObject({ kind: 'message', text: 'hello there', addressed: true })
    expect(place.direct).toBe(true)
  })
}

async function keyOf(interaction: Interaction, responder: Responder): Promise<string> {
  const { key } = await keep(interaction, responder)
  return key
}

function wordsOf(happening: Interaction['happening']): string {
  if (happening.kind !== 'command') throw new Error(`a ${happening.kind} instead of a command`)
  const { words } = happening
  return 'line' in words ? words.line : Object.values(words.options).join(' ')
}
