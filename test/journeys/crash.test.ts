import { type Child, runChild } from '../support/child'
import { install, join } from './scenes'
import { DIRECTIONS, openStage, type Stage } from './support'

const children: Child[] = []
let stage: Omit<Stage, 'pass'>
afterEach(async () => {
  for (const child of children) child.signal('SIGKILL')
  await Promise.all(children.map(({ ended }) => ended))
  await stage.close()
})

test('what was owed when the process was killed is delivered by the next one (H17)', async () => {
  const empty = await openStage()
  const start = () => {
    const child = runChild('src/main.ts', ['start'], { env: empty.environment })
    children.push(child)
    return child
  }
  const killed = start()
  const [, code = ''] = await killed.prints(/\/link (\S+) in Slack/)
  stage = { ...empty, claimCode: async () => code }
  const [olivia, sam] = [stage.slack('Olivia Owner'), stage.discord('Sam Stranger')]
  await install(stage, DIRECTIONS[0])
  await join(stage, olivia, sam)

  stage.sandbox.discord.faults.goDown()
  await olivia.types('/team role person:"Sam Stranger" role:admin')
  await olivia.presses('Make Admin', await olivia.sees('Make Sam Stranger Admin?'))
  await olivia.sees('Sam Stranger is now Admin')
  killed.signal('SIGKILL')
  expect(await killed.ended).toBeNull()
  expect(sam.finds('You are now Admin')).toEqual([])

  stage.sandbox.discord.faults.comeBack()
  await start().prints(/Rolecall is ready/)
  await stage.settled()
  await sam.sees('changed your role from Member to Admin')
  expect(sam.finds('You are now Admin')).toHaveLength(1)
})
