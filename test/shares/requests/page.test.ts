import { LIFETIME_MS } from '../../../src/deadlines'
import { createLog } from '../../../src/log'
import { createWeb, type Web } from '../../../src/web'
import { BOTH_WAYS, liveGrants, makeChatbot, setTeam } from '../../chatbots/stage'
import { createRolecall, type Rolecall, titleOf } from '../../support/rolecall'
import { type SeededTeam, seedTeam } from '../../support/seed'
import { kept, offerTeam, takeOver } from './stage'
import { fileForm, read, redrawnFor, toldTo } from './surface-stage'

let rolecall: Rolecall
let web: Web
let origin: string
beforeAll(async () => {
  rolecall = await createRolecall()
  web = await createWeb({
    adapters: [],
    pages: rolecall.parts.flatMap((part) => part.pages ?? []),
    ready: async () => ({}),
    log: createLog('error', { write: () => {} }),
    perMinute: 10_000,
  })
  origin = await web.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await web.close()
  await rolecall.close()
})

interface Shown {
  status: number
  words: string
  markup: string
  cookie: string
  csrf: string
}

async function shown(response: Response): Promise<Shown> {
  const markup = await response.text()
  return {
    status: response.status,
    markup,
    words: markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '),
    cookie: response.headers.get('set-cookie')?.split(';', 1)[0] ?? '',
    csrf: /name="csrf" value="([^"]+)"/.exec(markup)?.[1] ?? '',
  }
}

/** A form with the hidden field of the page, though the page itself shows none. */
const FORGED: Shown = { status: 200, words: '', markup: '', cookie: 'csrf=known', csrf: 'known' }

const open = async (path: string) => shown(await fetch(`${origin}${path}`))

/** Opens the page and sends its form, as a browser without script does. */
async function send(path: string, values: Record<string, string>, page?: Shown): Promise<Shown> {
  const { cookie, csrf } = page ?? (await open(path))
  const body = new URLSearchParams({ csrf, ...values })
  return shown(await fetch(`${origin}${path}`, { method: 'POST', headers: { cookie }, body }))
}

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let team: SeededTeam
  let request: { id: string; chatbotId: string }
  let path: string

  beforeEach(async () => {
    team = await seedTeam(rolecall, { swapped })
    await setTeam(team, 'memberChatbotCreation')
    const chatbotId = await makeChatbot(rolecall, team.member)
    await withoutChat(async () => {
      await fileForm(team, chatbotId, { level: 'edit', reason: '<b>Everybody</b> asks me' })
      await rolecall.deliver()
    })
    const [{ id }] = await rolecall.db.query('SELECT id FROM share_request WHERE chatbot_id = $1', [
      chatbotId,
    ])
    request = { id, chatbotId }
    path = new URL(String(rolecall.mails.at(-1)?.mail.action?.href)).pathname
  })

  /** As long as this lasts no chat user of the owner is known. */
  async function withoutChat(work: () => Promise<void>): Promise<void> {
    const [{ row }] = await rolecall.db.query(
      'WITH gone AS (DELETE FROM chat_identity WHERE user_id = $1 RETURNING *) SELECT row_to_json(gone) AS row FROM gone',
      [team.owner.id.userId],
    )
    await work()
    await rolecall.db.query(
      'INSERT INTO chat_identity SELECT * FROM json_populate_record(NULL::chat_identity, $1)',
      [JSON.stringify(row)],
    )
  }

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

  test('the reminder, which has no link of its own, says where the link is', async () => {
    rolecall.clock.set((await kept(rolecall, request.id)).expiresAt - 3_600_000)
    await withoutChat(async () => {
      await rolecall.sweep()
      await rolecall.deliver()
    })
    const mail = rolecall.mails.at(-1)?.mail
    expect(mail?.subject).toBe('Within a day the request to share chatbot Helper expires')
    expect(mail?.action).toBeUndefined()
    expect(JSON.stringify(mail)).toContain('Behind the link in the mail that asked you first.')
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
    expect(refused.words).toContain('This request was already approved by Olivia')
    expect(await grants()).toEqual([{ level: 'edit', knowledge: false }])
    const later = await open(path)
    expect(later.words).toContain('Approved by Olivia · edit, without documents')
    expect(later.markup).not.toContain('<form')
  })

  test('F67 decided on the page, the button in chat is refused and names who was first', async () => {
    await send(path, { answer: 'approve', level: 'view' })
    expect(titleOf(await team.owner.press(`requests.approveAsAsked:${request.id}`))).toBe(
      'This request was already approved by Olivia',
    )
  })

  test('H4 F66 at its end the page refuses, one millisecond before it approves', async () => {
    rolecall.clock.set((await kept(rolecall, request.id)).expiresAt - 1)
    const page = await open(path)
    rolecall.clock.advance(1)
    const refused = await send(path, { answer: 'approve', level: 'view' }, page)
    expect(refused.words).toContain('This request has expired')
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
    ['no answer', {}],
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

  test('H2 R9 the team is handed over: the old link decides nothing from that moment, and then it is dead', async () => {
    await takeOver(rolecall, team.admin, await offerTeam(rolecall, team, team.admin))
    const refused = await send(path, { answer: 'approve', level: 'view' }, FORGED)
    expect(refused.status).toBe(409)
    expect(refused.words).toContain(`You may not do this in team ${team.teamName}`)
    await rolecall.deliver()
    expect((await open(path)).status).toBe(404)
    expect(await statusNow()).toBe('pending')
  })
})
