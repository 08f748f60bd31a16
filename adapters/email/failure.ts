/** Nodemailer's error: the SMTP reply, and which of our commands it answered. */
interface SmtpError {
  message?: string
  responseCode?: number
  command?: string
  code?: string
}

export interface MailFailure {
  /** The server will never take this mail. False for no connection, 4xx, and faults that are not the recipient's. */
  permanent: boolean
  /** The server's own words, which may repeat the address. */
  why: string
  /** What may be logged. */
  facts: Pick<SmtpError, 'responseCode' | 'command' | 'code'>
}

export function readFailure(error: unknown): MailFailure {
  const { message = String(error), ...more } = error as SmtpError
  const { responseCode, command, code } = more
  return {
    // https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1: 5yz is permanent, 4yz may work later.
    permanent: (responseCode ?? 0) >= 500 && (command === 'RCPT TO' || command === 'DATA'),
    why: message,
    facts: { ...(responseCode && { responseCode }), ...(command && { command }), ...(code && { code }) },
  }
}
