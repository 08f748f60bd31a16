import { TryLater } from '../../src/chat'

const minuteMs = 60_000

/** Nodemailer's error: the SMTP reply, and which of our commands it answered. */
interface SmtpFailure {
  message?: string
  responseCode?: number
  command?: string
}

/**
 * Why the server will never take this mail.
 * @throws TryLater for everything else: no connection, 4xx, or a fault that is not the recipient's (sign-in, sender)
 */
export function readFailure(error: unknown): string {
  const { message = String(error), responseCode = 0, command = '' } = error as SmtpFailure
  // https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1: 5yz is permanent, 4yz may work later.
  const permanent = responseCode >= 500
  if (permanent && (command === 'RCPT TO' || command === 'DATA')) return message
  // Greylisting (4xx) wants some minutes; a server that is away is worth asking again soon.
  throw new TryLater(responseCode ? 5 * minuteMs : minuteMs, message)
}
