import type { Platform } from '../../src/chat'
import { titleOf, wordsOf } from '../support/rolecall'
import { type Stage, setStage } from './stage'

let stage: Stage

const BOTH = ['slack', 'discord'] as const satisfies readonly Platform[]
const team = () => `Team ${stage.teamName}`
const peopleIn = (platform: Platform, name = team()) => stage.places[platform].group(name)?.people
const groupsOf = (platform: Platform) => stage.places[platform].shown().map(({ name }) => name)

describe.each(BOTH)('roles mirrored to %s', (platform) => {
  const there = () => stage.places[platform]

  beforeAll(async () => {
    stage = await setStage()
  })
  afterAll(() => stage.close())
  beforeEach(() => stage.mirror(platform, ['roles', 'teams']))

  test('each role that somebody has and each team is there, with who is in the place', async () => {
    expect(groupsOf(platform)).toEqual(['Chat User', team()])
    const people = platform === 'slack' ? ['Adam', 'Olivia'] : ['Maya']
    expect(peopleIn(platform)).toEqual(people)
    expect(peopleIn(platform, 'Chat User')).toEqual(people)
  })

  test('nothing is changed when nothing has changed', async () => {
    there().calls()
    await stage.later()
    const reads = {
      slack: ['usergroups.list', 'users.list'],
      discord: ['GET /guilds/:guild/roles', 'GET /guilds/:guild/members'],
    }
    expect(there().calls()).toEqual(reads[platform])
  })

  test('who gets another role has it at once, and not the old one', async () => {
    await stage.join(platform, 'Rita')
    await stage.later()
    expect(peopleIn(platform, 'Chat User')).toContain('Rita')
    await stage.owner.command('workspace role', { person: 'Rita', role: 'billingAdmin' })
    await stage.owner.click('Make Billing Admin')
    await stage.settle()
    expect(peopleIn(platform, 'Billing Admin')).toEqual(['Rita'])
    expect(peopleIn(platform, 'Chat User')).not.toContain('Rita')
  })

  test('who is removed from the team or the workspace loses it within moments', async () => {
    await stage.join(platform, 'Leo', 'member')
    await stage.later()
    expect(peopleIn(platform)).toContain('Leo')
    await stage.owner.command('team remove', 'Leo')
    await stage.owner.click('Remove')
    await stage.settle()
    expect(peopleIn(platform)).not.toContain('Leo')
    expect(peopleIn(platform, 'Chat User')).toContain('Leo')
    await stage.owner.command('workspace remove', 'Leo')
    await stage.owner.click('Remove')
    await stage.settle()
    expect(peopleIn(platform, 'Chat User')).not.toContain('Leo')
  })

  test('what is given, taken and renamed by hand is put right', async () => {
    const { user: stranger } = await stage.join(platform, 'Stan')
    const group = there().group(team())
    const [first] = group?.people ?? []
    const member = platform === 'slack' ? stage.owner : stage.member
    if (!group || !first) throw new Error('the team is not there')
    there().setPerson(group, stranger, true)
    there().setPerson(group, member, false)
    there().rename(group, 'Losers')
    await stage.later()
    expect(there().group(team())).toEqual(group)
  })

  test('who has left the place is let be, and gets it back with the place', async () => {
    const { user } = await stage.join(platform, 'Gina', 'member')
    await stage.later()
    expect(peopleIn(platform)).toContain('Gina')
    await there().leave(user)
    await stage.later()
    expect(await troubleOf(platform)).toBeNull()
  })

  test('groups of others are never touched, also of the same name', async () => {
    const id = addOther(platform, 'Team Zeta')
    const { user } = await stage.join(platform, 'Zoe', 'member')
    await user.command('team create', { name: 'Zeta' })
    await stage.settle()
    const ours = platform === 'slack' ? 'Team Zeta (Rolecall)' : 'Team Zeta'
    expect(
      there()
        .shown()
        .filter((group) => group.name === ours && group.id !== id),
    ).toMatchObject([{ people: ['Zoe'] }])
    await user.command('team delete', { team: 'Zeta' })
    await user.submit({ name: 'Zeta' })
    await stage.settle()
    expect(
      there()
        .shown()
        .filter(({ name }) => name.startsWith('Team Zeta'))
        .map((group) => group.id),
    ).toEqual([id])
  })

  test('it waits as long as the platform asks, and goes on', async () => {
    await stage.join(platform, 'Walt', 'member')
    there().putOff(30)
    await stage.later()
    expect(peopleIn(platform)).not.toContain('Walt')
    expect(await troubleOf(platform)).toBeNull()
    there().calls()
    await stage.owner.command('team create', { name: `Hurry on ${platform}` })
    await stage.settle()
    expect(there().calls()).toEqual([])
    await stage.later(1)
    expect(peopleIn(platform)).toContain('Walt')
  })

  test('the admins are told once when the bot may no longer do it; once it may, it goes on by itself', async () => {
    const told = () =>
      stage.rolecall.inboxOf(stage.owner).filter(({ title }) => title.startsWith('Roles are not mirrored'))
    const before = told().length
    await stage.join(platform, 'Nina', 'member')
    there().permit(false)
    await stage.later()
    await stage.later()
    expect(told()).toHaveLength(before + 1)
    const words = platform === 'slack' ? 'only admins manage user groups' : 'Manage Roles'
    expect(JSON.stringify(told().at(-1))).toContain(words)
    const form = await stage.owner.press(`roleSync.ask:${await stage.connectionOf(platform)}`)
    expect(wordsOf(form)).toContain('It has stopped')
    there().permit(true)
    await stage.later()
    expect(peopleIn(platform)).toContain('Nina')
    expect(await troubleOf(platform)).toBeNull()
  })

  test('a run that was killed after making a group goes on with it', async () => {
    const { db } = stage.rolecall
    await db.query(`UPDATE mirrored_role SET group_id = NULL WHERE source = $1 AND connection_id = $2`, [
      ...[stage.teamId, await stage.connectionOf(platform)],
    ])
    const [{ id: row }] = await db.query(
      'SELECT id FROM mirrored_role WHERE source = $1 AND connection_id = $2',
      [...[stage.teamId, await stage.connectionOf(platform)]],
    )
    const group = there().group(team())
    if (!group) throw new Error('the team is not there')
    there().rename(group, `rolecall-${row.slice(-12).toLowerCase()}`)
    await stage.later()
    expect(there().group(team())?.id).toBe(group.id)
  })

  test('the name of a team goes along', async () => {
    const { user } = await stage.join(platform, 'Nora')
    await user.command('team create', { name: 'Before' })
    await stage.settle()
    expect(peopleIn(platform, 'Team Before')).toEqual(['Nora'])
    await user.command('team settings', { team: 'Before' })
    await user.submit({ name: 'After' })
    await stage.settle()
    expect([peopleIn(platform, 'Team Before'), peopleIn(platform, 'Team After')]).toEqual([
      undefined,
      ['Nora'],
    ])
  })

  test('what is no longer mirrored goes, and comes back with the same people', async () => {
    await stage.mirror(platform, ['teams'])
    expect(groupsOf(platform)).not.toContain('Chat User')
    await stage.mirror(platform, [])
    expect(groupsOf(platform).filter((name) => name === team())).toEqual([])
    there().calls()
    await stage.later(60)
    expect(there().calls()).toEqual([])
    await stage.mirror(platform, ['teams'])
    expect(groupsOf(platform)).toContain(team())
  })

  test('it is in the settings of the workspace for who may change them, and in the audit', async () => {
    const press = `roleSync.ask:${await stage.connectionOf(platform)}`
    const settings = await stage.owner.command('workspace settings')
    expect(JSON.stringify(settings)).toContain(press)
    expect(titleOf(await stage.admin.press(press))).toMatch(/^You may not/)
    await stage.owner.press(press)
    const { last } = stage.owner
    await stage.mirror(platform, ['roles'])
    const submit = 'form' in last ? last.form.submit : ''
    const late = await stage.owner.does({ kind: 'submit', submit, values: { what: [] } })
    expect(JSON.stringify(late)).toContain('Somebody has changed this meanwhile')
    const [entry] = await stage.rolecall.db.query(
      `SELECT p.name, e.data FROM audit_entry e JOIN person p ON p.id = e.actor_id WHERE action = 'roleMirror.set' ORDER BY e.id DESC LIMIT 1`,
    )
    expect(entry).toMatchObject({ name: 'Olivia', data: { roles: true, teams: false } })
  })
})

