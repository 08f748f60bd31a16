import { createTransport } from 'nodemailer'
import { createSandboxClock } from '../../../sandbox/clock'
import { startMailbox } from '../../../sandbox/mail'

const stillAt = Date.UTC(2026, 0, 5, 9)

test('takes mails over SMTP, tells listeners, and stamps them with sandbox time', async () => {
  const clock = createSandboxClock(() => stillAt)
  const mailbox = await startMailbox({ clock })
  const changed = jest.fn()
  const stop = mailbox.onChange(changed)
  clock.advance(86_400_000)
  const transport = createTransport({ url: mailbox.smtpUrl })
  await transport.sendMail({
    from: 'a@a.test',
    to: 'b@b.test',
    bcc: 'c@c.test',
    subject: 'S',
    text: 'x http://l.test/1.',
  })
  expect(changed).toHaveBeenCalledTimes(1)
  expect(mailbox.mails()[0]?.links).toEqual(['http://l.test/1'])
  expect(mailbox.mails()).toMatchObject([
    { to: ['b@b.test', 'c@c.test'], subject: 'S', at: stillAt + 86_400_000 },
  ])
  stop()
  await transport.sendMail({ from: 'a@a.test', to: 'b@b.test', subject: 'T', text: 'y' })
  expect(changed).toHaveBeenCalledTimes(1)
  transport.close()
  await mailbox.close()
})

test('throws the oldest mails away', async () => {
  const mailbox = await startMailbox({ clock: createSandboxClock(), keepAtMost: 3 })
  const transport = createTransport({ url: mailbox.smtpUrl })
  for (const subject of ['1', '2', '3', '4', '5']) {
    await transport.sendMail({ from: 'a@a.test', to: 'b@b.test', subject, text: '' })
  }
  expect(mailbox.mails().map((mail) => mail.subject)).toEqual(['3', '4', '5'])
  transport.close()
  await mailbox.close()
})
