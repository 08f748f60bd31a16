import type { Check } from './check'

export const checkMail: Check = async ({ mail }, { createMailer }) => {
  if (!mail) return 'not set: invitations by address reach only people who are known in chat'
  const mailer = createMailer(mail)
  await mailer.verify().finally(() => mailer.close())
  return `the server takes mails from ${mail.from}`
}