test('what was made in a Slack workspace before it was disconnected goes once it is connected again', async () => {
  const again = await setStage()
  const { places, rolecall, owner } = again
  try {
    await again.mirror('slack', ['teams'])
    const id = await again.connectionOf('slack')
    await owner.press(`connections.askEnd:${id}`)
    await owner.click('Disconnect')
    places.slack.calls()
    await again.later()
    expect(places.slack.calls()).toEqual([])
    await rolecall.db.query(
      `INSERT INTO connection (id, account_id, workspace_id, platform, tenant, name, created_at)
       SELECT 'again', account_id, workspace_id, platform, tenant, name, created_at FROM connection WHERE id = $1`,
      [id],
    )
    await again.later()
    expect(places.slack.shown()).toEqual([])
  } finally {
    await again.close()
  }
})

/** Why it has stopped there, as it is kept. */
async function troubleOf(platform: Platform) {
  const [row] = await stage.rolecall.db.query('SELECT trouble FROM role_mirror WHERE connection_id = $1', [
    await stage.connectionOf(platform),
  ])
  return row.trouble
}

/** Somebody makes a group by hand; resolves to its id. */
function addOther(platform: Platform, name: string): string {
  if (platform === 'slack') return stage.slack.userGroups.add({ name, handle: 'zetas' })
  return stage.discord.guilds.giveRole(stage.guild, stage.member.id.userId, name, 0n)
}
