import { readFileSync } from 'node:fs'
import { join as pathTo } from 'node:path'
import { hoursToMondayAtNine } from '../../sandbox/page/clock/next-monday'
import { DAY_MS, HOUR_MS } from '../../src/clock'
import { install, join, letMembersBuild } from '../journeys/scenes'
import { type Stage, startStage } from '../journeys/support'

const handbook = {
  name: 'team-handbook.md',
  bytes: readFileSync(pathTo(__dirname, '../../sandbox/page/team-handbook.md')),
}

let stage: Stage

beforeEach(async () => {
  stage = await startStage()
})
afterEach(() => stage.close())

test('the tour of the README comes out as it says', async () => {
  await install(stage, { near: 'slack', far: 'discord' })
  const [olivia, maya] = [stage.slack('Olivia Owner'), stage.discord('Maya Member')]
  await join(stage, olivia, maya)
  await letMembersBuild(olivia)

  await maya.types('/chatbot create name:Handbook', 'direct')
  await maya.seesForm('New chatbot')
  await maya.fills({ Description: 'What new people ask' })
  await maya.sees('Handbook is there')
  await maya.types('/chatbot docs', 'direct')
  await maya.sees('Documents of Handbook')
  await maya.presses('Upload')
  const form = await maya.seesForm('Upload documents')
  await maya.chatter.submit({}, { [form.fields[0]?.id ?? '']: [handbook] })
  await maya.sees('team-handbook.md is ready')

  await maya.types('/ask question:"What do I do when I am ill?"', 'direct')
  await maya.sees(/tell Adam by message[\s\S]*\[1\] team-handbook\.md/)
  await maya.types('And when I lose my laptop?', 'direct')
  const answer = await maya.sees(/030 555 0199[\s\S]*\[1\]/)
  await maya.presses('Show', answer, 0)
  await maya.sees('[1] team-handbook.md')

  await maya.types('/chatbot share chatbot:Handbook', 'direct')
  await maya.seesForm('Ask to share')
  await maya.fills({})
  await olivia.presses('Approve…', await olivia.sees('Maya Member asks to share chatbot Handbook'))
  await olivia.seesForm('Approve the request')
  await olivia.fills({ Documents: ['knowledge'] })
  await olivia.sees(/asked to share chatbot[\s\S]*Approved by Olivia Owner · view, with documents/)
  await maya.sees(/You asked to share chatbot[\s\S]*Approved by Olivia Owner/)
  await olivia.types('@Rolecall What do I do when I am ill?')
  await olivia.sees(/tell Adam by message[\s\S]*\[1\] team-handbook\.md/)

  await maya.types('/chatbot docs', 'direct')
  await maya.sees('Documents of Handbook')
  await maya.presses('Who may read it')
  await maya.seesForm('Who may read it')
  await maya.fills({
    Readers: 'restricted',
    'Only these': 'olivia@acme.test',
    'Without me': ['withoutMe'],
  })
  await maya.sees('is restricted now')
  await maya.types('/ask question:"What do I do when I am ill?"', 'direct')
  const nothing = await maya.sees(/found nothing on that|nichts gefunden/)
  expect(nothing.text).not.toContain('team-handbook')

  const toMonday = () => stage.pass(hoursToMondayAtNine(stage.sandbox.clock.now()) * HOUR_MS)
  await stage.pass(30 * DAY_MS)
  await maya.sees('Are you still there?')
  await toMonday()
  // The first review of a team is three days away at least.
  await toMonday()
  await olivia.sees(/Weekly review of team Acme[\s\S]*Maya Member/)
})
