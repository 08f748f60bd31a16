import { BOTH_WAYS } from '../chatbots/stage'
import { createRolecall, pressOf, type Rolecall, titleOf } from '../support/rolecall'
import { addTeam, personOf, rolesIn, rolesOf, type Stage, seedUser, setStage } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

const ROUNDS = 8

/** Memberships of people who have no role in the workspace and administer no account, and living teams without one owner. */
async function broken(workspaceId: string): Promise<{ strays: number; headless: number }> {
  const [found] = await rolecall.db.query(
    `SELECT
       (SELECT count(*) FROM membership m WHERE m.workspace_id = $1 AND m.ended_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM workspace_user u WHERE u.workspace_id = $1 AND u.person_id = m.person_id)
          AND NOT EXISTS (SELECT 1 FROM account_admin d WHERE d.person_id = m.person_id)) AS strays,
       (SELECT count(*) FROM team t WHERE t.workspace_id = $1 AND t.deleted_at IS NULL AND 1 <> (
          SELECT count(*) FROM membership m WHERE m.team_id = t.id AND m.role = 'owner' AND m.ended_at IS NULL)) AS headless`,
    [workspaceId],
  )
  return found
}

const WHOLE = { strays: 0, headless: 0 }

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let stage: Stage
  beforeEach(async () => {
    stage = await setStage(rolecall, { swapped })
  })

  test('H10 two workspace admins remove each other at once: exactly one of them goes', async () => {
    const { workspaceAdmin, workspaceId } = stage
    for (let round = 0; round < ROUNDS; round += 1) {
      const other = await seedUser(rolecall, stage, `Willem ${round}`, 'discord', 'workspaceAdmin')
      const rival = await seedUser(rolecall, stage, `Wim ${round}`, 'slack', 'workspaceAdmin')
      await rival.user.command('workspace remove', { person: other.personId })
      await other.user.command('workspace remove', { person: rival.personId })
      await Promise.all([rival.user.click('Remove'), other.user.click('Remove')])
      const left = Object.keys(await rolesIn(rolecall, workspaceId)).filter((name) =>
        name.endsWith(` ${round}`),
      )
      expect(left).toHaveLength(1)
    }
    expect(titleOf(await workspaceAdmin.user.command('workspace users'))).toMatch(/^Users/)
  })

  test('H10 deciding first and writing then, without repeating what was decided on, removes both', async () => {
    const { db } = rolecall
    const { workspaceId } = stage
    const one = await seedUser(rolecall, stage, 'Willem', 'discord', 'workspaceAdmin')
    const two = await seedUser(rolecall, stage, 'Wim', 'slack', 'workspaceAdmin')
    const mayRemove = async (personId: string) => {
      const [found] = await db.query(
        `SELECT 1 FROM workspace_user WHERE workspace_id = $1 AND person_id = $2 AND role = 'workspaceAdmin'`,
        [workspaceId, personId],
      )
      return found !== undefined
    }
    const may = await Promise.all([mayRemove(one.personId), mayRemove(two.personId)])
    const removal = (personId: string) =>
      db.query('DELETE FROM workspace_user WHERE workspace_id = $1 AND person_id = $2', [
        workspaceId,
        personId,
      ])
    await Promise.all([may[0] && removal(two.personId), may[1] && removal(one.personId)])
    expect(Object.keys(await rolesIn(rolecall, workspaceId)).filter((name) => name.startsWith('Wi'))).toEqual(
      [],
    )
  })

  test('H10 a workspace admin takes the role from an admin who removes somebody: both stand, or the removal is refused', async () => {
    const { workspaceAdmin, workspaceId } = stage
    for (let round = 0; round < ROUNDS; round += 1) {
      const rival = await seedUser(rolecall, stage, `Rival ${round}`, 'slack', 'workspaceAdmin')
      const target = await seedUser(rolecall, stage, `Target ${round}`, 'slack', 'chatUser')
      await workspaceAdmin.user.command('workspace role', { person: rival.personId, role: 'chatUser' })
      await rival.user.command('workspace remove', { person: target.personId })
      await Promise.all([workspaceAdmin.user.click('Make Chat User'), rival.user.click('Remove')])
      const roles = await rolesIn(rolecall, workspaceId)
      expect(roles[`Rival ${round}`]).toBe('chatUser')
      expect(`Target ${round}` in roles).toBe(titleOf(rival.user.last).startsWith('You may not'))
    }
  })

  test('R4 a removal meets an invitation that its person accepts: in no team without being a user', async () => {
    const { workspaceAdmin, owner, workspaceId } = stage
    const outcomes = new Set<string>()
    for (let round = 0; round < ROUNDS; round += 1) {
      const late = await seedUser(rolecall, stage, `Late ${round}`, 'slack', 'chatUser')
      await owner.command('team invite', late.address)
      await workspaceAdmin.user.command('workspace remove', { person: late.personId })
      await Promise.all([workspaceAdmin.user.click('Remove'), late.user.command('invite accept')])
      outcomes.add(titleOf(workspaceAdmin.user.last).replace(/\d+/, ''))
      expect(await broken(workspaceId)).toEqual(WHOLE)
    }
    expect(
      [...outcomes].every((title) => /^Late {2}is not in workspace|^What Late {2}belongs to/.test(title)),
    ).toBe(true)
  })

  test('R1 R4 a removal meets a team that its person creates: no team without an owner who is a user', async () => {
    const { workspaceAdmin, workspaceId } = stage
    for (let round = 0; round < ROUNDS; round += 1) {
      const maker = await seedUser(rolecall, stage, `Maker ${round}`, 'slack', 'chatUser')
      await workspaceAdmin.user.command('workspace remove', { person: maker.personId })
      await Promise.all([
        workspaceAdmin.user.click('Remove'),
        maker.user.command('team create', `Quick ${round}`),
      ])
      expect(await broken(workspaceId)).toEqual(WHOLE)
    }
  })

  test('R1 R3 a removal meets the acceptance of a team by its next owner', async () => {
    const { workspaceAdmin, workspaceId } = stage
    for (let round = 0; round < ROUNDS; round += 1) {
      const giver = await seedUser(rolecall, stage, `Giver ${round}`, 'slack', 'chatUser')
      const taker = await seedUser(rolecall, stage, `Taker ${round}`, 'discord', 'chatUser')
      const third = await seedUser(rolecall, stage, `Third ${round}`, 'discord', 'chatUser')
      const teamId = await addTeam(rolecall, stage, `Handed ${round}`, giver.personId, [
        taker.personId,
        third.personId,
      ])
      await giver.user.command('team transfer', { person: taker.personId, team: teamId })
      await giver.user.submit({ typed: 'confirm' })
      const [{ id }] = await rolecall.db.query('SELECT id FROM transfer WHERE team_id = $1', [teamId])
      await workspaceAdmin.user.command('workspace remove', { person: giver.personId })
      await workspaceAdmin.user.click('Name new owners')
      await Promise.all([
        workspaceAdmin.user.submit({ [teamId]: third.personId }),
        taker.user.press(`transfers.accept:${id}`),
      ])
      await rolecall.deliver()
      expect(await broken(workspaceId)).toEqual(WHOLE)
      const removed = !(`Giver ${round}` in (await rolesIn(rolecall, workspaceId)))
      expect(await rolesOf(rolecall, teamId)).toMatchObject(
        removed
          ? { [`Third ${round}`]: 'owner' }
          : { [`Taker ${round}`]: 'owner', [`Giver ${round}`]: 'admin' },
      )
      const [{ status }] = await rolecall.db.query('SELECT status FROM transfer WHERE id = $1', [id])
      expect(status).toBe(removed ? 'cancelled' : 'accepted')
    }
  })

  test('R1 R3 the named successor leaves, or the last other member does, while the form is sent', async () => {
    const { workspaceAdmin, workspaceId } = stage
    for (let round = 0; round < ROUNDS; round += 1) {
      const leaver = await seedUser(rolecall, stage, `Leaver ${round}`, 'slack', 'chatUser')
      const heir = await seedUser(rolecall, stage, `Heir ${round}`, 'discord', 'chatUser')
      const teamId = await addTeam(rolecall, stage, `Left ${round}`, leaver.personId, [heir.personId])
      await workspaceAdmin.user.command('workspace remove', { person: leaver.personId })
      await workspaceAdmin.user.click('Name new owners')
      await Promise.all([
        workspaceAdmin.user.submit({ [teamId]: heir.personId }),
        heir.user.press(`teams.leave:${teamId}`),
      ])
      expect(await broken(workspaceId)).toEqual(WHOLE)
    }
  })

  test('R19 one removal delivered eleven times: one change, one notice to each, eleven equal answers', async () => {
    const { workspaceAdmin, workspaceId, accountId } = stage
    await workspaceAdmin.user.command('workspace remove', 'Maya')
    const press = pressOf(workspaceAdmin.user.last, 'Remove')
    const answers = await Promise.all(
      Array.from({ length: 11 }, () => workspaceAdmin.user.press(press, `remove-${workspaceId}`)),
    )
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    const notices = await rolecall.db.query(
      `SELECT name FROM outbox WHERE account_id = $1 AND kind = 'notice'`,
      [accountId],
    )
    expect(notices).toEqual([{ name: 'workspace.removed' }])
  })

  test('R19 somebody who removes themselves gets the same answer however often the click is delivered', async () => {
    const { user } = stage.workspaceAdmin
    await user.command('workspace remove', 'Wanda')
    const press = pressOf(user.last, 'Remove')
    for (let delivery = 0; delivery < 3; delivery += 1)
      expect(titleOf(await user.press(press, `self-${stage.workspaceId}`))).toMatch(
        /^Wanda is not in workspace/,
      )
    await rolecall.deliver()
    expect(rolecall.inboxOf(user)).toEqual([])
  })

  test('R5 what changed since the card was shown is shown first: another team, another role in one', async () => {
    const { workspaceAdmin, owner, member, workspaceId } = stage
    const { user } = workspaceAdmin
    await user.command('workspace remove', 'Maya')
    await owner.command('team role', 'Maya admin')
    await owner.click('Make Admin')
    expect(titleOf(await user.click('Remove'))).toBe('What Maya belongs to has changed meanwhile')
    await user.command('workspace remove', 'Maya')
    await member.command('team create', 'Surprise')
    expect(titleOf(await user.click('Remove'))).toBe('What Maya belongs to has changed meanwhile')
    expect(await rolesIn(rolecall, workspaceId)).toHaveProperty('Maya')
    await user.command('workspace remove', 'Maya')
    expect(titleOf(await user.click('Remove'))).toMatch(/^Maya is not in workspace/)
  })

  test('coming back by a new invitation gives the first role again, and nothing of what was', async () => {
    const { workspaceAdmin, owner, member, workspaceId, teamId } = stage
    await workspaceAdmin.user.command('workspace role', { person: 'Maya', role: 'workspaceAdmin' })
    await workspaceAdmin.user.click('Make Workspace Admin')
    await workspaceAdmin.user.command('workspace remove', 'Maya')
    await workspaceAdmin.user.click('Remove')
    const [{ address }] = await rolecall.db.query('SELECT address FROM person_address WHERE person_id = $1', [
      await personOf(rolecall, member),
    ])
    await owner.command('team invite', address)
    await member.command('invite accept')
    expect(await rolesIn(rolecall, workspaceId)).toMatchObject({ Maya: 'chatUser' })
    expect(await rolesOf(rolecall, teamId)).toMatchObject({ Maya: 'member' })
  })
})
