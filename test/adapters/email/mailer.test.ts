import { createMailer, type EmailMailer } from '../../../adapters/email'
import { createSandboxClock } from '../../../sandbox/clock'
import { type Mailbox, startMailbox } from '../../../sandbox/mail'
import { bold, type Mail, TryLater, text, time } from '../../../src/chat'

const reader = { locale: 'en-GB', timeZone: 'Europe/London', now: Date.UTC(2026, 0, 5, 9) }
const invitation: Mail = {
  subject: 'Olivia invites you to Acme',
  heading: 'Join Acme',
  paragraphs: [text`${bold('Olivia')} invites you. It ends ${time(Date.UTC(2026, 0, 12, 9), 'absolute')}.`],
  action: { label: 'See the invitation', href: 'https://rolecall.test/i/abc?x=1&y=2' },
  code: '4F7K-22QD',
  footer: 'You get this because somebody entered your address.',
}

let mailbox: Mailbox
let mailer: EmailMailer
let logged: [object, string][]

beforeEach(async () => {
  logged = []
  mailbox = await startMailbox({ clock: createSandboxClock() })
  const log = { info: (details: object, message: string) => void logged.push([details, message]) }
  mailer = createMailer({ smtpUrl: mailbox.smtpUrl, from: 'Rolecall <bot@rolecall.test>', log })
})

afterEach(async () => {
  mailer.close()
  await mailbox.close()
})

test('a mail arrives as HTML and as text, with its link, code and time, of which it tells the zone', async () => {
  await mailer.verify()
  expect(await mailer.send('maya@builders.test', invitation, reader, 'invitation:1')).toEqual({ ok: true })
  const [mail] = mailbox.mails()
  expect(mail).toMatchObject({
    to: ['maya@builders.test'],
    subject: 'Olivia invites you to Acme',
    links: ['https://rolecall.test/i/abc?x=1&y=2'],
  })
  expect(mail?.html).toContain('<strong>Olivia</strong> invites you. It ends 12 Jan 2026, 09:00 GMT.')
  expect(mail?.text).toContain('4F7K-22QD')
  expect(mail?.text).toContain('See the invitation:\nhttps://rolecall.test/i/abc?x=1&y=2')
})

test('files go along with it', async () => {
  const pdf = { name: 'RC-3R5M8X-0007.pdf', mediaType: 'application/pdf', bytes: Buffer.from('%PDF-1.7 …') }
  await mailer.send('maya@builders.test', { ...invitation, files: [pdf] }, reader, 'invoice:1')
  expect(mailbox.mails()).toMatchObject([{ files: [{ name: pdf.name, sizeBytes: pdf.bytes.length }] }])
})

test('the same key gives the same Message-ID, another key another one', async () => {
  for (const key of ['a', 'a', 'b']) await mailer.send('maya@builders.test', invitation, reader, key)
  const [first, again, other] = mailbox.mails().map(({ id }) => id)
  expect(again).toBe(first)
  expect(other).not.toBe(first)
  expect(first).toMatch(/^<[0-9a-f]{40}@rolecall\.test>$/)
})

test('B13: what people typed stays text: no markup, no foreign scheme, no further header', async () => {
  const hostile: Mail = {
    ...invitation,
    subject: 'Hi\r\nBcc: eve@evil.test',
    heading: '<img src=x onerror=alert(1)>',
    paragraphs: [text`${{ link: 'click', href: 'javascript:alert(1)' }} & "quoted"`],
    action: { label: '<b>Go</b>', href: 'data:text/html,hi' },
  }
  await mailer.send('maya@builders.test', hostile, reader, 'key\r\nBcc: eve@evil.test')
  const [mail] = mailbox.mails()
  expect(mail).toMatchObject({ to: ['maya@builders.test'], subject: 'Hi Bcc: eve@evil.test', links: [] })
  expect(mail?.html).not.toMatch(/<img|<b>|javascript:|data:/)
  expect(mail?.html).toContain('&lt;img src=x onerror=alert(1)&gt;')
})

test.each([
  '',
  'maya',
  'a@b.test, eve@evil.test',
  'a@b.test\r\nBcc: eve@evil.test',
  '<a@b.test>',
  'a b@c.test',
])('refuses %j, which is not one address, without asking the server', async (address) => {
  expect(await mailer.send(address, invitation, reader, 'k')).toMatchObject({ ok: false })
  expect(mailbox.mails()).toEqual([])
})

test('an address the server refuses for good is reported, and the next mail goes through', async () => {
  mailbox.faults.refuseNext(1, 550)
  const refused = await mailer.send('gone@builders.test', invitation, reader, 'k1')
  expect(refused).toEqual({ ok: false, why: expect.stringContaining('550') })
  expect(await mailer.send('maya@builders.test', invitation, reader, 'k2')).toEqual({ ok: true })
})

test('a server that says "later" or is away makes the caller try later', async () => {
  mailbox.faults.refuseNext(1, 451)
  await expect(mailer.send('maya@builders.test', invitation, reader, 'k')).rejects.toMatchObject({
    name: 'TryLater',
    afterMs: 1_000,
  })
  mailbox.faults.goDown()
  await expect(mailer.send('maya@builders.test', invitation, reader, 'k')).rejects.toBeInstanceOf(TryLater)
  mailbox.faults.clear()
  expect(await mailer.send('maya@builders.test', invitation, reader, 'k')).toEqual({ ok: true })
})

test('a refused or failed sending is logged, without the address and the server words that repeat it', async () => {
  mailbox.faults.refuseNext(1, 550)
  await mailer.send('gone@builders.test', invitation, reader, 'k1')
  mailbox.faults.refuseNext(1, 451)
  await expect(mailer.send('maya@builders.test', invitation, reader, 'k2')).rejects.toBeInstanceOf(TryLater)
  expect(logged).toEqual([
    [{ responseCode: 550, command: 'RCPT TO', code: 'EENVELOPE' }, 'mail refused for good'],
    [{ responseCode: 451, command: 'RCPT TO', code: 'EENVELOPE' }, 'mail not sent, to be tried again'],
  ])
})
