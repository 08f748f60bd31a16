import { install, invite } from './scenes'
import { DIRECTIONS, type Stage, startStage } from './support'

const ONCE = ['invitation.sent', 'invitation.accepted', 'member.roleChanged', 'member.removed']

let stage: Stage
beforeEach(async () => {
  stage = await startStage()
})
afterEach(() => stage.close())

test.each(DIRECTIONS)(
  'owner in $near, member in $far: everything delivered four times happens once (B2 R19 H3)',
  async ({ near, far }) => {
    await install(stage, { near, far })
    const [olivia, maya] = [stage.at(near, 'Olivia Owner'), stage.at(far, 'Maya Member')]
    stage.sandbox.slack.faults.duplicate(3)
    stage.sandbox.discord.faults.duplicateEvents(3)

    const code = await invite(stage, olivia, 'Maya Member')
    await maya.types(`/invite accept ${code}`)
    await maya.sees('Welcome to team')
    await olivia.types('/team members')
    await olivia.presses('Make Admin', await olivia.sees('Members of'))
    await olivia.presses('Make Admin', await olivia.sees('Make Maya Member Admin?'))
    await olivia.sees('Maya Member is now Admin')
    await maya.sees('changed your role from Member to Admin')
    await olivia.types('/team remove "Maya Member"')
    await olivia.presses('Remove', await olivia.sees('Remove Maya Member?'))
    await maya.sees('You are no longer in team')
    await stage.settled()

    const audited = await stage.query(
      'SELECT action, count(*)::int AS times FROM audit_entry WHERE action = ANY($1) GROUP BY action',
      [ONCE],
    )
    expect(audited).toHaveLength(ONCE.length)
    expect(audited.filter(({ times }) => times !== 1)).toEqual([])
    expect(stage.sandbox.mail.mails()).toHaveLength(1)
    for (const told of ['You are now Admin of team', 'You are no longer in team'])
      expect(maya.finds(told)).toHaveLength(1)
    expect(olivia.finds('accepted your invitation')).toHaveLength(1)
    expect(new Set(olivia.finds('Invited 1 person').map(({ text }) => text)).size).toBe(1)
    expect(new Set(maya.finds('Welcome to team').map(({ text }) => text)).size).toBe(1)
  },
)
