import type { SeenMessage } from '../../sandbox/driver'
import { install, join } from './scenes'
import { DIRECTIONS, personOf, type Stage, startStage, userId } from './support'

const TEAM = `<!channel> *x* @everyone <@U0OLIVIA> <@${userId('discord', 'Olivia Owner')}>`
const NOTE = '**bold** @here <!here> [click](https://evil.test) <https://evil.test|here>'

let stage: Stage
beforeEach(async () => {
  stage = await startStage()
})
afterEach(() => stage.close())

test.each(DIRECTIONS)(
  'set in $near, a name and a note full of mentions and markup ping nobody and read as written (H8 B13)',
  async ({ near, far }) => {
    await install(stage, { near, far })
    const olivia = stage.at(near, 'Olivia Owner')
    const sam = stage.at(far, 'Sam Stranger')
    await olivia.types('/team settings')
    await olivia.seesForm('Team settings')
    await olivia.fills({ 'Team name': TEAM })
    await olivia.sees('Settings saved')

    await join(stage, olivia, sam)
    await sam.types('/team leave')
    await sam.sees('Leave team')
    await sam.presses('Leave')
    await sam.sees('You have left team')
    await olivia.types('/team invite')
    await olivia.seesForm('Invite people')
    await olivia.fills({ People: personOf('Sam Stranger').email, Note: NOTE })
    await olivia.sees('Invited 1 person')
    const card = await sam.sees('Olivia Owner invites you as Member')
    for (const words of [`Invitation to team ${TEAM}`, NOTE]) expect(shown(card)).toContain(words)
    expect(card.controls.filter(({ kind }) => kind === 'link')).toEqual([])
    await sam.presses('Accept', card)
    await olivia.sees('accepted your invitation')

    await olivia.types('/team overview')
    expect(shown(await olivia.sees('Your role'))).toContain(`Team ${TEAM}`)
    await sam.types('/rolecall')
    expect(shown(await sam.sees('Hello Sam Stranger'))).toContain(`${TEAM} — Member`)

    const mail = await stage.mailTo(personOf('Sam Stranger').email, 'invites you', 1)
    expect(mail.subject).toContain(TEAM)
    expect(mail.text).toContain(NOTE)
    expect(mail.html).not.toMatch(/href="https:\/\/evil\.test/)

    const everything = [near, far].flatMap((platform) =>
      ['Olivia Owner', 'Sam Stranger', 'Adam Admin'].flatMap((name) => messagesOf(platform, name)),
    )
    expect(everything.length).toBeGreaterThan(10)
    expect(everything.flatMap(({ pings }) => pings)).toEqual([])
  },
)

/** Slack's markup knows no escape for its marks: marks are kept apart from words by a character nobody sees. */
const shown = ({ text }: SeenMessage) => text.replaceAll('\uFEFF', '')

function messagesOf(platform: 'slack' | 'discord', name: string): SeenMessage[] {
  const { chatter } = stage.at(platform, name)
  return chatter.channels().flatMap(({ messages }) => messages.filter(({ fromBot }) => fromBot))
}
