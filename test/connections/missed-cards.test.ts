import { approveRequest } from '../../src/shares/requests/approve-request'
import { askFor, contextOf } from '../shares/requests/stage'
import { read, redrawnFor } from '../shares/requests/surface-stage'
import { createRolecall, type Rolecall } from '../support/rolecall'
import { type SeededTeam, seedTeam } from '../support/seed'

let rolecall: Rolecall
let team: SeededTeam
beforeEach(async () => {
  rolecall = await createRolecall()
  team = await seedTeam(rolecall)
})
afterEach(() => rolecall.close())

const editsFor = (tenant: string) => rolecall.sent.filter(({ to, edited }) => edited && to.tenant === tenant)

/** The member has their card in Discord, where the app is gone; the owner decides in Slack. */
async function approveMeanwhile(): Promise<void> {
  const { id } = await askFor(rolecall, team)
  await rolecall.deliver()
  rolecall.away.add(team.guild)
  await rolecall.places.disconnect('discord', team.guild, 'removed')
  await approveRequest(rolecall.db, await contextOf(rolecall, team.owner), id, null)
  await rolecall.deliver()
}

test('B4 B15 a card that was to change while its place was disconnected changes when it is back', async () => {
  await approveMeanwhile()
  expect(editsFor(team.guild)).toEqual([])
  rolecall.away.clear()
  await rolecall.places.reconnect('discord', team.guild)
  await rolecall.deliver()
  expect(read(redrawnFor(rolecall, team.member))).toContain('Approved by Olivia')
})

test('B4 B15 a card that has missed nothing is not drawn again', async () => {
  await approveMeanwhile()
  rolecall.away.clear()
  await rolecall.places.reconnect('discord', team.guild)
  await rolecall.deliver()
  const before = editsFor(team.guild).length
  await rolecall.places.disconnect('discord', team.guild, 'removed')
  await rolecall.places.reconnect('discord', team.guild)
  await rolecall.deliver()
  expect(editsFor(team.guild)).toHaveLength(before)
})

test('B15 what is still away after all goes on being missed', async () => {
  await approveMeanwhile()
  await rolecall.places.reconnect('discord', team.guild)
  await rolecall.deliver()
  await rolecall.places.disconnect('discord', team.guild, 'removed')
  rolecall.away.clear()
  await rolecall.places.reconnect('discord', team.guild)
  await rolecall.deliver()
  expect(read(redrawnFor(rolecall, team.member))).toContain('Approved by Olivia')
})
