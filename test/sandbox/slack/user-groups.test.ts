import { webApi } from '@slack/bolt'
import { createSandboxClock } from '../../../sandbox/clock'
import { type SlackSandbox, startSlackSandbox } from '../../../sandbox/slack'

let sandbox: SlackSandbox
let web: webApi.WebClient
beforeEach(async () => {
  sandbox = await startSlackSandbox({ clock: createSandboxClock(), commands: [] })
  web = new webApi.WebClient(sandbox.botToken, { slackApiUrl: sandbox.apiUrl })
})
afterEach(() => sandbox.close())

const create = async (name: string, handle: string) =>
  (await web.usergroups.create({ name, handle })).usergroup?.id ?? ''
const refused = (error: string) => ({ data: { error } })

test('the real client makes a group, fills it, switches it off and on', async () => {
  const usergroup = await create('Readers', 'readers')
  await web.usergroups.users.update({ usergroup, users: 'U0OLIVIA,U0ADAM' })
  expect(sandbox.as('U0ADAM').groups()).toEqual(['@readers'])
  await web.usergroups.disable({ usergroup })
  expect(sandbox.as('U0ADAM').groups()).toEqual([])
  expect((await web.usergroups.list({})).usergroups).toEqual([])
  await web.usergroups.enable({ usergroup })
  const { usergroups } = await web.usergroups.list({ include_users: true })
  expect(usergroups).toMatchObject([{ id: usergroup, users: ['U0OLIVIA', 'U0ADAM'], date_delete: 0 }])
})

test('names and handles are there once, also those of people, channels and groups that are off', async () => {
  const usergroup = await create('Readers', 'readers')
  await web.usergroups.disable({ usergroup })
  await expect(create('readers', 'other')).rejects.toMatchObject(refused('name_already_exists'))
  for (const handle of ['readers', 'general', 'olivia.owner'])
    await expect(create('Other', handle)).rejects.toMatchObject(refused('handle_already_exists'))
  await expect(create('Other', 'Not a handle')).rejects.toMatchObject(refused('bad_handle'))
})

test('a group is never emptied, and takes no guests, bots or people from elsewhere', async () => {
  const usergroup = await create('Readers', 'readers')
  const fill = (users: string) => web.usergroups.users.update({ usergroup, users })
  await expect(fill('')).rejects.toMatchObject(refused('no_users_provided'))
  await sandbox.addUser({ id: 'U0GUEST2', name: 'Gus', guest: true })
  for (const users of ['U0GUEST2', 'U0NOBODY', 'U0OLIVIA,U0GUEST2'])
    await expect(fill(users)).rejects.toMatchObject(refused('invalid_users'))
})

test('a free plan and a workspace in which admins alone manage groups refuse them', async () => {
  sandbox.userGroups.setPlan('free')
  await expect(create('Readers', 'readers')).rejects.toMatchObject(refused('paid_teams_only'))
  await expect(web.usergroups.list({})).rejects.toMatchObject(refused('plan_upgrade_required'))
  sandbox.userGroups.setPlan('paid')
  sandbox.userGroups.allow('admins')
  await expect(create('Readers', 'readers')).rejects.toMatchObject(refused('permission_denied'))
})
