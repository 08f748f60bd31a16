import type { Context } from '../../src/chat'
import { DAY_MS, isoTime } from '../../src/clock'
import { readActor } from '../../src/people'
import { settingsPresses } from '../../src/workspaces/settings/presses'
import { BOTH_WAYS } from '../chatbots/stage'
import { noteSeen } from '../support/note-seen'
import { cardOf, createRolecall, type Rolecall, type TestUser, titleOf, wordsOf } from '../support/rolecall'
import { addPlace, addTeam, addWorkspace, personOf, type Someone, type Stage, setStage } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let stage: Stage
  beforeEach(async () => {
    stage = await setStage(rolecall, { swapped })
  })

  const saveDays = async (user: TestUser, days: string) => {
    await user.press(`workspaces.editSettings:${stage.workspaceId}`)
    return titleOf(await user.submit({ days }))
  }
  const daysKept = async () => {
    const [row] = await rolecall.db.query('SELECT inactive_after_days AS days FROM workspace WHERE id = $1', [
      stage.workspaceId,
    ])
    return row.days
  }

  test('F144 workspace admins and account admins change the settings, and nobody else', async () => {
    const { accountAdmin, workspaceAdmin, chatUser, workspaceId } = stage
    expect(wordsOf(await workspaceAdmin.user.command('workspace settings'))).toContain('30 days')
    expect(await saveDays(workspaceAdmin.user, '14')).toBe('Settings saved')
    expect(await saveDays(accountAdmin.user, '90')).toBe('Settings saved')
    expect(titleOf(await chatUser.user.command('workspace settings'))).toMatch(/^You may not/)
    const happening = {
      kind: 'submit',
      submit: `workspaces.settings:${workspaceId}:3`,
      values: { days: '7' },
    } as const
    expect(titleOf(await chatUser.user.does(happening))).toMatch(/^You may not/)
    expect(await daysKept()).toBe(90)
  })

  test('F144 R9 the form that is shown again asks for the right too', async () => {
    const { workspaceAdmin, chatUser, workspaceId, accountId } = stage
    const [form] = settingsPresses(rolecall.db).submits
    const shownTo = async ({ personId }: Someone) => {
      const actor = await readActor(rolecall.db, personId, accountId)
      return form?.form({ actor } as Context, [workspaceId], { days: 'soon' })
    }
    expect(await shownTo(workspaceAdmin)).toMatchObject({ submit: `workspaces.settings:${workspaceId}:1` })
    expect(await shownTo(chatUser)).toMatchObject({ code: 'denied' })
  })

  test('days are whole and from 7 to 365, and what somebody else has saved meanwhile is not turned back', async () => {
    const { user } = stage.workspaceAdmin
    for (const days of ['6', '366', '7.5', '-9', 'soon', '1e2', '']) {
      await user.press(`workspaces.editSettings:${stage.workspaceId}`)
      const answer = await user.submit({ days })
      expect(wordsOf(answer) + JSON.stringify(answer)).toMatch(/whole number from 7 to 365|is missing/)
    }
    for (const days of ['7', ' 365 ']) expect(await saveDays(user, days)).toBe('Settings saved')
    await user.press(`workspaces.editSettings:${stage.workspaceId}`)
    await saveDays(stage.accountAdmin.user, '20')
    const late = {
      kind: 'submit',
      submit: `workspaces.settings:${stage.workspaceId}:3`,
      values: { days: '40' },
    } as const
    expect(JSON.stringify(await user.does(late))).toContain('Somebody has changed this meanwhile')
    expect(await daysKept()).toBe(20)
  })

  test('F72 R20 the very next command goes by the days that were saved', async () => {
    const { owner, admin, workspaceAdmin } = stage
    const adam = await personOf(rolecall, admin)
    const before = rolecall.clock.now() - 10 * DAY_MS
    await noteSeen(rolecall.db, [adam], before)
    await rolecall.db.query('UPDATE membership SET joined_at = $2 WHERE person_id = $1', [
      adam,
      isoTime(before),
    ])
    await saveDays(workspaceAdmin.user, '9')
    await owner.command('team transfer', { person: adam })
    expect(wordsOf(owner.last)).toMatch(/9 days/)
    await saveDays(workspaceAdmin.user, '10')
    await owner.command('team transfer', { person: adam })
    expect(wordsOf(owner.last)).not.toMatch(/not been active|\d+ days/)
  })

  test('every connection says on which team its commands act, and is given another', async () => {
    const { workspaceAdmin, member, teamName, workspaceId } = stage
    const { user } = workspaceAdmin
    const maya = await personOf(rolecall, member)
    const nightShift = await addTeam(rolecall, stage, 'Night shift', await personOf(rolecall, stage.owner), [
      maya,
    ])
    await user.command('workspace settings')
    expect(cardOf(user.last).rows).toHaveLength(2)
    expect(wordsOf(user.last)).toContain(teamName)
    const connectionId = await connectionOf(member)
    await user.press(`connections.askTeam:${connectionId}`)
    expect(titleOf(await user.submit({ team: nightShift }))).toMatch(/^Saved for /)
    expect(titleOf(await member.command('team overview'))).toBe('Team Night shift')
    await user.press(`connections.askTeam:${connectionId}`)
    await user.submit({ team: 'none' })
    expect(titleOf(await member.command('team overview'))).toBe('Which team?')
    expect(titleOf(await user.click('Settings'))).toMatch(/^Settings of workspace/)
    const foreign = await setStage(rolecall, { swapped })
    await user.press(`connections.askTeam:${connectionId}`)
    expect(JSON.stringify(await user.submit({ team: foreign.teamId }))).toContain('no such team')
    expect(titleOf(await foreign.workspaceAdmin.user.press(`connections.askTeam:${connectionId}`))).toMatch(
      /^There is no such connected/,
    )
    expect(titleOf(await stage.chatUser.user.press(`connections.askTeam:${connectionId}`))).toMatch(
      /^You may not/,
    )
    expect(workspaceId).toBe(stage.workspaceId)
  })

  /** Of the place where somebody is. */
  const connectionOf = async ({ id, tenant }: TestUser): Promise<string> => {
    const [row] = await rolecall.db.query(
      'SELECT id FROM connection WHERE platform = $1 AND tenant = $2 AND ended_at IS NULL',
      [id.platform, tenant],
    )
    return row.id
  }

  test('R5 a connection ends once that is confirmed, and does not go on by itself', async () => {
    const { workspaceAdmin, accountAdmin, chatUser, member } = stage
    const { user } = workspaceAdmin
    const connectionId = await connectionOf(member)
    expect(titleOf(await chatUser.user.press(`connections.end:${connectionId}`))).toMatch(/^You may not/)
    await user.press(`connections.askEnd:${connectionId}`)
    expect(titleOf(await member.command('team overview'))).toBe(`Team ${stage.teamName}`)
    expect(titleOf(await user.click('Disconnect'))).toMatch(/ is disconnected$/)
    expect(titleOf(await member.command('team overview'))).toMatch(/is not connected/)
    expect(titleOf(await user.press(`connections.end:${connectionId}`))).toMatch(
      /^There is no such connected/,
    )
    await rolecall.places.reconnect(member.id.platform, String(member.tenant))
    expect(titleOf(await member.command('team overview'))).toMatch(/is not connected/)
    await rolecall.deliver()
    expect(rolecall.inboxOf(accountAdmin.user).map(({ title }) => title)).toEqual([
      expect.stringMatching(/ was disconnected$/),
    ])
    const last = await connectionOf(user)
    await user.press(`connections.askEnd:${last}`)
    expect(titleOf(await user.click('Disconnect'))).toMatch(/^Only .* is connected$/)
  })

  test('of the two last connections that end at once, one stays', async () => {
    const { workspaceAdmin, accountAdmin, member } = stage
    await Promise.all([
      workspaceAdmin.user.press(`connections.end:${await connectionOf(member)}`),
      accountAdmin.user.press(`connections.end:${await connectionOf(accountAdmin.user)}`),
    ])
    const open = await rolecall.db.query(
      'SELECT id FROM connection WHERE workspace_id = $1 AND ended_at IS NULL',
      [stage.workspaceId],
    )
    expect(open).toHaveLength(1)
  })

  test('B17 a place is connected to the workspace that is named, and among several the actor picks', async () => {
    const { accountAdmin, accountId, workspaceId } = stage
    const second = await addWorkspace(rolecall, stage, 'Second floor')
    const { user } = accountAdmin
    await user.command('workspace settings', { workspace: 'Second floor' })
    expect(JSON.stringify(cardOf(await user.click('Connect Slack or Discord')).context)).toContain(
      'Second floor',
    )
    const code = /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(wordsOf(user.last))?.[0]
    const there = user.in(`there-${workspaceId}`)
    expect(titleOf(await there.command('link', { code: String(code) }))).toMatch(/is connected$/)
    expect(titleOf(await there.command('workspace overview'))).toBe('Workspace Second floor')
    await addPlace(rolecall, { accountId, workspaceId: second }, user.id.platform, `more-${workspaceId}`)
    expect(titleOf(await user.command('workspace overview'))).toBe(`Workspace ${stage.workspaceName}`)
    if (user.id.platform === 'discord') {
      expect(titleOf(await user.in(null).press('connections.connect'))).toBe('Connect with which workspace?')
      expect(titleOf(await user.in(null).command('workspace settings'))).toBe('Which workspace?')
    }
    expect(wordsOf(await user.press('connections.connect'))).toContain(stage.workspaceName)
  })
})
