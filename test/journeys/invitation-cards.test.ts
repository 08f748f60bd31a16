import type { SeenMessage } from '../../sandbox/driver'
import { createBrowser } from './browser'
import type { Player } from './player'
import { install, invite, join, link } from './scenes'
import { DAY_MS, DIRECTIONS, personOf, type Stage, startStage } from './support'

let stage: Stage
beforeEach(async () => {
  stage = await startStage()
})
afterEach(() => stage.close())

/** Sam is known from having been a member, so the invitation comes as a card too. */
async function inviteAgain(owner: Player, sam: Player): Promise<{ card: SeenMessage; code: string }> {
  await join(stage, owner, sam)
  await sam.types('/team leave')
  await sam.sees('Leave team')
  await sam.presses('Leave')
  await sam.sees('You have left team')
  const code = await invite(stage, owner, 'Sam Stranger')
  return { card: await sam.sees('Olivia Owner invites you as Member'), code }
}

const labels = ({ controls }: SeenMessage) => controls.map(({ label }) => label)

test.each(DIRECTIONS)('a card in $far shows the end that came from the page (B4)', async ({ near, far }) => {
  await install(stage, { near, far })
  const [olivia, sam] = [stage.at(near, 'Olivia Owner'), stage.at(far, 'Sam Stranger')]
  const { card } = await inviteAgain(olivia, sam)
  expect(labels(card)).toEqual(['Accept', 'Decline'])

  const { links } = await stage.mailTo(personOf('Sam Stranger').email, 'invites you', 1)
  const [url, browser] = [links[0] ?? '', createBrowser()]
  await browser.submit(url, await browser.open(url), { name: 'answer', value: 'decline' })
  const redrawn = await sam.sees('Declined')
  expect(redrawn).toMatchObject({ id: card.id, edited: true })
  expect(labels(redrawn)).toEqual([])
  await olivia.sees('declined your invitation')
})

test.each(DIRECTIONS)(
  'a card in $far shows the answer that was given in $near (H6)',
  async ({ near, far }) => {
    await install(stage, { near, far })
    const [olivia, sam] = [stage.at(near, 'Olivia Owner'), stage.at(far, 'Sam Stranger')]
    const { card } = await inviteAgain(olivia, sam)
    const samThere = stage.at(near, 'Sam Stranger')
    await link(sam, samThere)

    await samThere.types('/invite accept')
    await samThere.sees('Welcome to team')
    expect(await sam.sees('Accepted')).toMatchObject({ id: card.id })
    await olivia.sees('accepted your invitation')
  },
)

test.each(DIRECTIONS)(
  'seven days later the card in $far says expired, the inviter is told, and the code is refused (F49 R15)',
  async ({ near, far }) => {
    await install(stage, { near, far })
    const [olivia, sam] = [stage.at(near, 'Olivia Owner'), stage.at(far, 'Sam Stranger')]
    const { card, code } = await inviteAgain(olivia, sam)

    await stage.pass(6 * DAY_MS + 60_000)
    const reminder = await stage.mailTo(personOf('Sam Stranger').email, 'expires soon')
    expect(reminder.text).toContain('the invitation expires')

    await stage.pass(DAY_MS)
    const redrawn = await sam.sees('Expired')
    expect(redrawn.id).toBe(card.id)
    expect(labels(redrawn)).toEqual([])
    await olivia.sees('Nobody answered within seven days')
    await sam.types(`/invite accept ${code}`)
    await sam.sees('This invitation has expired')

    await olivia.presses('Send again')
    await olivia.sees('Sent again')
    await sam.presses('Accept', await sam.sees('Olivia Owner invites you as Member'))
    await olivia.sees('accepted your invitation')
  },
)
