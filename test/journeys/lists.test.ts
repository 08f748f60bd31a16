import { until } from '../../sandbox/driver'
import type { Player } from './player'
import { install, join, link } from './scenes'
import { DIRECTIONS, type Stage, startStage } from './support'

let stage: Stage
beforeEach(async () => {
  stage = await startStage()
  await install(stage, DIRECTIONS[0])
})
afterEach(() => stage.close())

/** The owner, who is known at both platforms. */
async function ownerAt(platform: 'slack' | 'discord'): Promise<Player> {
  const olivia = stage.at(platform, 'Olivia Owner')
  if (platform === 'discord') await link(stage.slack('Olivia Owner'), olivia)
  return olivia
}

test.each(['slack', 'discord'] as const)(
  'in %s a long list is turned page by page in one message (B10)',
  async (platform) => {
    const olivia = await ownerAt(platform)
    const people = Array.from({ length: 12 }, (_, number) => `person${number}@acme.test`)
    await olivia.types(`/team invite people:"${people.join(', ')}"`)
    await olivia.sees('Invited 12 people')

    await olivia.types('/team invitations')
    const first = await olivia.sees('Invitations of')
    await olivia.presses('Next (page 2 of 2)', first)
    const second = await olivia.sees('Invitations of')
    expect(second.id).toBe(first.id)
    const shown = [first, second].flatMap(({ text }) => text.match(/person\d+@acme\.test/g) ?? [])
    expect(shown.sort()).toEqual([...people].sort())
    await olivia.presses('Back', second)
    await until(olivia.chatter, () => olivia.finds(first.text)[0])
  },
)

test('Discord suggests members and teams while a command is typed', async () => {
  const olivia = await ownerAt('discord')
  const sam = stage.discord('Sam Stranger')
  await join(stage, olivia, sam)
  await olivia.types('/team create Beta')
  await olivia.sees('Team Beta is there')

  const suggest = (option: string, typed: string) =>
    olivia.chatter.suggest({ command: '/team role', option }, typed)
  const [member, ...others] = await suggest('person', 'sam')
  expect([member?.label, others]).toEqual(['Sam Stranger (Member)', []])
  expect((await suggest('team', 'bet')).map(({ label }) => label)).toEqual(['Beta (owner)'])
  expect(await sam.chatter.suggest({ command: '/team overview', option: 'team' }, 'bet')).toEqual([])

  await olivia.types(`/team role person:${member?.value} role:admin`)
  await olivia.sees('Make Sam Stranger Admin?')
})

test('Slack suggests members in the form, and a pick there goes on to the confirm card (R5)', async () => {
  const olivia = await ownerAt('slack')
  await join(stage, olivia, stage.slack('Adam Admin'))
  await olivia.types('/team create Beta')
  await olivia.sees('Team Beta is there')

  await olivia.types('/team role')
  const form = await olivia.seesForm('Change a role')
  const suggest = async (label: string, typed: string) => {
    const field = form.fields.find((each) => each.label === label)?.id ?? ''
    return (await olivia.chatter.suggest({ field }, typed)).map((choice) => choice.label)
  }
  expect(await suggest('Person', 'ada')).toEqual(['Adam Admin (Member)'])
  await olivia.fills({ Person: 'Adam Admin (Member)', Role: 'admin' })
  await olivia.sees('Make Adam Admin Admin?')
  await olivia.presses('Make Admin')
  await olivia.sees('Adam Admin is now Admin')
})

test('in two teams, a command acts on the usual one unless the other is named (B17)', async () => {
  const olivia = await ownerAt('discord')
  await olivia.types('/team create "Beta two"')
  await olivia.sees('Team Beta two is there')
  await olivia.types('/team members')
  await olivia.sees('Members of Acme')
  await olivia.types('/team members team:"beta TWO"')
  await olivia.sees('Members of Beta two')
})
