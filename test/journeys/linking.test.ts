import { codeIn, install, join, link } from './scenes'
import { DIRECTIONS, personOf, type Stage, startStage } from './support'

let stage: Stage
beforeEach(async () => {
  stage = await startStage()
})
afterEach(() => stage.close())

test.each(DIRECTIONS)(
  'the admin of $near is the same person in $far once linked, and is nobody there once unlinked (R22 F24)',
  async ({ near, far }) => {
    await install(stage, { near, far })
    const olivia = stage.at(near, 'Olivia Owner')
    const [sam, samThere] = [stage.at(near, 'Sam Stranger'), stage.at(far, 'Sam Stranger')]
    const maya = stage.at(far, 'Maya Member')
    await join(stage, olivia, sam, 'admin')
    await join(stage, olivia, maya)

    await link(sam, samThere)
    await olivia.types('/team members')
    expect((await olivia.sees('Members of')).text).toContain('3 people')

    await samThere.types('/team role person:"Maya Member" role:admin')
    await samThere.sees('Make Maya Member Admin?')
    await samThere.presses('Make Admin')
    await samThere.sees('Maya Member is now Admin')
    await maya.sees('Sam Stranger changed your role')

    await samThere.types('/link')
    await samThere.presses('Unlink', await samThere.sees('Your links'), 1)
    await samThere.presses('Unlink', await samThere.sees('Unlink?'))
    await samThere.sees('is not you any more')
    await samThere.types('/team overview')
    await samThere.sees('You have unlinked this chat user')
    await sam.types('/team overview')
    await sam.sees(/Your role:?\s+Admin/)
  },
)

test.each(DIRECTIONS)(
  'a member of $far proves the address in $near by a mailed code, and is known there too (R22)',
  async ({ near, far }) => {
    await install(stage, { near, far })
    const [sam, samThere] = [stage.at(far, 'Sam Stranger'), stage.at(near, 'Sam Stranger')]
    const { email } = personOf('Sam Stranger')
    await join(stage, stage.at(near, 'Olivia Owner'), sam)

    await samThere.types('/team overview')
    await samThere.sees('I do not know you yet')
    await samThere.types(`/link address:${email}`)
    await samThere.sees('A code is on its way')
    const mail = await stage.mailTo(email, 'Your Rolecall code')
    await samThere.types(`/link ${codeIn(mail.text)}`)
    await samThere.sees('You are Sam Stranger')
    await samThere.types('/team overview')
    await samThere.sees(/Your role:?\s+Member/)
  },
)

test('an address that Slack confirms is proof until it is unlinked; one that it does not confirm is none (R22)', async () => {
  await install(stage, { near: 'discord', far: 'slack' })
  const olivia = stage.discord('Olivia Owner')
  await join(stage, olivia, stage.discord('Maya Member'))
  await join(stage, olivia, stage.discord('Sam Stranger'))
  const [maya, sam] = [stage.slack('Maya Member'), stage.slack('Sam Stranger')]
  await maya.types('/team overview')
  await maya.sees(/Your role:?\s+Member/)
  await sam.types('/team overview')
  await sam.sees('I do not know you yet')

  // Slack's word alone speaks for her here: her chat user in Discord is none of its business.
  await maya.types('/link')
  const links = await maya.sees('Your links')
  expect(links.text).toContain('in account Acme builders only')
  await maya.presses('Unlink', links)
  await maya.presses('Unlink', await maya.sees('Unlink?'))
  await maya.sees('is not you any more')
  await maya.types('/team overview')
  await maya.sees('You have unlinked this chat user')
})
