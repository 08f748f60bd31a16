import { LIFETIME_MS } from '../../../src/deadlines'
import { BOTH_WAYS, liveGrants } from '../../chatbots/stage'
import { createRolecall, type Rolecall, titleOf } from '../../support/rolecall'
import { type SeededTeam, seedTeam } from '../../support/seed'
import { askByMail, type Pages, servePages, withoutChat } from './page-stage'
import { type Asked, kept, offerTeam, takeOver } from './stage'
import { read, redrawnFor, toldTo } from './surface-stage'

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

const open: Pages['open'] = (path) => pages.open(path)
const send: Pages['send'] = (path, values, page) => pages.send(path, values, page)

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let team: SeededTeam
  let request: Asked
  let path: string

  beforeEach(async () => {
    team = await seedTeam(rolecall, { swapped })
    const asked = await askByMail(rolecall, team)
    request = asked
    path = asked.path
  })

  const grants = () => liveGrants(rolecall, request.chatbotId)
  const statusNow = async () => (await kept(rolecall, request.id)).status

  test('B7 F63 the mail says what the card says and leads to the page; opening it decides nothing', async () => {
    const mail = rolecall.mails.at(-1)?.mail
    expect(mail?.subject).toBe('Maya asks to share chatbot Helper')
    expect(mail?.action?.label).toBe('Decide')
    const page = await open(path)
    expect(page.status).toBe(200)
    for (const words of [
      'Maya asks to share chatbot Helper',
      'edit: also change its settings',
      `as owner of team ${team.teamName}`,
      '0 answers, $0.00',
      'Left of plan Basic',
      'open until',
      `You own team ${team.teamName}`,
    ]) {
      expect(page.words).toContain(words)
      expect(JSON.stringify(mail)).toContain(words.split(team.teamName)[0])
    }
    expect(page.markup).toContain('&lt;b&gt;Everybody&lt;/b&gt; asks me')
    expect(page.markup).not.toContain('<script')
    expect(page.markup).toMatch(/value="edit" required checked/)
    expect(page.markup).not.toMatch(/name="knowledge"[^>]*checked/)
    expect(await statusNow()).toBe('pending')
  })

  test('R16 the reminder has a link, too, which decides nothing else and dies with the first one', async () => {
    rolecall.clock.set((await kept(rolecall, request.id)).expiresAt - 3_600_000)
    await withoutChat(rolecall, team, async () => {
      await rolecall.sweep()
      await rolecall.deliver()
    })
    const mail = rolecall.mails.at(-1)?.mail
    expect(mail?.subject).toBe('Maya’s request to share chatbot Helper expires within a day')
    const { pathname } = new URL(String(mail?.action?.href))
    expect((await open(pathname)).words).toContain('Maya asks to share chatbot Helper')
    expect((await open(pathname.replace('/requests/', '/transfers/'))).status).toBe(404)
    expect((await open(pathname.slice(0, -1))).status).toBe(404)
    await takeOver(rolecall, team.admin, await offerTeam(rolecall, team, team.admin))
    await rolecall.deliver()
    expect((await open(pathname)).status).toBe(404)
    expect(await statusNow()).toBe('pending')
  })

  test('F60 R8 B4 approved on the page at the chosen level: the copies in chat say by whom', async () => {
    const page = await send(path, { answer: 'approve', level: 'full', knowledge: 'knowledge' })
    expect(page.status).toBe(200)
    expect(page.words).toContain('Approved by Olivia · full, with documents ·')
    expect(await grants()).toEqual([{ level: 'full', knowledge: true }])
    await rolecall.deliver()
    expect(read(redrawnFor(rolecall, team.member))).toContain('Approved by Olivia · full, with documents')
    expect(toldTo(rolecall, team.member).title).toBe('Olivia approved your request to share chatbot Helper')
    const [audited] = await rolecall.db.query(
      `SELECT platform FROM audit_entry WHERE subject_id = $1 AND action = 'request.approved'`,
      [request.id],
    )
    expect(audited.platform).toBe('web')
  })

  test('R8 without the box ticked the documents stay out', async () => {
    await send(path, { answer: 'approve', level: 'view' })
    expect(await grants()).toEqual([{ level: 'view', knowledge: false }])
  })

  test('F64 denied on the page with a reason, which the requester reads', async () => {
    const page = await send(path, { answer: 'deny', reason: 'Not this year' })
    expect(page.words).toContain('Denied by Olivia')
    await rolecall.deliver()
    expect(read(toldTo(rolecall, team.member))).toContain('Not this year')
    expect(await grants()).toEqual([])
  })

  test('R19 sent twice it is decided once, and answered alike', async () => {
    const page = await open(path)
    const first = await send(path, { answer: 'approve', level: 'view' }, page)
    const again = await send(path, { answer: 'approve', level: 'view' }, page)
    expect([first.status, again.status]).toEqual([200, 200])
    expect(again.words).toBe(first.words)
    expect(await grants()).toHaveLength(1)
  })

  test('F67 decided in chat meanwhile: the page refuses and says by whom, also when it is opened later', async () => {
    const page = await open(path)
    await team.owner.press(`requests.approveAsAsked:${request.id}`)
    const refused = await send(path, { answer: 'deny' }, page)
    expect(refused.status).toBe(409)
    expect(refused.words).toContain('The request for chatbot Helper was already approved by Olivia')
    expect(await grants()).toEqual([{ level: 'edit', knowledge: false }])
    const later = await open(path)
    expect(later.words).toContain('Approved by Olivia · edit, without documents')
    expect(later.markup).not.toContain('<form')
  })

  test('F67 decided on the page, the button in chat is refused and names who was first', async () => {
    await send(path, { answer: 'approve', level: 'view' })
    expect(titleOf(await team.owner.press(`requests.approveAsAsked:${request.id}`))).toBe(
      'The request for chatbot Helper was already approved by Olivia',
    )
  })

  test('H4 F66 at its end the page refuses, one millisecond before it approves', async () => {
    rolecall.clock.set((await kept(rolecall, request.id)).expiresAt - 1)
    const page = await open(path)
    rolecall.clock.advance(1)
    const refused = await send(path, { answer: 'approve', level: 'view' }, page)
    expect(refused.words).toContain('The request for chatbot Helper has expired')
    expect(await grants()).toEqual([])
  })

  test('H4 one millisecond before its end the page approves', async () => {
    rolecall.clock.set((await kept(rolecall, request.id)).createdAt + LIFETIME_MS - 1)
    await send(path, { answer: 'approve', level: 'view' })
    expect(await grants()).toHaveLength(1)
  })

  test('H7 a reason of 3,001 characters is refused on the page, with what was typed kept', async () => {
    const typed = 'n'.repeat(3_001)
    const page = await send(path, { answer: 'deny', reason: typed })
    expect(page.status).toBe(400)
    expect(page.words).toContain('The reason is too long: 3001 characters, at most 1000')
    expect(page.markup).toContain(typed)
    expect(await statusNow()).toBe('pending')
  })

  test.each([
    ['no level', { answer: 'approve' }, 'Level is missing'],
    [
      'a level that is none',
      { answer: 'approve', level: 'nonsense' },
      'Level must be one of view, edit, full',
    ],
  ])('F91 approved with %s: the page asks again, and nothing is shared', async (_what, values, words) => {
    const page = await send(path, values)
    expect(page.status).toBe(400)
    expect(page.words).toContain(words)
    expect(page.markup).toMatch(/value="edit" required checked/)
    expect(await grants()).toEqual([])
    expect((await send(path, { ...values, level: 'view' })).status).toBe(200)
    expect(await grants()).toEqual([{ level: 'view', knowledge: false }])
  })

  test.each([
    ['no answer', {}],
    ['the name of what every object has', { answer: 'constructor', level: 'view' }],
    ['another answer', { answer: 'accept', level: 'view' }],
  ])('with %s the page asks again and nothing is decided', async (_what, values) => {
    const page = await send(path, values)
    expect(page.status).toBe(400)
    expect(page.markup).toContain('Approve</button>')
    expect(await statusNow()).toBe('pending')
  })

  test('without the hidden field of the page’s own form nothing is decided', async () => {
    const { cookie } = await open(path)
    const refused = await send(
      path,
      { answer: 'approve', level: 'view', csrf: 'guessed' },
      { ...(await open(path)), cookie },
    )
    expect(refused.status).toBe(403)
    expect(await statusNow()).toBe('pending')
  })

  test('a link that never was is not found', async () => {
    for (const wrong of ['/requests/nonsense', `${path}x`, '/requests/%00', `/requests/${'x'.repeat(90)}`]) {
      const page = await open(wrong)
      expect(page.status).toBe(404)
      expect(page.words).not.toContain('Helper')
    }
  })
})
