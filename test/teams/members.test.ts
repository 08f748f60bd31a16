import { isoTime } from '../../src/clock'
import { cardOf, createRolecall, pressOf, type Rolecall, titleOf, wordsOf } from '../support/rolecall'
import { type SeededTeam, seedPerson, seedTeam } from '../support/seed'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

async function roles(teamId: string): Promise<Record<string, string>> {
  const rows: { name: string; role: string }[] = await rolecall.db.query(
    'SELECT p.name, m.role FROM membership m JOIN person p ON p.id = m.person_id WHERE m.team_id = $1 AND m.ended_at IS NULL',
    [teamId],
  )
  return Object.fromEntries(rows.map(({ name, role }) => [name, role]))
}

const audited = async (teamId: string): Promise<string[]> =>
  (await rolecall.db.query('SELECT action FROM audit_entry WHERE team_id = $1 ORDER BY id', [teamId])).map(
    (row: { action: string }) => row.action,
  )

/** Either direction: owner and admin on one platform, the member on the other. */
describe.each([
  ['owner in Slack, member in Discord', false],
  ['owner in Discord, member in Slack', true],
])('%s', (_name, swapped) => {
  let team: SeededTeam
  beforeEach(async () => {
    team = await seedTeam(rolecall, { swapped })
  })

  test('F24 F26 R5 a role changes after the confirm step, not before; the person is told privately', async () => {
    expect(titleOf(await team.owner.command('team role', 'Maya admin'))).toBe('Make Maya Admin?')
    expect(await roles(team.teamId)).toMatchObject({ Maya: 'member' })
    expect(titleOf(await team.owner.click('Make Admin'))).toBe('Maya is now Admin')
    expect(await roles(team.teamId)).toEqual({ Olivia: 'owner', Adam: 'admin', Maya: 'admin' })
    await rolecall.deliver()
    expect(rolecall.inboxOf(team.member).at(-1)?.title).toBe(`You are now Admin of team ${team.teamName}`)
    expect(await audited(team.teamId)).toEqual(['member.roleChanged'])
  })

  test('F22 F27 F41 R4 after a confirmed removal the very next command is refused', async () => {
    await team.admin.command('team remove', 'Maya')
    expect(titleOf(await team.member.command('team overview'))).toBe(`Team ${team.teamName}`)
    expect(titleOf(await team.admin.click('Remove'))).toMatch(/^Maya is not in team/)
    expect(titleOf(await team.member.command('team overview'))).toBe('You are in no team here')
    await rolecall.deliver()
    expect(rolecall.inboxOf(team.member).at(-1)?.title).toBe(`You are no longer in team ${team.teamName}`)
  })

  test('F27 cancelling the confirm card changes nothing', async () => {
    await team.owner.command('team remove', 'Maya')
    expect(titleOf(await team.owner.click('Cancel'))).toBe('Nothing was changed')
    expect(await roles(team.teamId)).toHaveProperty('Maya')
  })

  test('F23 F25 a member changes and removes nobody, not even themselves', async () => {
    for (const [command, line] of [
      ['team role', 'Adam member'],
      ['team role', 'Maya admin'],
      ['team remove', 'Adam'],
      ['team settings', ''],
      ['team invitations', ''],
      ['team audit', ''],
      ['team delete', ''],
    ] as const)
      expect(titleOf(await team.member.command(command, line))).toMatch(/^You may not do this in team/)
    expect(await audited(team.teamId)).toEqual([])
  })

  test('R12 an admin changes another admin, and steps down themselves', async () => {
    await seedPerson(rolecall, team, { name: 'Bea', platform: 'discord', role: 'admin' })
    await team.admin.command('team role', 'Bea member')
    await team.admin.click('Make Member')
    await team.admin.command('team role', 'Adam member')
    expect(titleOf(await team.admin.click('Make Member'))).toBe('Adam is now Member')
    expect(await roles(team.teamId)).toMatchObject({ Bea: 'member', Adam: 'member' })
  })

  test('F43 H11 the owner is no target: role, removal and leaving are refused with the hint to transfer', async () => {
    expect(titleOf(await team.admin.command('team role', 'Olivia member'))).toBe(
      "The owner's role cannot be changed",
    )
    expect(titleOf(await team.admin.command('team remove', 'Olivia'))).toBe('The owner cannot be removed')
    expect(wordsOf(await team.owner.command('team leave'))).toMatch(/The owner cannot leave.*Transfer/)
    expect(titleOf(await team.owner.command('team role', { person: 'Maya', role: 'owner' }))).toBe(
      'role must be one of Member, Admin',
    )
  })

  test('F45 an admin is refused deletion, which is the owner’s alone (F32)', async () => {
    expect(titleOf(await team.admin.command('team delete'))).toMatch(/^You may not do this/)
  })

  test('F28 F34 R6 settings start off, owner and admin change them, they hold for the very next command', async () => {
    expect(wordsOf(await team.member.command('team overview'))).toMatch(
      /Members may create chatbots","value":"Off/,
    )
    await team.admin.command('team settings')
    expect(
      titleOf(await team.admin.submit({ name: team.teamName, switches: ['memberChatbotCreation'] })),
    ).toBe('Settings saved')
    expect(wordsOf(await team.member.command('team overview'))).toMatch(
      /Members may create chatbots","value":"On/,
    )
    await rolecall.deliver()
    expect(rolecall.inboxOf(team.owner).at(-1)?.title).toBe(`Settings of team ${team.teamName} were changed`)
  })

  test('an empty or too long team name is refused at its field, and nothing typed is lost', async () => {
    await team.owner.command('team settings')
    for (const name of ['', 'x'.repeat(81)]) {
      const answer = await team.owner.submit({ ...(name && { name }), switches: ['memberDocumentUploads'] })
      const swept = team.owner.id.platform === 'slack' ? answer.kind === 'fix' : answer.kind === 'say'
      expect(swept).toBe(true)
      expect(wordsOf(answer)).not.toContain('Settings saved')
      if (answer.kind === 'say') await team.owner.click('Edit')
      expect(wordsOf(team.owner.last)).toContain('memberDocumentUploads')
    }
  })

  test('F31 R17 deleting takes the typed name, ends memberships, cancels invitations, tells everybody', async () => {
    await team.owner.command('team invite', 'late@acme.test')
    await team.owner.command('team delete')
    const wrong = await team.owner.submit({ name: 'something else' })
    expect(JSON.stringify(wrong)).toContain('The name does not match')
    expect(await roles(team.teamId)).toHaveProperty('Olivia')
    if (wrong.kind === 'say') await team.owner.click('Edit')
    expect(titleOf(await team.owner.submit({ name: team.teamName }, 'delete-once'))).toBe(
      `Team ${team.teamName} is deleted`,
    )
    expect(await roles(team.teamId)).toEqual({})
    await rolecall.deliver()
    const [invitation] = await rolecall.db.query('SELECT status FROM invitation WHERE team_id = $1', [
      team.teamId,
    ])
    expect(invitation.status).toBe('cancelled')
    for (const told of [team.admin, team.member])
      expect(rolecall.inboxOf(told).at(-1)?.title).toBe(`Team ${team.teamName} was deleted`)
  })

  test('a member leaves after a confirm step', async () => {
    await team.member.command('team leave')
    expect(titleOf(await team.member.click('Leave'))).toBe(`You have left team ${team.teamName}`)
    expect(await roles(team.teamId)).toEqual({ Olivia: 'owner', Adam: 'admin' })
  })

  test('H1 the right is lost between the button and the press: refused, and the card gives way to the reason', async () => {
    await team.admin.command('team remove', 'Maya')
    await team.owner.command('team role', 'Adam member')
    await team.owner.click('Make Member')
    const refused = await team.admin.click('Remove')
    expect(refused.kind).toBe('replace')
    expect(titleOf(refused)).toMatch(/^You may not do this/)
    expect(await roles(team.teamId)).toHaveProperty('Maya')
  })

  test('H5 the right is lost while the form is open: the submit is refused', async () => {
    await team.admin.command('team settings')
    const form = team.admin.last
    await team.owner.command('team remove', 'Adam')
    await team.owner.click('Remove')
    expect(form.kind).toBe('form')
    expect(titleOf(await team.admin.submit({ name: 'Taken over' }))).toBe('There is no such team')
    const [{ name }] = await rolecall.db.query('SELECT name FROM team WHERE id = $1', [team.teamId])
    expect(name).toBe(team.teamName)
  })

  test('H10 two admins remove each other at once: exactly one of them goes', async () => {
    const bea = await seedPerson(rolecall, team, { name: 'Bea', platform: 'discord', role: 'admin' })
    await team.admin.command('team remove', 'Bea')
    await bea.user.command('team remove', 'Adam')
    await Promise.all([team.admin.click('Remove'), bea.user.click('Remove')])
    const left = Object.keys(await roles(team.teamId))
    expect([left.includes('Adam'), left.includes('Bea')].sort()).toEqual([false, true])
  })

  test('H16 R19 one press delivered eleven times: one change, one notice, eleven equal answers', async () => {
    await team.owner.command('team role', 'Maya admin')
    const press = pressOf(team.owner.last, 'Make Admin')
    const answers = await Promise.all(
      Array.from({ length: 11 }, () => team.owner.press(press, `press-${team.teamId}`)),
    )
    expect(new Set(answers.map(wordsOf)).size).toBe(1)
    expect(await audited(team.teamId)).toEqual(['member.roleChanged'])
    const owed = await rolecall.db.query(`SELECT id FROM outbox WHERE account_id = $1 AND kind = 'notice'`, [
      team.accountId,
    ])
    expect(owed).toHaveLength(1)
  })

  test('H14 B12 a blocked private message undoes nothing, the actor is told, the note waits in the inbox', async () => {
    const { id } = team.member
    rolecall.blocked.add(`${id.platform}:${id.tenant}:${id.userId}`)
    await team.owner.command('team role', 'Maya admin')
    await team.owner.click('Make Admin')
    await rolecall.deliver()
    expect(await roles(team.teamId)).toMatchObject({ Maya: 'admin' })
    expect(rolecall.inboxOf(team.owner).at(-1)?.title).toMatch(/Maya could not be/)
    expect(wordsOf(await team.member.command('inbox'))).toContain('You are now Admin')
  })

  test('R21 H15 a button of another account’s team does nothing and names nothing', async () => {
    const other = await seedTeam(rolecall)
    const maya = await rolecall.db.query(`SELECT id FROM membership WHERE team_id = $1 AND role = 'member'`, [
      team.teamId,
    ])
    for (const press of [
      `teams.role:${maya[0].id}:admin`,
      `teams.remove:${maya[0].id}`,
      `teams.askRole:${maya[0].id}:admin`,
    ])
      expect(titleOf(await other.owner.press(press))).toBe('There is no such member')
    for (const press of ['teams.overview', 'teams.members', 'teams.settings', 'teams.leave', 'teams.audit'])
      expect(titleOf(await other.owner.press(`${press}:${team.teamId}:0`))).toBe('There is no such team')
    expect(titleOf(await other.owner.command('team overview', `team:${team.teamId}`))).toBe(
      'There is no such team',
    )
    expect(await roles(team.teamId)).toEqual({ Olivia: 'owner', Adam: 'admin', Maya: 'member' })
  })
})

