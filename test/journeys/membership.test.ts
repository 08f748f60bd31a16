import { DIRECTIONS, personOf, type Stage, startStage } from './support'

const CODE = /\b[0-9A-Z]{5}-[0-9A-Z]{5}\b/
const maya = personOf('Maya Member').email

let stage: Stage
beforeEach(async () => {
  stage = await startStage()
})
afterEach(() => stage.close())

test.each(DIRECTIONS)(
  'owner in $near, member in $far: installed, connected, invited, accepted, promoted, removed, refused at once (F149 F46 F47 F55 F24 F22 F41 R4 R5)',
  async ({ near, far }) => {
    const olivia = stage.at(near, 'Olivia Owner')
    const oliviaThere = stage.at(far, 'Olivia Owner')
    const member = stage.at(far, 'Maya Member')

    await olivia.types(`/link ${await stage.claimCode()}`)
    await olivia.sees('you are account admin')

    await olivia.types('/rolecall')
    await olivia.sees('Hello Olivia Owner')
    await olivia.presses('Connect Slack or Discord')
    const connection = CODE.exec((await olivia.sees(CODE)).text)?.[0]
    await oliviaThere.types(`/link ${connection}`)
    await oliviaThere.sees('is connected')
    await olivia.sees('Olivia Owner typed your code there')

    await olivia.types(`/team invite ${maya} role:member note:"Welcome aboard"`)
    await olivia.sees('Invited 1 person as Member')
    const mail = await stage.mailTo(maya)
    expect(mail.subject).toMatch(/^Olivia Owner invites you to team \S+/)
    for (const part of [mail.text, mail.html]) expect(part).toContain('Welcome aboard')
    expect(mail.links[0]).toMatch(new RegExp(`^${stage.url}/invitations/[\\w-]{43}$`))

    await olivia.types('/team invitations')
    expect((await olivia.sees('Invitations of')).text).toMatch(`${maya} — Member · Pending`)

    await member.types(`/invite accept ${CODE.exec(mail.text)?.[0]}`)
    await member.sees('Welcome to team')
    await olivia.sees('accepted your invitation')

    await olivia.types('/team members')
    expect((await olivia.sees('Members of')).text).toMatch(/Maya Member — Member/)
    await olivia.presses('Make Admin')
    await olivia.sees('Make Maya Member Admin?')
    await olivia.presses('Make Admin')
    await olivia.sees('Maya Member is now Admin')
    await member.sees('You are now Admin of team')

    await member.types('/team overview')
    const overview = await member.sees(/Your role:?\s+Admin/)
    await olivia.types('/team remove "Maya Member"')
    await olivia.sees('Remove Maya Member?')
    await olivia.presses('Remove')
    await olivia.sees('Maya Member is not in team')
    await member.sees('You are no longer in team')

    await member.presses('Settings', overview)
    await member.sees('There is no such team')
    await member.types('/team overview')
    await member.sees('You are in no team here')
  },
)
