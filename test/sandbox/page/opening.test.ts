import { setTheScene } from '../../../sandbox'
import { type Stage, startStage } from '../../journeys/support'

let stage: Stage
beforeEach(async () => {
  stage = await startStage()
})
afterEach(() => stage.close())

test('a fresh sandbox knows Olivia on both platforms, and Adam as her admin', async () => {
  const { slack, discord } = stage.sandbox
  await setTheScene({ slack, discord }, await stage.claimCode())
  for (const olivia of [stage.slack('Olivia Owner'), stage.discord('Olivia Owner')]) {
    await olivia.types('/whoami')
    await olivia.sees(/Owner of team/)
  }
  const adam = stage.slack('Adam Admin')
  await adam.types('/whoami')
  await adam.sees(/Admin of team/)
})
