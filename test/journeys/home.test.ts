import { until } from '../../sandbox/driver'
import { install, join } from './scenes'
import { DIRECTIONS, type Stage, startStage } from './support'

let stage: Stage
beforeEach(async () => {
  stage = await startStage()
})
afterEach(() => stage.close())

test.each(DIRECTIONS)(
  'in $near a message to the bot, or one that mentions it, is answered with the home card in private',
  async ({ near, far }) => {
    await install(stage, { near, far })
    const olivia = stage.at(near, 'Olivia Owner')
    const direct = olivia.chatter.channels().find((channel) => channel.direct)?.id
    await olivia.types('hello', 'direct')
    expect(await olivia.sees(/Hello Olivia Owner\n[\s\S]+Your teams/)).toMatchObject({ channel: direct })

    await olivia.types('@Rolecall what can you do?')
    const answer = await olivia.sees(/Hello Olivia Owner\n[\s\S]+Your teams/)
    expect(answer.private || answer.channel === direct).toBe(true)
    expect(stage.at(near, 'Adam Admin').finds('Hello Olivia Owner')).toEqual([])
  },
)

test('the Home tab of Slack shows the home card when it is opened, and its buttons work', async () => {
  await install(stage, { near: 'slack', far: 'discord' })
  const olivia = stage.slack('Olivia Owner')
  await join(stage, olivia, stage.slack('Adam Admin'), 'admin')
  const adam = stage.slack('Adam Admin')
  await adam.chatter.openHome()
  const home = await until(adam.chatter, () => adam.chatter.home())
  expect(home.text).toMatch(/Hello Adam Admin[\s\S]+Acme — Admin/)
  const invite = home.controls.find(({ label }) => label === 'Invite people')
  await adam.chatter.press(home.id, invite?.id ?? '')
  await adam.seesForm('Invite people')
  await adam.fills({ People: 'ann@acme.test' })
  await adam.sees('Invited 1 person')
})
