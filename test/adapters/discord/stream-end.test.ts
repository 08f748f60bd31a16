import { defaultRateLimits } from '../../../sandbox/discord'
import { findMessage } from '../../../sandbox/driver'
import { createGrowingScene, ending, growing } from './growing'

describe('the end of answers that grow on Discord', () => {
  const scene = createGrowingScene()
  beforeEach(scene.open)
  afterEach(scene.close)

  it('is not lost to a failure that passes', async () => {
    await scene.answer(
      growing('thread', async () => {
        scene.harness.sandbox.faults.failNext('PATCH /channels/:channel/messages/:message', 500, 5)
        return ending('Still here')
      }),
    )
    await scene.shownTo('adam', 'Still here')
  })

  it('comes before the process ends that is told to stop (Q6)', async () => {
    let begin: () => void = () => undefined
    const begun = new Promise<void>((resolve) => {
      begin = resolve
    })
    const answered = scene.answer(
      growing('thread', async ({ signal }) => {
        begin()
        await new Promise((resolve) => signal.addEventListener('abort', resolve))
        return ending('Interrupted')
      }),
    )
    await begun
    await scene.harness.adapter.stop()
    expect(findMessage(scene.harness.adam, 'Interrupted')).toBeDefined()
    await answered
  })
})

describe('answers that grow on Discord under its rate limits', () => {
  const route = 'POST /channels/:channel/messages'
  const routes = { ...defaultRateLimits.routes, [route]: { limit: 2, perMs: 500 } }
  const scene = createGrowingScene({ limits: { ...defaultRateLimits, routes } })
  beforeAll(scene.open)
  afterAll(scene.close)

  it('come whole and in order, however many messages they take (B11)', async () => {
    const titles = ['One', 'Two', 'Three', 'Four', 'Five']
    await scene.answer(growing('thread', async () => ending(...titles)))
    const { channel } = await scene.shownTo('adam', 'Five')
    const thread = scene.harness.adam.channels().find(({ id }) => id === channel)
    expect(thread?.messages.map(({ text }) => text)).toEqual(titles)
  })
})
