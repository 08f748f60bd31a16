import { install, join } from './scenes'
import { DIRECTIONS, type Stage, startStage } from './support'

let stage: Stage
beforeEach(async () => {
  stage = await startStage()
})
afterEach(() => stage.close())

test.each(DIRECTIONS)(
  'in $far an admin who was demoted meanwhile is refused at the confirm button, and the card says so (H1 R5)',
  async ({ near, far }) => {
    await install(stage, { near, far })
    const [olivia, sam] = [stage.at(near, 'Olivia Owner'), stage.at(far, 'Sam Stranger')]
    await join(stage, olivia, stage.at(near, 'Adam Admin'))
    await join(stage, olivia, sam, 'admin')

    await sam.types('/team remove "Adam Admin"')
    const confirm = await sam.sees('Remove Adam Admin?')
    await olivia.types('/team role person:"Sam Stranger" role:member')
    await olivia.presses('Make Member', await olivia.sees('Make Sam Stranger Member?'))
    await olivia.sees('Sam Stranger is now Member')

    await sam.presses('Remove', confirm)
    const refused = await sam.sees('You may not do this in team')
    expect(refused).toMatchObject({ id: confirm.id, controls: [] })
    await olivia.types('/team members')
    expect((await olivia.sees('Members of')).text).toContain('Adam Admin — Member')
  },
)

test.each(DIRECTIONS)(
  'in $far a form that is open while its person is removed changes nothing (H5 R4)',
  async ({ near, far }) => {
    await install(stage, { near, far })
    const [olivia, sam] = [stage.at(near, 'Olivia Owner'), stage.at(far, 'Sam Stranger')]
    await join(stage, olivia, sam, 'admin')
    await sam.types('/team settings')
    await sam.seesForm('Team settings')
    await olivia.types('/team remove "Sam Stranger"')
    await olivia.presses('Remove', await olivia.sees('Remove Sam Stranger?'))
    await olivia.sees('Sam Stranger is not in team')

    await sam.fills({ 'Team name': 'Hijacked' })
    await sam.sees('There is no such team')
    await olivia.types('/team overview')
    expect((await olivia.sees('Your role')).text).not.toContain('Hijacked')
  },
)
