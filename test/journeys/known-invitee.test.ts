import { install, invite } from './scenes'
import { DIRECTIONS, type Stage, startStage } from './support'

let stage: Stage
beforeEach(async () => {
  stage = await startStage()
})
afterEach(() => stage.close())

test.each(DIRECTIONS)(
  'owner in $near: somebody known in $far is asked by a card and accepts there (F55 B3 B4)',
  async ({ near, far }) => {
    await install(stage, { near, far })
    const olivia = stage.at(near, 'Olivia Owner')
    const maya = stage.at(far, 'Maya Member')

    const code = await invite(stage, olivia, 'Maya Member')
    // Slack confirms her address, so there she needs no code.
    await maya.types(far === 'slack' ? '/invite accept' : `/invite accept ${code}`)
    await maya.sees('Welcome to team')
    await olivia.sees('accepted your invitation')

    await maya.types('/team leave')
    await maya.sees('Leave team')
    await maya.presses('Leave')
    await maya.sees('You have left team')

    await invite(stage, olivia, 'Maya Member', 'admin')
    const card = await maya.sees('Olivia Owner invites you as Admin')
    expect(stage.at(far, 'Sam Stranger').finds('Invitation to team')).toEqual([])
    await maya.presses('Accept', card)
    const redrawn = await maya.sees('Accepted')
    expect(redrawn.id).toBe(card.id)
    expect(redrawn.controls.map(({ label }) => label)).toEqual(['Team overview'])
    await olivia.sees('accepted your invitation')
    await maya.types('/whoami')
    expect((await maya.sees('You are Maya Member')).text).toContain('Admin of team')
  },
)
