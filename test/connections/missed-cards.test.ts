import { approveRequest } from '../../src/shares/requests/approve-request'
import { askFor, contextOf } from '../shares/requests/stage'
import { read, redrawnFor } from '../shares/requests/surface-stage'
import { createRolecall, type Rolecall } from '../support/rolecall'
import { type SeededTeam, seedTeam } from '../support/seed'

let rolecall: Rolecall
let team: SeededTeam
beforeEach(async () => {
  rolecall = await createRolecall()
  team = await seedTeam(rolecall, { swapped: true })
})
afterEach(() => rolecall.close())

const editsFor = (tenant: string) => rolecall.sent.filter(({ to, edited }) => edited && to.tenant === tenant)

/** The member has their card in Slack, where the app is gone; the owner decides in Discord. */
async function approveMeanwhile(told = true): Promise<void> {
  const { id } = await askFor(rolecall, team)
  await rolecall.deliver()
  rolecall.away.add(team.slackTenant)
  if (told) await rolecall.places.disconnect('slack', team.slackTenant, 'uninstalled')
  await approveRequest(rolecall.db, await contextOf(rolecall, team.owner), id, null)
  await rolecall.deliver()
  expect(editsFor(team.slackTenant)).toEqual([])
}

test('B4 B15 a card that was to change while its place was disconnected changes when it is back', async () => {
  await approveMeanwhile()
  rolecall.away.clear()
  await rolecall.places.reconnect('slack', team.slackTenant)
  await rolecall.deliver()
  expect(read(redrawnFor(rolecall, team.member))).toContain('Approved by Olivia')
})

test('B4 B15 a card that has missed nothing is not drawn again', async () => {
  await approveMeanwhile()
  rolecall.away.clear()
  await rolecall.places.reconnect('slack', team.slackTenant)
  await rolecall.deliver()
  const before = editsFor(team.slackTenant).length
  expect(before).toBeGreaterThan(0)
  await rolecall.places.disconnect('slack', team.slackTenant, 'uninstalled')
  await rolecall.places.reconnect('slack', team.slackTenant)
  await rolecall.deliver()
  expect(editsFor(team.slackTenant)).toHaveLength(before)
})

test('B15 what is still away after all goes on being missed', async () => {
  await approveMeanwhile()
  await rolecall.places.reconnect('slack', team.slackTenant)
  await rolecall.deliver()
  await rolecall.places.disconnect('slack', team.slackTenant, 'uninstalled')
  rolecall.away.clear()
  await rolecall.places.reconnect('slack', team.slackTenant)
  await rolecall.deliver()
  expect(read(redrawnFor(rolecall, team.member))).toContain('Approved by Olivia')
})

test('B15 so does one of a place of which nobody has said that the app was away', async () => {
  await approveMeanwhile(false)
  rolecall.away.clear()
  await rolecall.places.reconnect('slack', team.slackTenant)
  await rolecall.deliver()
  expect(read(redrawnFor(rolecall, team.member))).toContain('Approved by Olivia')
})

test('B15 a direct message in Discord is redrawn when any server of the account is back', async () => {
  team = await seedTeam(rolecall)
  const { id } = await askFor(rolecall, team)
  await rolecall.deliver()
  rolecall.away.add('discord')
  await rolecall.places.disconnect('discord', team.guild, 'removed')
  await approveRequest(rolecall.db, await contextOf(rolecall, team.owner), id, null)
  await rolecall.deliver()
  expect(editsFor('discord')).toEqual([])
  rolecall.away.clear()
  await rolecall.places.reconnect('discord', team.guild)
  await rolecall.deliver()
  expect(read(redrawnFor(rolecall, team.member))).toContain('Approved by Olivia')
})

test('R21 what one account has missed is not redrawn when another one has the place', async () => {
  await approveMeanwhile()
  const other = await seedTeam(rolecall)
  await rolecall.db.query('UPDATE connection SET account_id = $1, workspace_id = $2 WHERE tenant = $3', [
    ...[other.accountId, other.workspaceId, team.slackTenant],
  ])
  rolecall.away.clear()
  await rolecall.places.reconnect('slack', team.slackTenant)
  await rolecall.deliver()
  expect(editsFor(team.slackTenant)).toEqual([])
})
