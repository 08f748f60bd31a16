import { type Child, runChild } from '../support/child'
import { install, join } from './scenes'
import { DIRECTIONS, openStage } from './support'

const children: Child[] = []
afterAll(async () => {
  for (const child of children) child.signal('SIGKILL')
  await Promise.all(children.map(({ ended }) => ended))
})

test('web, discord and worker as processes of their own serve one installation, and end when asked to', async () => {
  const stage = await openStage()
  const start = (role: string) => {
    const child = runChild('src/main.ts', [role], { env: stage.environment })
    children.push(child)
    return child
  }
  const [web, ...others] = ['web', 'discord', 'worker'].map(start)
  const printed = await web?.prints(/\/link (\S+) in Slack/)
  await Promise.all(others.map((child) => child.prints(/is ready/)))
  expect((await fetch(`${stage.url}/readyz`)).status).toBe(200)

  await install({ ...stage, claimCode: async () => printed?.[1] ?? '' }, DIRECTIONS[0])
  await join(
    { ...stage, claimCode: async () => '' },
    stage.slack('Olivia Owner'),
    stage.discord('Sam Stranger'),
  )

  for (const child of children) child.signal('SIGTERM')
  expect(await Promise.all(children.map(({ ended }) => ended))).toEqual([0, 0, 0])
  await stage.close()
})