test('F149 F3 F4 a new team belongs to its creator, both settings are off', async () => {
  const team = await seedTeam(rolecall)
  expect(titleOf(await team.member.command('team create', 'Night shift'))).toBe('Team Night shift is there')
  expect(wordsOf(await team.member.command('team overview', 'team:"night shift"'))).toMatch(
    /Your role","value":"Owner/,
  )
})

test('R19 a creation delivered eleven times makes one team', async () => {
  const { owner, workspaceId } = await seedTeam(rolecall)
  const happening = { kind: 'command', command: 'team create', words: { line: 'Once' } } as const
  const answers = await Promise.all(
    Array.from({ length: 11 }, () => owner.does(happening, `create-${workspaceId}`)),
  )
  expect(new Set(answers.map(wordsOf)).size).toBe(1)
  const teams = await rolecall.db.query(`SELECT id FROM team WHERE workspace_id = $1 AND name = 'Once'`, [
    workspaceId,
  ])
  expect(teams).toHaveLength(1)
})

test('a person in several teams is asked which, and may name one', async () => {
  const team = await seedTeam(rolecall)
  await team.owner.command('team create', 'Second')
  const unconnected = team.owner.in(null)
  const asked = await unconnected.command('team members')
  expect(asked.kind).toBe('form')
  expect(wordsOf(asked)).toContain('Second')
  expect(titleOf(await team.owner.command('team members', 'team:second'))).toBe('Members of Second')
})

