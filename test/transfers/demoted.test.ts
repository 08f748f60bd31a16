import { newId } from '../../src/db'
import { liveGrants } from '../chatbots/stage'
import { askFor, kept } from '../shares/requests/stage'
import { cardOf, createRolecall, pressOf, type Rolecall, titleOf } from '../support/rolecall'
import { accept, offerTeam, openScene, rolesIn, type Scene, type Someone } from './acting'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

const HANDED_OVER = { Olivia: 'admin', Adam: 'admin', Maya: 'owner' }

describe('H2 an owner who has handed the team over presses what they still see', () => {
  let scene: Scene
  beforeEach(async () => {
    scene = await openScene(rolecall)
  })
  const handOver = async ({ team, olivia }: Scene, to: Someone) =>
    accept(rolecall, await offerTeam(rolecall, team, olivia, to), to)

  test('an old Approve is refused, nothing is shared', async () => {
    const { team } = scene
    const { id, chatbotId } = await askFor(rolecall, team)
    await rolecall.deliver()
    const card = rolecall.inboxOf(team.owner).at(-1)
    if (!card) throw new Error('the owner was not asked')
    const approve = pressOf({ kind: 'say', audience: 'private', card }, 'Approve: view, no documents')
    await handOver(scene, scene.adam)
    const answer = await team.owner.press(approve, newId(0))
    expect(titleOf(answer)).toMatch(/^You may not do this in team/)
    expect(await liveGrants(rolecall, chatbotId)).toEqual([])
    expect(await kept(rolecall, id)).toMatchObject({
      status: 'pending',
      owner: { personId: scene.adam.personId },
    })
  })

  test('an old Remove, of the one who owns the team now, is refused', async () => {
    const { team } = scene
    await team.owner.command('team remove', 'Maya')
    await handOver(scene, scene.maya)
    expect(titleOf(await team.owner.click('Remove'))).toBe('The owner cannot be removed')
    expect(await rolesIn(rolecall, team.teamId)).toEqual(HANDED_OVER)
  })

  test('an old form that deletes the team is refused', async () => {
    const { team } = scene
    await team.owner.command('team delete')
    await handOver(scene, scene.maya)
    const answer = await team.owner.submit({ name: team.teamName })
    expect(titleOf(answer)).toMatch(/^You may not do this in team/)
    expect(cardOf(answer).title).not.toContain('deleted')
    expect(await rolesIn(rolecall, team.teamId)).toEqual(HANDED_OVER)
  })
})
