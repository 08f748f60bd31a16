import { BOTH_WAYS, liveGrants } from '../../chatbots/stage'
import { createRolecall, type Rolecall } from '../../support/rolecall'
import { type SeededTeam, seedTeam } from '../../support/seed'
import { askByMail, FORGED, type Pages, servePages } from './page-stage'
import { type Asked, kept, offerTeam, takeOver } from './stage'

let rolecall: Rolecall
let pages: Pages
beforeAll(async () => {
  rolecall = await createRolecall()
  pages = await servePages(rolecall)
})
afterAll(async () => {
  await pages.close()
  await rolecall.close()
})

describe.each(BOTH_WAYS)('an old link: %s', (_name, swapped) => {
  let team: SeededTeam
  let request: Asked & { path: string }
  beforeEach(async () => {
    team = await seedTeam(rolecall, { swapped })
    request = await askByMail(rolecall, team)
  })

  const handOver = async () => {
    await takeOver(rolecall, team.admin, await offerTeam(rolecall, team, team.admin))
    await rolecall.deliver()
  }
  const removeOlivia = async () => {
    await team.admin.command('team remove', 'Olivia')
    await team.admin.click('Remove')
    await rolecall.deliver()
  }

  test('H2 R9 the team is handed over: it decides nothing from that moment, and then it is dead', async () => {
    await takeOver(rolecall, team.admin, await offerTeam(rolecall, team, team.admin))
    const refused = await pages.send(request.path, { answer: 'approve', level: 'view' }, FORGED)
    expect(refused.status).toBe(409)
    expect(refused.words).toContain(`You may not do this in team ${team.teamName}`)
    await rolecall.deliver()
    expect((await pages.open(request.path)).status).toBe(404)
    expect((await kept(rolecall, request.id)).status).toBe('pending')
  })

  test.each([
    ['the same answer', 'deny'],
    ['another answer', 'approve'],
  ])('R4 R19 who decided and has been removed sends %s again: nothing is found', async (_what, answer) => {
    const denied = await pages.send(request.path, { answer: 'deny' })
    expect(denied.words).toContain('Denied by Olivia')
    await handOver()
    const values = { answer, level: 'view' }
    const demoted = await pages.send(request.path, values, FORGED)
    expect(demoted.status).toBe(409)
    await removeOlivia()
    for (const page of [await pages.open(request.path), await pages.send(request.path, values, FORGED)]) {
      expect(page.status).toBe(404)
      expect(page.words).not.toContain('Helper')
      expect(page.words).not.toContain('Denied')
    }
    expect((await kept(rolecall, request.id)).status).toBe('denied')
    expect(await liveGrants(rolecall, request.chatbotId)).toEqual([])
  })
})