test('F1 F2 R1 the database refuses a second owner, and a team without one', async () => {
  const { teamId, accountId, workspaceId } = await seedTeam(rolecall)
  await expect(
    rolecall.db.query(`UPDATE membership SET role = 'owner' WHERE team_id = $1 AND role = 'admin'`, [teamId]),
  ).rejects.toThrow('membership_one_owner')
  await expect(
    rolecall.db.query(`UPDATE membership SET role = 'admin' WHERE team_id = $1 AND role = 'owner'`, [teamId]),
  ).rejects.toThrow('would have no owner')
  await expect(
    rolecall.db.query(
      `INSERT INTO team (id, account_id, workspace_id, name, created_at) VALUES ('t', $1, $2, 'Headless', $3)`,
      [accountId, workspaceId, isoTime(0)],
    ),
  ).rejects.toThrow('would have no owner')
})

test('H8 B13 a hostile team name is shown as data', async () => {
  const { owner } = await seedTeam(rolecall)
  const name = '<!channel> @everyone *x*'
  await owner.command('team create', { name })
  expect(cardOf(owner.last).title).toBe(`Team ${name} is there`)
})

test('members are paged, eight to a page, and the page number of a button cannot break it', async () => {
  const team = await seedTeam(rolecall)
  for (let index = 0; index < 10; index += 1)
    await seedPerson(rolecall, team, { name: `P${index}`, platform: 'slack', role: 'member' })
  expect(cardOf(await team.owner.command('team members')).rows).toHaveLength(8)
  expect(cardOf(await team.owner.click('Next (page 2 of 2)')).rows).toHaveLength(5)
  for (const page of ['-1', '999999999', 'x', ''])
    expect(titleOf(await team.owner.press(`teams.members:${team.teamId}:${page}`))).toBe(
      `Members of ${team.teamName}`,
    )
})

