import { handlesOf } from '../../../adapters/slack/handles'
import { createSdkLogger } from '../../../adapters/slack/logger'
import { createRoleMirror } from '../../../adapters/slack/roles'
import { createOutlet } from '../../../adapters/slack/web'
import { createSandboxClock } from '../../../sandbox/clock'
import { type SlackSandbox, startSlackSandbox } from '../../../sandbox/slack'
import { world } from '../../../sandbox/world'
import { type MirrorGroup, type RoleMirror, TryLater } from '../../../src/chat'

const tenant = world.slack.teamId
const [olivia, adam] = ['U0OLIVIA', 'U0ADAM']
const forever = new AbortController().signal
const log = { info: () => {}, warn: () => {}, error: () => {} }

let sandbox: SlackSandbox
let mirror: RoleMirror
const start = async (scopes?: string[]) => {
  const clock = createSandboxClock()
  sandbox = await startSlackSandbox({ clock, commands: [], ...(scopes && { scopes }) })
  const tokenFor = async (asked: string) => (asked === tenant ? sandbox.botToken : null)
  const logger = createSdkLogger(log)
  mirror = createRoleMirror(createOutlet({ apiUrl: sandbox.apiUrl, tokenFor, now: clock.now, logger }))
}
afterEach(() => sandbox.close())

async function made(name = 'Team Alpha'): Promise<MirrorGroup> {
  const id = await mirror.make(tenant, 'rolecall-abc')
  await mirror.restore(tenant, await readGroup(id), [name, `${name} (Rolecall)`])
  return readGroup(id)
}

async function readGroup(id: string): Promise<MirrorGroup> {
  const found = (await mirror.read(tenant)).groups.find((group) => group.id === id)
  if (!found) throw new Error(`no user group ${id}`)
  return found
}

test('a user group is made with a handle people can mention', async () => {
  await start()
  const { id } = await made()
  expect(sandbox.userGroups.list()).toMatchObject([
    { id, name: 'Team Alpha', handle: 'team-alpha', users: [] },
  ])
  expect(await readGroup(id)).toMatchObject({ active: true, isRestored: true, userIds: [] })
})

test('a name is read as it was written, though Slack keeps it escaped', async () => {
  await start()
  const id = sandbox.userGroups.add({ name: 'Team R&amp;D &lt;!channel&gt;', handle: 'team-r-d-channel' })
  expect(await readGroup(id)).toMatchObject({ name: 'Team R&D <!channel>', isRestored: true })
})

test('a name or handle that somebody else has is left to them', async () => {
  await start()
  sandbox.userGroups.add({ name: 'Team Alpha', handle: 'alphas' })
  sandbox.userGroups.add({ name: 'Other', handle: 'team-alpha-rolecall' })
  const group = await made()
  expect(group.name).toBe('Team Alpha (Rolecall)')
  const [handle] = sandbox.userGroups
    .list()
    .filter(({ id }) => id === group.id)
    .map((each) => each.handle)
  expect(handle).toBe(`team-alpha-role-${group.id.slice(-5).toLowerCase()}`)
  expect(group.isRestored).toBe(true)
})

test('people come and go; with the last one the group is switched off, and it comes back with the next', async () => {
  await start()
  const group = await made()
  await mirror.give(tenant, group, [olivia, adam], forever)
  expect((await readGroup(group.id)).userIds).toEqual([olivia, adam])
  await mirror.take(tenant, await readGroup(group.id), [olivia], forever)
  await mirror.take(tenant, await readGroup(group.id), [adam], forever)
  const empty = await readGroup(group.id)
  expect(empty).toMatchObject({ active: false, userIds: [] })
  await mirror.give(tenant, empty, [adam], forever)
  expect(await readGroup(group.id)).toMatchObject({ active: true, userIds: [adam] })
})

test('guests, bots, strangers and the deactivated cannot be in a group', async () => {
  await start()
  await sandbox.changeUser(adam, { deactivated: true })
  await sandbox.addUser({ id: 'U0GUEST2', name: 'Gus', guest: true })
  const { members } = await mirror.read(tenant)
  expect(members.has(olivia)).toBe(true)
  expect([adam, 'U0GUEST2', world.slack.botUserId].filter((id) => members.has(id))).toEqual([])
})

test('a thousand people are a handful of calls: pages to read, one to write', async () => {
  await start()
  const crowd = Array.from({ length: 1_000 }, (_, n) => `U0CROWD${n}`)
  for (const id of crowd) await sandbox.addUser({ id, name: id })
  const group = await made()
  const before = sandbox.calls.length
  const { members } = await mirror.read(tenant)
  await mirror.give(
    tenant,
    group,
    crowd.filter((id) => members.has(id)),
    forever,
  )
  expect(sandbox.calls.slice(before).map(({ method }) => method)).toEqual([
    'usergroups.list',
    'users.list',
    'users.list',
    'usergroups.users.update',
  ])
  expect((await readGroup(group.id)).userIds).toHaveLength(1_000)
})

test.each([
  ['plan', () => sandbox.userGroups.setPlan('free')],
  ['permission', () => sandbox.userGroups.allow('admins')],
  ['disconnected', () => sandbox.uninstall()],
  ['refused', () => sandbox.faults.failNext('usergroups.create', 1, { error: 'name_too_long' })],
  [
    'organisation',
    () =>
      sandbox.faults.failNext('usergroups.create', 1, {
        error: 'target_team_must_be_specified_in_org_context',
      }),
  ],
])('trying again does not help: %s', async (why, happens) => {
  await start()
  happens()
  await expect(mirror.make(tenant, 'rolecall-abc')).rejects.toMatchObject({ why })
})

test('an app that was installed before it asked for user groups is told so', async () => {
  await start(['users:read'])
  await expect(mirror.read(tenant)).rejects.toMatchObject({ why: 'scope' })
})

test('it comes back after as long as Slack says', async () => {
  await start()
  sandbox.faults.failNext('usergroups.list', 1, { http: 429, retryAfterSeconds: 30 })
  const late: unknown = await mirror.read(tenant).catch((error: unknown) => error)
  expect(late).toBeInstanceOf(TryLater)
  expect(late).toMatchObject({ afterMs: 30_000 })
})

test.each([
  ['Workspace Admin', ['workspace-admin', 'workspace-admin-615g0']],
  ['Team Élan & Söhne', ['team-elan-sohne', 'team-elan-sohne-615g0']],
  ['Team of everybody who likes tea', ['team-of-everybody-who', 'team-of-everybo-615g0']],
  ['チーム', ['group-615g0']],
])('“%s” is mentioned as one of %j', async (name, handles) => {
  await start()
  expect(handlesOf({ id: 'S0615G0', name })).toEqual(handles)
})
