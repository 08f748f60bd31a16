import type { Player } from './player'
import { install, join } from './scenes'
import { DIRECTIONS, personOf, type Stage, startStage } from './support'

let stage: Stage
beforeEach(async () => {
  stage = await startStage()
})
afterEach(() => stage.close())

async function makeAdmin(owner: Player, name: string): Promise<void> {
  await owner.types(`/team role person:"${name}" role:admin`)
  await owner.presses('Make Admin', await owner.sees(`Make ${name} Admin?`))
  await owner.sees(`${name} is now Admin`)
}

test.each(DIRECTIONS)(
  'somebody in $far who takes no private messages: what was done stands, the actor is told, /inbox shows it (B12 H14)',
  async ({ near, far }) => {
    await install(stage, { near, far })
    const [olivia, sam] = [stage.at(near, 'Olivia Owner'), stage.at(far, 'Sam Stranger')]
    await join(stage, olivia, sam)
    stage.sandbox[far].faults.blockDirectMessages(sam.chatter.userId)

    await makeAdmin(olivia, 'Sam Stranger')
    expect((await olivia.sees('Sam Stranger could not be told')).text).toContain('What you did stands')
    expect(sam.finds('You are now Admin of team')).toEqual([])
    await sam.types('/inbox')
    expect((await sam.sees('One thing waits for you')).text).toContain('You are now Admin of team')
    await sam.types('/team overview')
    await sam.sees(/Your role:?\s+Admin/)
  },
)

test.each(DIRECTIONS)(
  'while $far is down the owner in $near goes on; afterwards everybody has been told once (B11)',
  async ({ near, far }) => {
    await install(stage, { near, far })
    const [olivia, sam] = [stage.at(near, 'Olivia Owner'), stage.at(far, 'Sam Stranger')]
    await join(stage, olivia, sam)
    await stage.settled()

    stage.sandbox[far].faults.goDown()
    await makeAdmin(olivia, 'Sam Stranger')
    await olivia.types('/team remove "Sam Stranger"')
    await olivia.presses('Remove', await olivia.sees('Remove Sam Stranger?'))
    await olivia.sees('Sam Stranger is not in team')
    expect(sam.finds('You are now Admin of team')).toEqual([])

    stage.sandbox[far].faults.clear()
    await stage.pass(60_000)
    await sam.sees('changed your role from Member to Admin')
    await sam.sees('You are no longer in team')
    await stage.settled()
    for (const told of ['You are now Admin of team', 'You are no longer in team'])
      expect(sam.finds(told)).toHaveLength(1)
  },
)

test('a mail server that is down delays mails, and none comes twice', async () => {
  await install(stage, DIRECTIONS[0])
  const olivia = stage.slack('Olivia Owner')
  const { faults, mails } = stage.sandbox.mail
  faults.goDown()
  await olivia.types('/team invite ann@acme.test, bob@acme.test')
  await olivia.sees('Invited 2 people')
  await stage.pass(1_000)
  expect(mails()).toEqual([])

  faults.clear()
  await stage.pass(600_000)
  await stage.mailTo('ann@acme.test')
  await stage.mailTo('bob@acme.test')
  await stage.settled()
  expect(mails()).toHaveLength(2)
})

test('an address that the mail server refuses for good is told to the inviter', async () => {
  await install(stage, DIRECTIONS[1])
  const olivia = stage.discord('Olivia Owner')
  stage.sandbox.mail.faults.refuseNext(1, 550)
  await olivia.types(`/team invite ${personOf('Sam Stranger').email}`)
  await olivia.sees('Invited 1 person')
  expect((await olivia.sees('could not be told')).text).toContain(personOf('Sam Stranger').email)
  expect(stage.sandbox.mail.mails()).toEqual([])
})
