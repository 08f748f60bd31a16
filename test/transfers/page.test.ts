import { LIFETIME_MS } from '../../src/deadlines'
import { createLog } from '../../src/log'
import { createWeb, type Web } from '../../src/web'
import { BOTH_WAYS, makeChatbot } from '../chatbots/stage'
import { createBrowser } from '../journeys/browser'
import { createRolecall, type Rolecall, titleOf } from '../support/rolecall'
import { type SeededTeam, seedPerson, seedTeam } from '../support/seed'
import {
  latestOf,
  linkIn,
  offerChatbot,
  offerTeam,
  ownerOf,
  redrawnFor,
  rolesIn,
  said,
  statusOf,
} from './offers'

const accept = { name: 'answer', value: 'accept' }
const decline = { name: 'answer', value: 'decline' }

let rolecall: Rolecall
let web: Web
let origin: string
beforeAll(async () => {
  rolecall = await createRolecall()
  const pages = rolecall.parts.flatMap((part) => part.pages ?? [])
  web = await createWeb({
    adapters: [],
    pages,
    ready: async () => ({}),
    log: createLog('silent', { write() {} }),
  })
  origin = await web.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await web.close()
  await rolecall.close()
})

/** Where the link of the last mail leads here. */
const linkHere = () => linkIn(rolecall).replace(rolecall.options.publicUrl, origin)

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let team: SeededTeam
  beforeEach(async () => {
    team = await seedTeam(rolecall, { swapped })
  })

  test('the page says what the card says, asks again, and runs no script', async () => {
    const id = await offerTeam(rolecall, team, 'Maya')
    const page = await createBrowser().open(linkHere())
    expect(page.status).toBe(200)
    for (const words of [
      `Team ${team.teamName} is offered to you`,
      `You will own team ${team.teamName} and pay for it; Olivia becomes Admin.`,
      'If you decline Nothing changes.',
    ])
      expect(page.text).toContain(words)
    expect(page.text).toMatch(/\d [AP]M UTC \(in 7 days\)/)
    expect(page.html).not.toContain('<script')
    expect(page.html).toContain('method="post"')
    expect(await statusOf(rolecall, id)).toBe('pending')
  })

  test('F76 B4 accepted on the page by the recipient, who may be in no chat at all; the owner’s card follows', async () => {
    const nora = await seedPerson(rolecall, team, { name: 'Nora', platform: 'slack', role: 'member' })
    await rolecall.db.query('DELETE FROM chat_identity WHERE person_id = $1', [nora.personId])
    await offerTeam(rolecall, team, 'Nora')
    const [url, browser] = [linkHere(), createBrowser()]
    const done = await browser.submit(url, await browser.open(url), accept)
    expect(done.status).toBe(200)
    expect(done.text).toContain(`Team ${team.teamName} is yours`)
    expect(done.text).toContain('Accepted by Nora')
    expect(await rolesIn(rolecall, team)).toMatchObject({ Nora: 'owner', Olivia: 'admin' })
    await rolecall.deliver()
    expect(said(redrawnFor(rolecall, team.owner))).toContain('Accepted by Nora')
    expect(latestOf(rolecall, team.owner).title).toBe(`Nora accepted team ${team.teamName}`)
    const audited = await rolecall.db.query(
      `SELECT actor_id, platform FROM audit_entry WHERE team_id = $1 AND action = 'transfer.accepted'`,
      [team.teamId],
    )
    expect(audited).toEqual([{ actor_id: nora.personId, platform: 'web' }])
  })

  test('R15 R16 who is in no chat is reminded by mail, with a link of its own to the same page', async () => {
    const nora = await seedPerson(rolecall, team, { name: 'Nora', platform: 'slack', role: 'member' })
    await rolecall.db.query('DELETE FROM chat_identity WHERE person_id = $1', [nora.personId])
    const id = await offerTeam(rolecall, team, 'Nora')
    const first = linkHere()
    rolecall.clock.advance(LIFETIME_MS - 3_600_000)
    await rolecall.sweep()
    await rolecall.deliver()
    const [url, browser] = [linkHere(), createBrowser()]
    expect(url).not.toBe(first)
    const done = await browser.submit(url, await browser.open(url), decline)
    expect(done.text).toContain('Declined by Nora')
    expect(await statusOf(rolecall, id)).toBe('declined')
  })

  test('R19 sent twice it is answered alike, and later visits read who and when', async () => {
    await offerTeam(rolecall, team, 'Maya')
    const [url, browser] = [linkHere(), createBrowser()]
    const question = await browser.open(url)
    const done = await browser.submit(url, question, accept)
    expect((await browser.submit(url, question, accept)).text).toBe(done.text)
    const late = await browser.open(url)
    expect(late.text).toContain('Accepted by Maya')
    expect(late.html).not.toContain('<form')
    expect(titleOf(await team.member.command('team delete'))).toBe('Delete team')
  })

  test('F80 F90 declined on the page: nothing changes, the owner reads who and when', async () => {
    const chatbotId = await makeChatbot(rolecall, team.owner, { name: 'Handbook' })
    await offerChatbot(rolecall, team.owner, { chatbot: 'Handbook', address: 'Maya', name: 'Maya' })
    const [url, browser] = [linkHere(), createBrowser()]
    const question = await browser.open(url)
    expect(question.text).toContain(
      'Chatbot Handbook will belong to you; Olivia loses it unless it is shared back.',
    )
    expect((await browser.submit(url, question, decline)).text).toContain('You declined chatbot Handbook')
    expect(await ownerOf(rolecall, chatbotId)).toBe('Olivia')
    await rolecall.deliver()
    expect(said(redrawnFor(rolecall, team.owner))).toContain('Declined by Maya')
    const second = await browser.submit(url, question, accept)
    expect(second).toMatchObject({ status: 409 })
    expect(second.text).toContain('Declined by Maya')
    expect(await ownerOf(rolecall, chatbotId)).toBe('Olivia')
  })

  test('B4 answered in chat first, the page says who and when and changes nothing more', async () => {
    const id = await offerTeam(rolecall, team, 'Maya')
    const [url, browser] = [linkHere(), createBrowser()]
    const question = await browser.open(url)
    await team.member.press(`transfers.decline:${id}`)
    const late = await browser.submit(url, question, accept)
    expect(late).toMatchObject({ status: 409 })
    expect(late.text).toContain('Declined by Maya')
    expect(await rolesIn(rolecall, team)).toMatchObject({ Olivia: 'owner' })
  })

  test('R15 in time the page asks; at its end it says that nobody answered, whatever is sent', async () => {
    const id = await offerTeam(rolecall, team, 'Maya')
    const [url, browser] = [linkHere(), createBrowser()]
    rolecall.clock.advance(LIFETIME_MS - 1)
    const question = await browser.open(url)
    expect(question.html).toContain('<form')
    rolecall.clock.advance(1)
    expect((await browser.open(url)).text).toContain('has expired')
    const late = await browser.submit(url, question, accept)
    expect(late).toMatchObject({ status: 409 })
    expect(late.text).toContain('nobody answered')
    expect(await statusOf(rolecall, id)).toBe('expired')
  })

  test('R4 R21 who is of the account no more cannot answer by an old link', async () => {
    await makeChatbot(rolecall, team.owner, { name: 'Handbook' })
    const ann = await seedPerson(rolecall, team, { name: 'Ann', platform: 'discord' })
    const id = await offerChatbot(rolecall, team.owner, {
      chatbot: 'Handbook',
      address: ann.address,
      name: 'Ann',
    })
    const [url, browser] = [linkHere(), createBrowser()]
    const question = await browser.open(url)
    await rolecall.db.query('DELETE FROM workspace_user WHERE person_id = $1', [ann.personId])
    expect((await browser.submit(url, question, accept)).status).toBe(404)
    expect(await statusOf(rolecall, id)).not.toBe('accepted')
  })

  test('R4 who was removed from the team reads nothing of it by the old link, and cannot answer', async () => {
    const id = await offerTeam(rolecall, team, 'Maya')
    const [url, browser] = [linkHere(), createBrowser()]
    const question = await browser.open(url)
    await team.member.press(`transfers.decline:${id}`)
    await team.owner.command('team remove', 'Maya')
    await team.owner.click('Remove')
    await rolecall.deliver()
    await rolecall.db.query('UPDATE team SET name = $2 WHERE id = $1', [team.teamId, 'Secret plans'])
    for (const page of [await browser.open(url), await browser.submit(url, question, accept)]) {
      expect(page.status).toBe(404)
      expect(page.text).toContain('There is no such transfer')
      expect(page.text).not.toContain('Secret plans')
    }
    expect(await rolesIn(rolecall, team)).not.toHaveProperty('Maya')
  })

  test('a wrong token leads nowhere, a form without its cookie changes nothing, and something else asks again', async () => {
    const id = await offerTeam(rolecall, team, 'Maya')
    const [url, browser] = [linkHere(), createBrowser()]
    const unknown = await browser.open(`${origin}/transfers/${'x'.repeat(43)}`)
    expect(unknown.status).toBe(404)
    expect(unknown.text).toContain('There is no such transfer')
    const question = await browser.open(url)
    expect((await createBrowser().submit(url, question, accept)).status).toBe(403)
    const neither = await browser.submit(url, question, { name: 'answer', value: 'maybe' })
    expect(neither.status).toBe(400)
    expect(neither.html).toContain('<form')
    expect(neither.text).toContain('Your answer is missing')
    expect(await statusOf(rolecall, id)).toBe('pending')
  })

  test('H8 names are words on the page, never markup', async () => {
    await rolecall.db.query('UPDATE team SET name = $2 WHERE id = $1', [
      team.teamId,
      '<img src=x onerror=alert(1)>',
    ])
    await offerTeam(rolecall, team, 'Maya')
    const page = await createBrowser().open(linkHere())
    expect(page.html).not.toContain('<img')
    expect(page.text).toContain('<img src=x onerror=alert(1)>')
  })
})
