import { install, join } from './scenes'
import { DIRECTIONS, type Stage, startStage } from './support'

let stage: Stage
beforeEach(async () => {
  stage = await startStage()
})
afterEach(() => stage.close())

test.each(DIRECTIONS)(
  'account admin in $near, user in $far: seen, made workspace admin, who removes the owner of the team and names the new one (F124 F129 F143 F147 F41 R3 R4 R5)',
  async ({ near, far }) => {
    const olivia = stage.at(near, 'Olivia Owner')
    const maya = stage.at(far, 'Maya Member')
    await install(stage, { near, far })
    await join(stage, olivia, maya)

    await maya.types('/workspace overview')
    await maya.sees(/Your role:?\s+Chat User/)
    await maya.types('/workspace users')
    await maya.sees('You may not do this in workspace')

    await olivia.types('/workspace users')
    expect((await olivia.sees('Users of workspace')).text).toMatch(/Maya Member — Chat User/)
    await olivia.types('/workspace role person:"Maya Member" role:workspaceAdmin')
    await olivia.sees('Make Maya Member Workspace Admin?')
    await olivia.presses('Make Workspace Admin')
    await olivia.sees('Maya Member is now Workspace Admin')
    await maya.sees('You are now Workspace Admin of workspace')

    await maya.types('/workspace remove person:"Olivia Owner"')
    await maya.sees('Remove Olivia Owner?')
    await maya.presses('Name new owners')
    const [field] = (await maya.seesForm('Name new owners')).fields
    const herself = field?.options?.find(({ label }) => label.startsWith('Maya Member'))
    await maya.fills({ [field?.label ?? '']: herself?.value ?? '' })
    await maya.sees('Olivia Owner is not in workspace')
    await olivia.sees('You are no longer in workspace')
    await olivia.types('/team overview')
    await olivia.sees('You are in no team here')
    await maya.types('/team overview')
    await maya.sees(/Your role:?\s+Owner/)
  },
)