test('two members of one name: the asker is asked which', async () => {
  const team = await seedTeam(rolecall)
  const twins = [
    await seedPerson(rolecall, team, { name: 'Twin', platform: 'slack', role: 'member' }),
    await seedPerson(rolecall, team, { name: 'Twin', platform: 'discord', role: 'member' }),
  ]
  expect((await team.owner.command('team remove', 'twin')).kind).toBe('form')
  expect(titleOf(await team.owner.submit({ person: twins[1]?.personId ?? '' }))).toBe('Remove Twin?')
  expect(titleOf(await team.owner.command('team remove', twins[0]?.address ?? ''))).toBe('Remove Twin?')
  expect(titleOf(await team.owner.command('team remove', `<@${twins[0]?.user.id.userId}>`))).toBe(
    'Remove Twin?',
  )
})

test('an older settings form does not turn back what was changed meanwhile, until its owner looks again', async () => {
  const team = await seedTeam(rolecall)
  await team.admin.command('team settings')
  await team.owner.command('team settings')
  await team.owner.submit({ name: team.teamName, switches: ['memberDocumentUploads'] })
  const late = await team.admin.submit({ name: 'Renamed', switches: [] })
  expect(JSON.stringify(late)).toContain('Somebody has changed this meanwhile')
  expect(wordsOf(await team.owner.command('team overview'))).toMatch(
    /Members may upload documents","value":"On/,
  )
  team.admin.answers.push(late)
  expect(titleOf(await team.admin.submit({ name: 'Renamed', switches: [] }))).toBe('Settings saved')
})

test('a team that is deleted takes everybody with it who comes in or is invited at the same moment', async () => {
  for (let round = 0; round < 10; round += 1) {
    const team = await seedTeam(rolecall)
    const invited = await seedPerson(rolecall, team, { name: 'Late', platform: 'slack' })
    await team.admin.command('team invite', invited.address)
    await team.owner.command('team delete')
    await Promise.all([
      team.owner.submit({ name: team.teamName }),
      invited.user.command('invite accept'),
      team.admin.command('team invite', `other${round}@acme.test`),
    ])
    await rolecall.deliver()
    const [left] = await rolecall.db.query(
      `SELECT (SELECT count(*) FROM membership WHERE team_id = $1 AND ended_at IS NULL) AS members,
        (SELECT count(*) FROM invitation WHERE team_id = $1 AND status = 'pending') AS pending`,
      [team.teamId],
    )
    expect(left).toEqual({ members: 0, pending: 0 })
  }
})

test('a form that follows a form stands behind a button where the platform opens none after a form', async () => {
  const team = await seedTeam(rolecall, { swapped: true })
  await team.owner.command('team create', 'Second')
  const direct = team.owner.in(null)
  expect((await direct.command('team settings')).kind).toBe('form')
  expect((await direct.submit({ team: team.teamId })).kind).toBe('say')
  expect(titleOf(await direct.click('Continue'))).toBe('Team settings')
})
