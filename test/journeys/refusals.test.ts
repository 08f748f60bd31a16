import { otherGuildId } from '../../sandbox/discord'
import { world } from '../../sandbox/world'
import { createPlayer } from './player'
import { install } from './scenes'
import { DIRECTIONS, type Stage, startStage, userId } from './support'

let stage: Stage
beforeAll(async () => {
  stage = await startStage()
  await install(stage, DIRECTIONS[0])
})
afterAll(() => stage.close())

test.each([
  ['a guest', 'Gus Guest', 'Guests of this workspace cannot use Rolecall'],
  ['somebody from another organisation', 'Connie Connect', 'for the members of this workspace only'],
])('%s gets a polite refusal that nobody else sees (R22 B16)', async (_who, name, words) => {
  const player = stage.slack(name)
  await player.types('/team overview')
  expect(await player.sees(words)).toMatchObject({ private: true })
  expect(stage.slack('Olivia Owner').finds(words)).toEqual([])
})

test.each(['slack', 'discord'] as const)(
  'in %s a stranger is led to the ways in, and a wrong code is refused (F57)',
  async (platform) => {
    const sam = stage.at(platform, 'Sam Stranger')
    await sam.types('/team members')
    expect((await sam.sees('I do not know you yet')).text).toContain('Three ways in')
    await sam.types('/link')
    await sam.presses('Enter a code', await sam.sees('Tell me who you are'))
    await sam.seesForm('Enter a code')
    await sam.fills({ Code: 'AAAAA-AAAAA' })
    if (platform === 'discord') await sam.sees('This code is not valid')
    else expect((await sam.seesForm('Enter a code')).fields[0]?.error).toBe('This code is not valid')
  },
)

test('a server that is not connected says what to do', async () => {
  const elsewhere = createPlayer(stage.sandbox.discord.as(userId('discord', 'Maya Member'), otherGuildId))
  await elsewhere.types('/rolecall')
  await elsewhere.sees('This server is not connected to a workspace yet')
})

test('a bot that speaks to Rolecall gets no answer (B18)', async () => {
  const { slack } = stage.sandbox
  await slack.addUser({ id: 'U0ROBOT', name: 'Robot', bot: true })
  await slack.joinChannel('U0ROBOT', world.slack.general)
  const robot = createPlayer(slack.as('U0ROBOT'))
  await robot.types('hello', 'direct')
  await robot.types('@Rolecall hello')
  const olivia = stage.slack('Olivia Owner')
  await olivia.types('@Rolecall hello')
  await olivia.sees('Hello Olivia Owner')
  const answers = robot.chatter.channels().flatMap(({ messages }) => messages.filter(isRolecall))
  expect(answers).toEqual([])
})

const isRolecall = ({ author }: { author: string }) => author === 'Rolecall'
